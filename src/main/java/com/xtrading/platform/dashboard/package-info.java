/** Pages of graphs as values, the mistakes they can have, and the JSON that Grafana reads. */
package com.xtrading.platform.dashboard;
