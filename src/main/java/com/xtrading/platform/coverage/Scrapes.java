package com.xtrading.platform.coverage;

import com.google.re2j.Pattern;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.NodeMetrics;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.metric.MetricSet;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.objects.LabelSelector;
import com.xtrading.platform.promql.MatrixSelector;
import com.xtrading.platform.promql.Promql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Reads what Prometheus asks from rendered monitors, with the labels that the Prometheus operator
 * 0.93 gives to what comes back (pkg/prometheus/promcfg.go), and what is exported there from the
 * declarations.
 */
public final class Scrapes {

  /** What Prometheus does where its resource says nothing. */
  private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(30);

  private final Topology topology;
  private final Reach reach;
  private final Duration interval;

  /** Whether network policies let Prometheus reach what is declared. */
  public interface Reach {
    boolean pods(MetricSource source);

    boolean nodes(NodeMetrics nodes);
  }

  private Scrapes(Topology topology, Reach reach, Duration interval) {
    this.topology = topology;
    this.reach = reach;
    this.interval = interval;
  }

  /** Every place that the monitors among some objects make Prometheus ask. */
  static List<Scrape> in(Collection<Manifest> objects, Topology topology, Reach reach) {
    List<Manifest> takers = objects.stream().filter(object -> object.is(Kinds.PROMETHEUS)).toList();
    Duration interval =
        takers.stream()
            .map(object -> object.at("spec", "scrapeInterval"))
            .flatMap(text -> duration(text).stream())
            .findFirst()
            .orElse(DEFAULT_INTERVAL);
    Scrapes scrapes = new Scrapes(topology, reach, interval);
    List<Scrape> all = new ArrayList<>();
    for (Manifest object : objects) {
      boolean isMonitor =
          object.is(Kinds.SERVICE_MONITOR)
              || object.is(Kinds.POD_MONITOR)
              || object.is(Kinds.SCRAPE_CONFIG);
      if (isMonitor && takers.stream().anyMatch(prometheus -> takes(prometheus, object))) {
        scrapes.of(object, all);
      }
    }
    return all;
  }

  private void of(Manifest monitor, List<Scrape> all) {
    if (monitor.is(Kinds.SCRAPE_CONFIG)) {
      all.add(ofConfig(monitor));
    } else {
      boolean byService = monitor.is(Kinds.SERVICE_MONITOR);
      ofMonitor(monitor, byService ? MetricSource.Via.SERVICE : MetricSource.Via.POD, all);
    }
  }

  /**
   * Whether a Prometheus takes a monitor: one that names no selector of a kind takes none of it,
   * and one that names none of namespaces those of its own alone.
   */
  private static boolean takes(Manifest prometheus, Manifest monitor) {
    String selector =
        monitor.kind().substring(0, 1).toLowerCase(Locale.ROOT) + monitor.kind().substring(1);
    Tree labels = prometheus.at("spec", selector + "Selector");
    Tree namespaces = prometheus.at("spec", selector + "NamespaceSelector");
    return labels.exists()
        && new LabelSelector(labels).matches(monitor.at("metadata", "labels").map())
        && (namespaces.exists() || prometheus.namespace().equals(monitor.namespace()));
  }

  private void ofMonitor(Manifest monitor, MetricSource.Via via, List<Scrape> all) {
    Tree spec = monitor.at("spec");
    boolean byService = via == MetricSource.Via.SERVICE;
    Map<String, Object> selected = spec.at("selector", "matchLabels").map();
    spec.at(byService ? "endpoints" : "podMetricsEndpoints")
        .elements()
        .forEach(
            endpoint -> {
              Predicate<MetricSource> asked =
                  source ->
                      source.via() == via
                          && source.pods().namespace().equals(monitor.namespace())
                          && selected.equals(
                              Map.of(source.pods().labelKey(), source.pods().labelValue()))
                          && source.port().name().equals(endpoint.at("port").text(""))
                          && source.path().equals(endpoint.at("path").text("/metrics"));
              List<MetricSource> sources = topology.metrics().stream().filter(asked).toList();
              all.add(
                  scrape(
                      monitor,
                      endpoint,
                      targetLabels(monitor, endpoint, byService, sources),
                      sources.stream().flatMap(source -> source.offers().stream()).toList(),
                      sources.stream().allMatch(reach::pods)));
            });
  }

