/** Pods start, fit, scale and stop as they should, and somebody has declared them. */
package com.xtrading.platform.policy.rules.workload;
