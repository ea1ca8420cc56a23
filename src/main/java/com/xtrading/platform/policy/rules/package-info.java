/** The list of all rules; they stand in families below. */
package com.xtrading.platform.policy.rules;
