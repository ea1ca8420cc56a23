/** What becomes of logs. */
package com.xtrading.platform.logging;
