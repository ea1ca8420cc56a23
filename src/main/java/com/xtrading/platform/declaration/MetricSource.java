package com.xtrading.platform.declaration;

import com.xtrading.platform.model.Port;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Pods whose metrics are scraped.
 *
 * @param pods the pods
 * @param port the named container port that answers
 * @param path the HTTP path
 * @param parameters of the query
 * @param via whether pods are found through a service or by their label
 * @param labels pod labels that become metric labels
 * @param tls how the pods prove themselves; empty for plain HTTP
 */
public record MetricSource(
    Peer.Pods pods,
    Port port,
    String path,
    SortedMap<String, String> parameters,
    Via via,
    List<String> labels,
    Optional<Tls> tls) {

  /** How Prometheus finds the pods. */
  public enum Via {
    /** Through the endpoints of the service that has the name of the workload. */
    SERVICE,
    /** By label, for pods without a service of ours. */
    POD
  }

  /**
   * HTTPS with a certificate of the platform's authority.
   *
   * @param secret the certificate, in the namespace of the pods
   * @param serverName a name that the certificate is for
   */
  public record Tls(String secret, String serverName) {}

  public MetricSource {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    labels = List.copyOf(labels);
  }
}
