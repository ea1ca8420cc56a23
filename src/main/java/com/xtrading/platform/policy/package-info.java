/** What a rule is, what it may look at, and what comes of it. */
package com.xtrading.platform.policy;
