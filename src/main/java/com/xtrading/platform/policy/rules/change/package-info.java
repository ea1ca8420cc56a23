/** What is delivered can become what is rendered. */
package com.xtrading.platform.policy.rules.change;
