package com.xtrading.platform.declaration;

import com.xtrading.platform.model.Port;
import java.util.List;

/**
 * Pods whose metrics are scraped.
 *
 * @param pods the pods
 * @param port the named container port that answers
 * @param path the HTTP path
 * @param via whether pods are found through a service or by their label
 * @param labels pod labels that become metric labels
 */
public record MetricSource(Peer.Pods pods, Port port, String path, Via via, List<String> labels) {

  /** How Prometheus finds the pods. */
  public enum Via {
    /** Through the endpoints of the service that has the name of the workload. */
    SERVICE,
    /** By label, for pods without a service of ours. */
    POD
  }

  public MetricSource {
    labels = List.copyOf(labels);
  }
}
