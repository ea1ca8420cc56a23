/** Data is kept where it is safe. */
package com.xtrading.platform.policy.rules.storage;
