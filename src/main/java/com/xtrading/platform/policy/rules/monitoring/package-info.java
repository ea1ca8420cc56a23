/** Who watches sees what is there. */
package com.xtrading.platform.policy.rules.monitoring;
