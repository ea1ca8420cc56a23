/** The records of an environment: everything in which one differs from another. */
package com.xtrading.platform.environment;
