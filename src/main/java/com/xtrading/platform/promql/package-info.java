/** Expressions of Prometheus, read and refused as Prometheus itself does. */
package com.xtrading.platform.promql;
