package com.xtrading.platform.monitoring;

import com.xtrading.platform.component.TextTemplate;
import com.xtrading.platform.dashboard.Dashboard;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.YamlWriter;
import com.xtrading.platform.model.Port;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What Grafana 13 reads when it starts: its settings, whom it asks for data, and where dashboards
 * lie. A dashboard is read again when it has changed.
 */
final class GrafanaFiles {

  /** The folder with a folder for each dashboard. */
  static final String DASHBOARDS = "/etc/grafana/dashboards";

  /** What is shown first, where it is there. */
  private static final String HOME = "xtrading-overview";

  /** By these, dashboards and links name data sources. */
  private static final String PROMETHEUS = "prometheus";

  private static final String ALERTMANAGER = "alertmanager";
  private static final String JAEGER = "jaeger";

  /**
   * Data sources of the image 13.2.3 whose programs run beside the server, called or not
   * (/usr/share/grafana/data/plugins-bundled).
   */
  private static final List<String> BUNDLED =
      List.of(
          "elasticsearch",
          "grafana-postgresql-datasource",
          "grafana-pyroscope-datasource",
          "influxdb",
          JAEGER,
          "loki",
          "mssql",
          "mysql",
          "opentsdb",
          PROMETHEUS,
          "stackdriver",
          "tempo",
          "zipkin");

  /** By which services name the trace of a sample. */
  private static final String TRACE_LABEL = "trace_id";

  private final Endpoint prometheus;
  private Optional<Endpoint> alertmanager = Optional.empty();
  private Optional<Endpoint> jaeger = Optional.empty();

  GrafanaFiles(Endpoint prometheus) {
    this.prometheus = prometheus;
  }

  void alerts(Endpoint endpoint) {
    alertmanager = Optional.of(endpoint);
  }

  void traces(Endpoint endpoint) {
    jaeger = Optional.of(endpoint);
  }

  /**
   * {@code grafana.ini}.
   *
   * @param url by which browsers know it
   */
  String settings(Port port, String url, List<Dashboard> dashboards) {
    TreeSet<String> unused = new TreeSet<>(BUNDLED);
    unused.remove(PROMETHEUS);
    jaeger.ifPresent(used -> unused.remove(JAEGER));
    return TextTemplate.of(GrafanaFiles.class, "grafana.ini")
        .fill(
            new TreeMap<>(
                Map.of(
                    "port",
                    Integer.toString(port.number()),
                    "url",
                    url,
                    "unused",
                    String.join(",", unused),
                    "home",
                    dashboards.stream()
                        .map(Dashboard::uid)
                        .filter(HOME::equals)
                        .map(uid -> "%s/%s/%s.json".formatted(DASHBOARDS, uid, uid))
                        .findFirst()
                        .orElse(""))));
  }

  /** Whom it asks for data. */
  String dataSources() {
    List<Map<String, Object>> sources = new ArrayList<>();
    sources.add(
        source("Prometheus", PROMETHEUS, prometheus)
            .with("isDefault", true)
            .with("jsonData", prometheusData()));
    alertmanager.ifPresent(
        endpoint ->
            sources.add(
                source("Alertmanager", ALERTMANAGER, endpoint)
                    .with(
                        "jsonData",
                        Fields.of("implementation", PROMETHEUS)
                            .with("handleGrafanaManagedAlerts", false))));
    jaeger.ifPresent(endpoint -> sources.add(source("Jaeger", JAEGER, endpoint)));
    return YamlWriter.write(
        Fields.of("apiVersion", 1).with("prune", true).with("datasources", sources));
  }

  private Fields prometheusData() {
    Fields data =
        Fields.of("httpMethod", "POST")
            .with("prometheusType", "Prometheus")
            // Rates over less than this show nothing.
            .with("timeInterval", Prometheus.INTERVAL)
            .with("manageAlerts", true);
    alertmanager.ifPresent(endpoint -> data.put("alertmanagerUid", ALERTMANAGER));
    jaeger.ifPresent(
        endpoint ->
            data.put(
                "exemplarTraceIdDestinations",
                List.of(Fields.of("name", TRACE_LABEL).with("datasourceUid", JAEGER))));
    return data;
  }

  private static Fields source(String name, String type, Endpoint endpoint) {
    return Fields.of("name", name)
        .with("uid", type)
        .with("type", type)
        .with("access", "proxy")
        .with("url", "http://%s:%d".formatted(endpoint.host(), endpoint.port().number()))
        .with("editable", false);
  }

  /** Where dashboards lie. */
  static String dashboards() {
    return YamlWriter.write(
        Fields.of("apiVersion", 1)
            .with(
                "providers",
                List.of(
                    Fields.of("name", "xtrading")
                        .with("folder", "xTrading")
                        .with("type", "file")
                        .with("disableDeletion", true)
                        .with("allowUiUpdates", false)
                        // The kubelet brings a changed config map within a minute or two.
                        .with("updateIntervalSeconds", 30)
                        .with(
                            "options",
                            Fields.of("path", DASHBOARDS)
                                .with("foldersFromFilesStructure", false)))));
  }
}
