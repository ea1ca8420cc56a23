/** Who is told of which alert: a configuration of Alertmanager as values, and what it decides. */
package com.xtrading.platform.alerting;
