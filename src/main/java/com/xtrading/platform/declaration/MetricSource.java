package com.xtrading.platform.declaration;

import com.xtrading.platform.metric.MetricSet;
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
 * @param labelling what becomes of labels
 * @param offers what they export
 */
public record MetricSource(
    Peer.Pods pods, Target target, Via via, Labelling labelling, List<MetricSet> offers) {

  /**
   * What is asked of a pod.
   *
   * @param port the named container port that answers
   * @param path the HTTP path
   * @param parameters of the query
   * @param tls how the pod proves itself; empty for plain HTTP
   */
  public record Target(
      Port port, String path, SortedMap<String, List<String>> parameters, Optional<Tls> tls) {
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

  /**
   * What becomes of labels when samples are stored.
   *
   * @param ofPods labels of pods that become labels of metrics
   * @param keepsOwn whether {@code namespace}, {@code pod} and the like that a program exports stay
   *     as they are, and are not renamed to {@code exported_namespace}: for programs that speak of
   *     other objects
   * @param byNode whether {@code instance} is the name of the node and not an address
   */
  public record Labelling(List<String> ofPods, boolean keepsOwn, boolean byNode) {

    /** As the monitors of the operator have it. */
    public static final Labelling PLAIN = new Labelling(List.of(), false, false);

    /** Of a program that speaks of other objects. */
    public static final Labelling OF_OTHERS = new Labelling(List.of(), true, false);

    /** Of a program that speaks of its node. */
    public static final Labelling OF_NODES = new Labelling(List.of(), false, true);

    public Labelling {
      ofPods = List.copyOf(ofPods);
    }
  }

  public MetricSource {
    offers = List.copyOf(offers);
  }

  public Port port() {
    return target.port;
  }

  public String path() {
    return target.path;
  }

  public SortedMap<String, List<String>> parameters() {
    return target.parameters;
  }

  public Optional<Tls> tls() {
    return target.tls;
  }
}
