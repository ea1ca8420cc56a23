/** Writes what people would write by hand: a service, an environment, a rule. */
package com.xtrading.platform.scaffold;
