/** The bucket that backups go to. */
package com.xtrading.platform.backup;
