/** What an object names is there, once, and in its own environment. */
package com.xtrading.platform.policy.rules.references;
