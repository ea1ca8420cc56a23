package com.xtrading.platform.projection;

import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.Made;
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

  private static final String OPERATOR = "prometheus-operator";

  /** What runs where a resource names no version. */
  private static final String DEFAULT_VERSION = "v3.13.1";

  private static final String CONFIGURATION = "what Prometheus is told";
  private static final String SELECTION = "which objects the configuration is made of";

  @Override
  public GroupKind kind() {
    return new GroupKind("monitoring.coreos.com", "Prometheus");
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
      servers(draft, prometheus, shard == 0 ? called : called + "-shard-" + shard, shard);
    }
    Map<String, Object> labels = managed();
    draft
        .secret(called, labels, "prometheus.yaml.gz")
        .secret(called + "-tls-assets-0", labels)
        .configMap(called + "-rulefiles-0", managed().with("prometheus-name", prometheus.name()))
        .secret(called + "-web-config", labels, "web-config.yaml")
        .secret(
            called + "-thanos-prometheus-http-client-file",
            labels,
            "prometheus.http-client-file.yaml");
    if (!spec.at("serviceName").exists()) {
      draft.service(
          "prometheus-operated",
          managed().with("operated-prometheus", "true"),
          Fields.of("clusterIP", "None")
              .with("type", "ClusterIP")
              .with("selector", Map.of("app.kubernetes.io/name", "prometheus"))
              .with(
                  "ports",
                  List.of(
                      Fields.of("name", portName(spec))
                          .with("port", 9090)
                          .with("targetPort", portName(spec)))));
    }
    return draft.made();
  }

  private static Fields managed() {
    return Fields.of("managed-by", OPERATOR).with("app.kubernetes.io/managed-by", OPERATOR);
  }

  private static String portName(Tree spec) {
    return spec.at("portName").text("web");
  }

  private static void servers(
      ProjectedObjects draft, Manifest prometheus, String name, long shard) {
    Tree spec = Tree.of(prometheus.tree()).at("spec");
    Fields selected =
        Fields.of("app.kubernetes.io/instance", prometheus.name())
            .with("app.kubernetes.io/managed-by", OPERATOR)
            .with("app.kubernetes.io/name", "prometheus")
            .with("operator.prometheus.io/name", prometheus.name())
            .with("operator.prometheus.io/shard", Long.toString(shard))
            .with("prometheus", prometheus.name());
    Fields labels = Fields.of("app.kubernetes.io/version", version(spec).replace("v", ""));
    labels.putAll(spec.at("podMetadata", "labels").map());
    labels.putAll(selected);
    long replicas = ProjectedObjects.pods(spec.at("replicas"), 1);
    Fields set =
        Fields.of("replicas", replicas)
            .with("serviceName", spec.at("serviceName").text("prometheus-operated"))
            .with("selector", Fields.of("matchLabels", selected));
    ProjectedObjects.copy(
        spec,
        set,
        "minReadySeconds",
        "persistentVolumeClaimRetentionPolicy",
        "podManagementPolicy",
        "updateStrategy");
    Fields own = managed().with("operator.prometheus.io/mode", "server");
    own.putAll(prometheus.at("metadata", "labels").map());
    own.putAll(selected);
    draft.replicated("StatefulSet", name, own, set, labels, pod(prometheus));
    Tree template = spec.at("storage", "volumeClaimTemplate");
    if (template.exists()) {
      Fields claim = Fields.of("accessModes", List.of("ReadWriteOnce"));
      claim.putAll(template.at("spec").map());
      draft.claims(
          template.at("metadata", "name").text("prometheus-%s-db".formatted(prometheus.name())),
          name,
          replicas,
          selected,
          claim);
    }
  }

  private static Map<String, Object> pod(Manifest prometheus) {
    Tree spec = Tree.of(prometheus.tree()).at("spec");
    boolean isLocal = spec.at("listenLocal").isTrue();
    Fields server =
        container(
                spec,
                "prometheus",
                spec.at("image").text("quay.io/prometheus/prometheus:" + version(spec)))
            .with("ports", isLocal ? List.of() : port(portName(spec), 9090))
            .with("resources", spec.at("resources").map());
    ProjectedObjects.copy(spec, server, "volumeMounts");
    String reloader = "quay.io/prometheus-operator/prometheus-config-reloader:v0.93.1";
    boolean isSignalled = spec.at("reloadStrategy").text("").equals("ProcessSignal");
    Fields beside =
        container(spec, "config-reloader", reloader)
            .with("ports", isLocal && !isSignalled ? List.of() : port("reloader-web", 8080));
    Fields before =
        container(spec, "init-config-reloader", reloader)
            .with("ports", port("reloader-init", 8081));
    Fields pod =
        Fields.of(
                "automountServiceAccountToken", !spec.at("automountServiceAccountToken").isFalse())
            .with("shareProcessNamespace", isSignalled)
            .with(
                "terminationGracePeriodSeconds",
                spec.at("terminationGracePeriodSeconds").number(600));
    ProjectedObjects.copy(spec, pod, ProjectedObjects.PLACEMENT);
    ProjectedObjects.copy(
        spec,
        pod,
        "dnsConfig",
        "dnsPolicy",
        "enableServiceLinks",
        "hostAliases",
        "hostNetwork",
        "hostUsers",
        "imagePullSecrets",
        "priorityClassName",
        "schedulerName",
        "securityContext",
        "serviceAccountName");
    return StrategicMerge.of(
        pod.with("initContainers", List.of(before))
            .with("containers", List.of(server, beside))
            .with("volumes", volumes(prometheus)),
        ProjectedObjects.copy(spec, Fields.empty(), "containers", "initContainers"));
  }

  private static String version(Tree spec) {
    return spec.at("version").text(DEFAULT_VERSION);
  }

  private static Fields container(Tree spec, String name, String image) {
    return ProjectedObjects.copy(
        spec,
        Fields.of("name", name)
            .with("image", image)
            .with("securityContext", ProjectedObjects.locked()),
        "imagePullPolicy");
  }

  private static List<Fields> port(String name, int number) {
    return ProjectedObjects.containerPorts(Map.of(name, number));
  }

  private static List<Object> volumes(Manifest prometheus) {
    Tree spec = Tree.of(prometheus.tree()).at("spec");
    String called = "prometheus-" + prometheus.name();
    List<Object> volumes = new ArrayList<>();
    volumes.add(secret("config", called));
    volumes.add(secret("tls-assets", called + "-tls-assets-0"));
    volumes.add(secret("web-config", called + "-web-config"));
    volumes.add(Fields.of("name", "config-out").with("emptyDir", Fields.of("medium", "Memory")));
    // As many as rules may need; those that are not needed are not there.
    for (int part = 0; part < 3; part++) {
      String rules = "%s-rulefiles-%d".formatted(called, part);
      volumes.add(
          Fields.of("name", rules)
              .with("configMap", Fields.of("name", rules).with("optional", true)));
    }
    Tree storage = spec.at("storage");
    if (storage.at("ephemeral").exists()) {
      volumes.add(
          Fields.of("name", called + "-db").with("ephemeral", storage.at("ephemeral").map()));
    } else if (!storage.at("volumeClaimTemplate").exists()) {
      volumes.add(Fields.of("name", called + "-db").with("emptyDir", storage.at("emptyDir").map()));
    }
    spec.at("secrets")
        .elements()
        .forEach(one -> volumes.add(secret("secret-" + one.text(""), one.text(""))));
    spec.at("configMaps")
        .elements()
        .forEach(
            one ->
                volumes.add(
                    Fields.of("name", "configmap-" + one.text(""))
                        .with("configMap", Fields.of("name", one.text("")))));
    volumes.addAll(spec.at("volumes").list());
    return volumes;
  }

  private static Fields secret(String volume, String name) {
    return Fields.of("name", volume).with("secret", Fields.of("secretName", name));
  }
}
