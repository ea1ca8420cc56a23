/** How Argo CD tells that an object of a kind is what somebody waits for. */
package com.xtrading.platform.health;
