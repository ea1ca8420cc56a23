package com.xtrading.platform.declaration;

import com.xtrading.platform.metric.MetricSet;
import com.xtrading.platform.model.Port;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Metrics that answer at the address of each node, from no pod.
 *
 * @param job what Prometheus calls those who answer
 * @param nodes the addresses of the nodes
 * @param port where they answer, in HTTPS
 * @param paths what is asked, and what each exports
 */
public record NodeMetrics(
    String job, Peer.Addresses nodes, Port port, SortedMap<String, MetricSet> paths) {
  public NodeMetrics {
    paths = Collections.unmodifiableSortedMap(new TreeMap<>(paths));
  }

  /** The connection that a scrape is. */
  public Endpoint endpoint() {
    return Endpoint.of(nodes, job, port, "metrics of " + job);
  }
}
