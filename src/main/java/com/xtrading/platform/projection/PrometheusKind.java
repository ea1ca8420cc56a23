package com.xtrading.platform.projection;

import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.objects.Made;
import com.xtrading.platform.projection.PrometheusOperator.Servers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A Prometheus of the Prometheus operator (prometheus-operator 0.93,
 * pkg/prometheus/server/statefulset.go): a StatefulSet for each shard, with a reloader beside the
 * server. What people write about containers is laid over those of the operator.
 */
final class PrometheusKind implements OperatedKind {

  /** What runs where a resource names no version. */
  private static final String DEFAULT_VERSION = "v3.13.1";

  private static final String CONFIGURATION = "what Prometheus is told";
  private static final String SELECTION = "which objects the configuration is made of";

  @Override
  public GroupKind kind() {
    return Kinds.PROMETHEUS;
  }

  @Override
  public boolean hasVolumes() {
    return true;
  }

  @Override
  public boolean reads(String mark) {
    return mark.startsWith("operator.prometheus.io/");
  }

  @Override
  public List<HarmlessField> harmless() {
    List<HarmlessField> harmless = new ArrayList<>();
    for (String field :
        List.of(
            "alerting.alertmanagers[].name",
            "alerting.alertmanagers[].namespace",
            "alerting.alertmanagers[].port",
            "arbitraryFSAccessThroughSMs.deny",
            "enableFeatures[]",
            "enforcedSampleLimit",
            "evaluationInterval",
            "exemplars.maxSize",
            "externalLabels.*",
            "externalUrl",
            "logFormat",
            "logLevel",
            "query.lookbackDelta",
            "query.maxConcurrency",
            "query.maxSamples",
            "query.timeout",
            "retention",
            "retentionSize",
            "scrapeClasses[].authorization.credentialsFile",
            "scrapeClasses[].authorization.type",
            "scrapeClasses[].default",
            "scrapeClasses[].name",
            "scrapeClasses[].tlsConfig.caFile",
            "scrapeClasses[].tlsConfig.insecureSkipVerify",
            "scrapeInterval",
            "scrapeTimeout",
            "serviceDiscoveryRole",
            "tsdb.outOfOrderTimeWindow",
            "walCompression")) {
      harmless.add(new HarmlessField("spec." + field, CONFIGURATION));
    }
    for (String selected :
        List.of("podMonitor", "probe", "rule", "scrapeConfig", "serviceMonitor")) {
      for (String selector : List.of("Selector", "NamespaceSelector")) {
        String field = "spec." + selected + selector;
        harmless.add(new HarmlessField(field, SELECTION));
        harmless.add(new HarmlessField(field + ".matchLabels", SELECTION));
        harmless.add(new HarmlessField(field + ".matchLabels.*", SELECTION));
        for (String part : List.of("key", "operator", "values[]")) {
          harmless.add(new HarmlessField(field + ".matchExpressions[]." + part, SELECTION));
        }
      }
    }
    return harmless;
  }

  @Override
  public Stream<Made> madeOf(Manifest prometheus, Collection<Manifest> rendered) {
    Tree spec = Tree.of(prometheus.tree()).at("spec");
    ProjectedObjects draft = new ProjectedObjects(prometheus);
    String called = "prometheus-" + prometheus.name();
    long shards = Math.max(1, ProjectedObjects.pods(spec.at("shards"), 1));
    for (long shard = 0; shard < shards; shard++) {
      servers(prometheus, shard)
          .draw(
              draft, prometheus, shard == 0 ? called : called + "-shard-" + shard, pod(prometheus));
    }
    Map<String, Object> labels = PrometheusOperator.managed();
    draft
        .secret(called, labels, "prometheus.yaml.gz")
        .secret(called + "-tls-assets-0", labels)
        .configMap(
            called + "-rulefiles-0",
            PrometheusOperator.managed().with("prometheus-name", prometheus.name()))
        .secret(called + "-web-config", labels, "web-config.yaml")
        .secret(
            called + "-thanos-prometheus-http-client-file",
            labels,
            "prometheus.http-client-file.yaml");
    if (!spec.at("serviceName").exists()) {
      draft.service(
          "prometheus-operated",
          PrometheusOperator.managed().with("operated-prometheus", "true"),
          Fields.of("clusterIP", "None")
              .with("type", "ClusterIP")
              .with("selector", Map.of("app.kubernetes.io/name", "prometheus"))
              .with(
                  "ports",
                  List.of(
                      Fields.of("name", PrometheusOperator.portName(spec))
                          .with("port", 9090)
                          .with("targetPort", PrometheusOperator.portName(spec)))));
    }
    return draft.made();
  }

  private static Servers servers(Manifest prometheus, long shard) {
    return new Servers(
        "prometheus",
        version(Tree.of(prometheus.tree()).at("spec")),
        Fields.of("app.kubernetes.io/instance", prometheus.name())
            .with("app.kubernetes.io/managed-by", PrometheusOperator.NAME)
            .with("app.kubernetes.io/name", "prometheus")
            .with("operator.prometheus.io/name", prometheus.name())
            .with("operator.prometheus.io/shard", Long.toString(shard))
            .with("prometheus", prometheus.name()),
        PrometheusOperator.managed().with("operator.prometheus.io/mode", "server"));
  }

  private static Map<String, Object> pod(Manifest prometheus) {
    Tree spec = Tree.of(prometheus.tree()).at("spec");
    boolean isLocal = spec.at("listenLocal").isTrue();
    boolean isSignalled = spec.at("reloadStrategy").text("").equals("ProcessSignal");
    Fields server =
        PrometheusOperator.container(
                spec,
                "prometheus",
                spec.at("image").text("quay.io/prometheus/prometheus:" + version(spec)))
            .with("ports", isLocal ? List.of() : port(PrometheusOperator.portName(spec), 9090))
            .with("resources", spec.at("resources").map());
    Fields pod =
        Fields.of(
                "automountServiceAccountToken", !spec.at("automountServiceAccountToken").isFalse())
            .with("shareProcessNamespace", isSignalled)
            .with(
                "terminationGracePeriodSeconds",
                spec.at("terminationGracePeriodSeconds").number(600));
    return PrometheusOperator.pod(
        spec,
        pod,
        server,
        isLocal && !isSignalled ? List.of() : port("reloader-web", 8080),
        port("reloader-init", 8081),
        volumes(prometheus));
  }

  private static String version(Tree spec) {
    return spec.at("version").text(DEFAULT_VERSION);
  }

  private static List<Fields> port(String name, int number) {
    return ProjectedObjects.containerPorts(Map.of(name, number));
  }

  private static List<Object> volumes(Manifest prometheus) {
    Tree spec = Tree.of(prometheus.tree()).at("spec");
    String called = "prometheus-" + prometheus.name();
    List<Object> volumes = new ArrayList<>();
    volumes.add(PrometheusOperator.secret("config", called));
    volumes.add(PrometheusOperator.secret("tls-assets", called + "-tls-assets-0"));
    volumes.add(PrometheusOperator.secret("web-config", called + "-web-config"));
    volumes.add(Fields.of("name", "config-out").with("emptyDir", Fields.of("medium", "Memory")));
    // As many as rules may need; those that are not needed are not there.
    for (int part = 0; part < 3; part++) {
      String rules = "%s-rulefiles-%d".formatted(called, part);
      volumes.add(
          Fields.of("name", rules)
              .with("configMap", Fields.of("name", rules).with("optional", true)));
    }
    PrometheusOperator.addNamed(volumes, spec, called + "-db");
    return volumes;
  }
}
