/** Tells texts that are credentials from others, and shows messages without them. */
package com.xtrading.platform.credential;
