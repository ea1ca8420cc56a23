/** How log records travel: a configuration of Fluent Bit, and where records wait on their way. */
package com.xtrading.platform.collection;
