/** Whether expressions look at what Prometheus really stores. */
package com.xtrading.platform.coverage;
