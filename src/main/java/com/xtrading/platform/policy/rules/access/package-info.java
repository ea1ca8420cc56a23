/** Who may do what: roles, tokens, routes, user interfaces. */
package com.xtrading.platform.policy.rules.access;