  private static SortedMap<String, Optional<String>> targetLabels(
      Manifest monitor, Tree endpoint, boolean byService, List<MetricSource> sources) {
    SortedMap<String, Optional<String>> labels = new TreeMap<>();
    Optional<String> service = sources.stream().map(source -> source.pods().name()).findFirst();
    labels.put("namespace", Optional.of(monitor.namespace()));
    labels.put("pod", Optional.empty());
    labels.put("container", Optional.empty());
    labels.put("endpoint", Optional.of(endpoint.at("port").text("")));
    labels.put("instance", Optional.empty());
    if (byService) {
      labels.put("service", service);
      labels.put("job", service);
    } else {
      labels.put("job", Optional.of(monitor.namespace() + "/" + monitor.name()));
    }
    monitor
        .at("spec", "podTargetLabels")
        .elements()
        .forEach(label -> labels.put(sanitized(label.text("")), Optional.empty()));
    return labels;
  }

  private Scrape ofConfig(Manifest config) {
    Tree spec = config.at("spec");
    String path = spec.at("metricsPath").text("/metrics");
    String job =
        spec.at("jobName").text("scrapeConfig/%s/%s".formatted(config.namespace(), config.name()));
    List<NodeMetrics> nodes =
        topology.nodeMetrics().stream()
            .filter(one -> one.job().equals(job) && one.paths().containsKey(path))
            .toList();
    SortedMap<String, Optional<String>> labels = new TreeMap<>();
    labels.put("job", Optional.of(job));
    labels.put("instance", Optional.empty());
    labels.put("__metrics_path__", Optional.of(path));
    return scrape(
        config,
        spec,
        labels,
        nodes.stream().map(one -> one.paths().get(path)).toList(),
        nodes.stream().allMatch(reach::nodes));
  }

  private Scrape scrape(
      Manifest by,
      Tree place,
      SortedMap<String, Optional<String>> labels,
      List<MetricSet> offers,
      boolean reached) {
    place.at("relabelings").elements().forEach(relabeling -> relabel(relabeling, labels));
    labels.remove("__metrics_path__");
    List<Pattern> dropped = new ArrayList<>();
    List<Pattern> removed = new ArrayList<>();
    place
        .at("metricRelabelings")
        .elements()
        .forEach(
            relabeling -> {
              Pattern regex = pattern(relabeling);
              if (action(relabeling).equals("labeldrop")) {
                removed.add(regex);
              } else if (action(relabeling).equals("drop")
                  && relabeling.at("sourceLabels").list().equals(List.of("__name__"))) {
                dropped.add(regex);
              }
            });
    return new Scrape(
        "%s %s/%s".formatted(by.kind(), by.namespace(), by.name()),
        labels,
        place.at("honorLabels").isTrue(),
        dropped,
        removed,
        duration(by.is(Kinds.SCRAPE_CONFIG) ? place.at("scrapeInterval") : place.at("interval"))
            .orElse(interval),
        offers,
        reached);
  }

  private static void relabel(Tree relabeling, SortedMap<String, Optional<String>> labels) {
    String target = relabeling.at("targetLabel").text("");
    switch (action(relabeling)) {
      case "labeldrop" -> labels.keySet().removeIf(pattern(relabeling)::matches);
      case "replace" -> {
        List<Object> sources = relabeling.at("sourceLabels").list();
        if (sources.isEmpty()) {
          labels.put(target, relabeling.at("replacement").node().map(Object::toString));
        } else {
          boolean copied = sources.size() == 1 && !relabeling.at("replacement").exists();
          labels.put(
              target,
              copied ? labels.getOrDefault(sources.get(0), Optional.empty()) : Optional.empty());
        }
      }
      default -> {
        // Nothing that adds a label or takes one away for sure.
      }
    }
  }

  private static String action(Tree relabeling) {
    return relabeling.at("action").text("replace").toLowerCase(Locale.ROOT);
  }

  private static Pattern pattern(Tree relabeling) {
    return Pattern.compile(relabeling.at("regex").text("(.*)"));
  }

  /** As Prometheus makes the name of a label of a name in Kubernetes. */
  private static String sanitized(String label) {
    return label.replaceAll("[^a-zA-Z0-9_]", "_");
  }

  private static Optional<Duration> duration(Tree text) {
    return text.node()
        .map(Object::toString)
        .map(span -> Promql.parse("up[%s]".formatted(span)))
        .map(MatrixSelector.class::cast)
        .map(matrix -> Duration.ofMillis(matrix.range().millis()));
  }
}
