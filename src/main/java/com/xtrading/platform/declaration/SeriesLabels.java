package com.xtrading.platform.declaration;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Labels that a series has once it is scraped, or an alert has once it fires.
 *
 * @param labels names and values
 */
public record SeriesLabels(SortedMap<String, String> labels) {

  public SeriesLabels {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
  }

  /** No label. */
  public static SeriesLabels none() {
    return new SeriesLabels(new TreeMap<>());
  }

  /**
   * The given ones.
   *
   * @param namesAndValues a name, its value, a name, its value
   */
  public static SeriesLabels of(String... namesAndValues) {
    return none().with(namesAndValues);
  }

  /** Those that a ServiceMonitor gives to what a pod behind a service says. */
  public static SeriesLabels ofService(String namespace, String service, String pod) {
    return of("namespace", namespace, "pod", pod, "container", service, "service", service)
        .with("endpoint", "metrics", "job", service);
  }

  /** Those that a PodMonitor gives to what a pod of a workload says. */
  public static SeriesLabels ofPod(String namespace, String workload, String pod) {
    return of("namespace", namespace, "pod", pod, "container", workload)
        .with("endpoint", "metrics", "job", namespace + "/" + workload);
  }

  /** Those of kube-state-metrics, whose own labels say which object a series is about. */
  public static SeriesLabels ofKubeState(String... namesAndValues) {
    return of("job", "kube-state-metrics").with(namesAndValues);
  }

  /** Those of the node exporter on a node; its instance is the node. */
  public static SeriesLabels ofNode(String node) {
    return ofService("agents", "node-exporter", "node-exporter-x7k2p").with("instance", node);
  }

  /** Those of what the kubelet of a node says about itself and its volumes. */
  public static SeriesLabels ofKubelet(String node) {
    return of("job", "kubelet", "metrics_path", "/metrics", "node", node, "instance", node);
  }

  /** Those of what the kubelet of a node says about a container. */
  public static SeriesLabels ofContainer(
      String node, String namespace, String pod, String container) {
    return ofKubelet(node)
        .with("metrics_path", "/metrics/cadvisor")
        .with("namespace", namespace, "pod", pod, "container", container);
  }

  /** These and the given ones, which count where both have a name. */
  public SeriesLabels with(String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException(
          "a label has no value: " + String.join(", ", namesAndValues));
    }
    SortedMap<String, String> more = new TreeMap<>(labels);
    for (int index = 0; index < namesAndValues.length; index += 2) {
      more.put(namesAndValues[index], namesAndValues[index + 1]);
    }
    return new SeriesLabels(more);
  }

  /** Those that {@code by} keeps. */
  public SeriesLabels by(String... names) {
    SortedMap<String, String> kept = new TreeMap<>(labels);
    kept.keySet().retainAll(java.util.Set.of(names));
    return new SeriesLabels(kept);
  }

  /** A series of one value. */
  public InputSeries gauge(String metric, double value) {
    return InputSeries.gauge(selector(metric), value);
  }

  /** A series that counts events. */
  public InputSeries counter(String metric, double perSecond) {
    return InputSeries.counter(selector(metric), perSecond);
  }

  /** A series that says a time, which is always as far behind the present. */
  public InputSeries clock(String metric, double secondsBehind) {
    return InputSeries.line(selector(metric), -secondsBehind, 1);
  }

  /** A series that grows or shrinks evenly. */
  public InputSeries line(String metric, double start, double perSecond) {
    return InputSeries.line(selector(metric), start, perSecond);
  }

  /** An alert with these labels, which prints no number. */
  public ExpectedAlert alert() {
    return new ExpectedAlert(labels, "");
  }

  /**
   * An alert with these labels.
   *
   * @param number the value as its text shows it, such as {@code 85%}
   */
  public ExpectedAlert alert(String number) {
    return new ExpectedAlert(labels, number);
  }

  private String selector(String metric) {
    return labels.isEmpty()
        ? metric
        : labels.entrySet().stream()
            .map(label -> "%s=\"%s\"".formatted(label.getKey(), label.getValue()))
            .collect(Collectors.joining(", ", metric + "{", "}"));
  }
}
