/** Which metrics there are, of what type, and with what labels. */
package com.xtrading.platform.metric;
