/** Nothing that is written holds a credential. */
package com.xtrading.platform.policy.rules.credentials;
