/** Argo CD keeps what is rendered for it, lets it in, and brings it in the order that it says. */
package com.xtrading.platform.policy.rules.delivery;
