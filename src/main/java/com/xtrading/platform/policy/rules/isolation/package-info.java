/** What is declared is open, and nothing else is. */
package com.xtrading.platform.policy.rules.isolation;
