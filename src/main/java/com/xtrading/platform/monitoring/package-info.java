/** What is watched, and by whom. */
package com.xtrading.platform.monitoring;
