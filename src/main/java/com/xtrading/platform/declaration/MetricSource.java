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
 * @param target what is asked of each
 * @param via whether pods are found through a service or by their label
 * @param labels pod labels that become metric labels
 */
public record MetricSource(Peer.Pods pods, Target target, Via via, List<String> labels) {

  /**
   * What is asked of a pod.
   *
   * @param port the named container port that answers
   * @param path the HTTP path
   * @param parameters of the query
   * @param tls how the pod proves itself; empty for plain HTTP
   */
  public record Target(
      Port port, String path, SortedMap<String, String> parameters, Optional<Tls> tls) {
    public Target {
      parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    /** A path in plain HTTP. */
    public static Target http(Port port, String path) {
      return new Target(port, path, new TreeMap<>(), Optional.empty());
    }
  }

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
    labels = List.copyOf(labels);
  }

  public Port port() {
    return target.port;
  }

  public String path() {
    return target.path;
  }

  public SortedMap<String, String> parameters() {
    return target.parameters;
  }

  public Optional<Tls> tls() {
    return target.tls;
  }
}
