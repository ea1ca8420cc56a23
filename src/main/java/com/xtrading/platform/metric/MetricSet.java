package com.xtrading.platform.metric;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What one program exports, in the version that runs: the families of {@code
 * src/main/resources/metrics/<set>.tsv}, with name, type and labels in columns, of histograms whose
 * buckets are known their bounds in a fourth, and above them, as comments, from where they are
 * known.
 */
public enum MetricSet {
  ALERTMANAGER,
  CADVISOR,
  CERT_MANAGER,
  CLAIR,
  CLOUDNATIVE_PG,
  /** What programs built with controller-runtime say of themselves. */
  CONTROLLER_RUNTIME,
  EXTERNAL_DNS,
  EXTERNAL_SECRETS,
  FLUENT_BIT,
  GRAFANA,
  INFLUXDB,
  ISTIOD,
  JAEGER,
  KEDA,
  KONG,
  KUBELET,
  KUBE_STATE_METRICS,
  /** What kube-state-metrics says of itself. */
  KUBE_STATE_METRICS_TELEMETRY,
  /** NGINX Gateway Fabric: the controller. */
  NGINX_GATEWAY_FABRIC,
  /** NGINX that the controller of NGINX Gateway Fabric looks after. */
  NGINX,
  NODE_EXPORTER,
  OAUTH2_PROXY,
  PGBOUNCER,
  PROMETHEUS,
  PROMETHEUS_OPERATOR,
  RABBITMQ,
  /** Queues one by one, from {@code /metrics/detailed}. */
  RABBITMQ_QUEUES,
  REDIS_EXPORTER,
  /** The contract that our own services implement. */
  SERVICES,
  SNAPSHOT_CONTROLLER,
  TRIVY_OPERATOR,
  VAULT,
  VERTICAL_POD_AUTOSCALER,
  ZTUNNEL;

  private static final Map<MetricSet, SortedMap<String, MetricFamily>> READ =
      new ConcurrentHashMap<>();

  /** Families by name. */
  public SortedMap<String, MetricFamily> families() {
    return READ.computeIfAbsent(this, MetricSet::read);
  }

  /** The names of all series that expressions may ask for. */
  public Stream<String> names() {
    return families().values().stream().flatMap(MetricFamily::names);
  }

  /** The series of a name that expressions may ask for. */
  public Optional<MetricFamily.Series> series(String name) {
    for (String suffix : List.of("", "_bucket", "_sum", "_count")) {
      if (name.endsWith(suffix)) {
        MetricFamily family = families().get(name.substring(0, name.length() - suffix.length()));
        if (family != null && family.type().suffixes().contains(suffix)) {
          return Optional.of(family.series(suffix));
        }
      }
    }
    return Optional.empty();
  }

  /** The name of its file, and what people call it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private SortedMap<String, MetricFamily> read() {
    String resource = "/metrics/%s.tsv".formatted(this);
    SortedMap<String, MetricFamily> families = new TreeMap<>();
    try (InputStream in = MetricSet.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing");
      }
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> family(resource, line))
          .forEach(
              family -> {
                if (families.put(family.name(), family) != null) {
                  throw new IllegalStateException(
                      "%s has %s twice".formatted(resource, family.name()));
                }
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Collections.unmodifiableSortedMap(families);
  }

  private static MetricFamily family(String resource, String line) {
    String[] columns = line.split("\t", -1);
    if (columns.length != 3 && columns.length != 4) {
      throw new IllegalStateException(
          "%s: \"%s\" has not name, type and labels, and bounds at the most"
              .formatted(resource, line));
    }
    SortedSet<String> labels = new TreeSet<>();
    Arrays.stream(columns[2].split(",")).filter(label -> !label.isEmpty()).forEach(labels::add);
    List<BigDecimal> bounds =
        columns.length == 3
            ? List.of()
            : Arrays.stream(columns[3].split(",", -1)).map(BigDecimal::new).toList();
    return new MetricFamily(columns[0], MetricType.of(columns[1]), labels, bounds);
  }
}
