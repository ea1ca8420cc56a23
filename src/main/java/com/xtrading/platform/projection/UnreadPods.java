package com.xtrading.platform.projection;

import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.objects.PodKind;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Objects that run pods or bring objects, and that nobody reads here: an answer that passes over
 * them would be wrong and look right. Most are told by what they set; those of which that need not
 * show are listed.
 */
public final class UnreadPods {

  /** Kinds by their group. */
  private static final Map<String, Set<String>> KINDS =
      Map.ofEntries(
          Map.entry("acid.zalan.do", Set.of("postgresql")),
          Map.entry("apm.k8s.elastic.co", Set.of("ApmServer")),
          Map.entry("agent.k8s.elastic.co", Set.of("Agent")),
          Map.entry(
              "apps.kruise.io",
              Set.of("AdvancedCronJob", "BroadcastJob", "CloneSet", "DaemonSet", "StatefulSet")),
          Map.entry("apps.openshift.io", Set.of("DeploymentConfig")),
          Map.entry(
              "argoproj.io",
              Set.of("ApplicationSet", "ArgoCD", "CronWorkflow", "Rollout", "Workflow")),
          Map.entry("beat.k8s.elastic.co", Set.of("Beat")),
          Map.entry(
              "ceph.rook.io",
              Set.of(
                  "CephCluster", "CephFilesystem", "CephNFS", "CephObjectStore", "CephRBDMirror")),
          Map.entry("clickhouse.altinity.com", Set.of("ClickHouseInstallation")),
          Map.entry("csi.ceph.io", Set.of("Driver")),
          Map.entry("elasticsearch.k8s.elastic.co", Set.of("Elasticsearch")),
          Map.entry("enterprisesearch.k8s.elastic.co", Set.of("EnterpriseSearch")),
          Map.entry("flink.apache.org", Set.of("FlinkDeployment")),
          Map.entry("grafana.integreatly.org", Set.of("Grafana")),
          Map.entry("helm.cattle.io", Set.of("HelmChart")),
          Map.entry("helm.toolkit.fluxcd.io", Set.of("HelmRelease")),
          Map.entry("jaegertracing.io", Set.of("Jaeger")),
          Map.entry("jobset.x-k8s.io", Set.of("JobSet")),
          Map.entry("k8s.keycloak.org", Set.of("Keycloak")),
          Map.entry("k8s.mariadb.com", Set.of("MariaDB", "MaxScale")),
          Map.entry(
              "kafka.strimzi.io",
              Set.of("Kafka", "KafkaBridge", "KafkaConnect", "KafkaMirrorMaker2", "KafkaNodePool")),
          Map.entry("kibana.k8s.elastic.co", Set.of("Kibana")),
          Map.entry("kubeflow.org", Set.of("PyTorchJob", "TFJob")),
          Map.entry(
              "kubevirt.io",
              Set.of(
                  "VirtualMachine", "VirtualMachineInstance", "VirtualMachineInstanceReplicaSet")),
          Map.entry("kustomize.toolkit.fluxcd.io", Set.of("Kustomization")),
          Map.entry("leaderworkerset.x-k8s.io", Set.of("LeaderWorkerSet")),
          Map.entry("logstash.k8s.elastic.co", Set.of("Logstash")),
          Map.entry("maps.k8s.elastic.co", Set.of("ElasticMapsServer")),
          Map.entry("minio.min.io", Set.of("Tenant")),
          Map.entry("mongodbcommunity.mongodb.com", Set.of("MongoDBCommunity")),
          Map.entry("monitoring.coreos.com", Set.of("PrometheusAgent", "ThanosRuler")),
          Map.entry("opentelemetry.io", Set.of("OpenTelemetryCollector")),
          Map.entry(
              "operator.victoriametrics.com",
              Set.of(
                  "VLCluster",
                  "VLSingle",
                  "VMAgent",
                  "VMAlert",
                  "VMAlertmanager",
                  "VMAuth",
                  "VMCluster",
                  "VMSingle")),
          Map.entry("postgres-operator.crunchydata.com", Set.of("PGAdmin", "PostgresCluster")),
          Map.entry("ray.io", Set.of("RayCluster", "RayJob", "RayService")),
          Map.entry(
              "redis.redis.opstreelabs.in", Set.of("Redis", "RedisReplication", "RedisSentinel")),
          Map.entry("serving.knative.dev", Set.of("Configuration", "Revision", "Service")),
          Map.entry(
              "sparkoperator.k8s.io", Set.of("ScheduledSparkApplication", "SparkApplication")),
          Map.entry("tekton.dev", Set.of("PipelineRun", "TaskRun")),
          Map.entry("tempo.grafana.com", Set.of("TempoMonolithic", "TempoStack")));

  /** Groups of objects that describe the pods of others, and run none. */
  private static final Set<String> DESCRIBING =
      Set.of(
          "admissionregistration.k8s.io",
          "apiextensions.k8s.io",
          "constraints.gatekeeper.sh",
          "kyverno.io",
          "mutations.gatekeeper.sh",
          "policies.kyverno.io",
          "templates.gatekeeper.sh");

  /** Fields that hold a pod. */
  private static final Set<String> POD_FIELDS = Set.of("podTemplate", "podTemplateSpec", "podSpec");

  private UnreadPods() {}

  /**
   * Why an answer is not complete because of an object; nothing for most.
   *
   * @param read everything that is read beside it
   */
  public static Optional<String> problem(Manifest object, Collection<Manifest> read) {
    if (object.is(Kinds.APPLICATION)) {
      return application(object, read);
    }
    GroupKind kind = object.groupKind();
    boolean isListed = KINDS.getOrDefault(kind.group(), Set.of()).contains(kind.kind());
    boolean isRead = PodKind.of(kind).isPresent() || OperatedKinds.of(kind).isPresent();
    boolean shows =
        kind.group().contains(".")
            && !DESCRIBING.contains(kind.group())
            && describesPods(Tree.of(object.tree()).at("spec"));
    return isListed || shows && !isRead
        ? Optional.of(
            "%s: %s is not evaluated; the pods that it runs are missing here"
                .formatted(object.path(), object.id()))
        : Optional.empty();
  }

  /** An Application is read where its folder is. */
  private static Optional<String> application(Manifest object, Collection<Manifest> read) {
    List<String> unread =
        Stream.concat(
                Stream.of(object.at("spec", "source")), object.at("spec", "sources").elements())
            .filter(Tree::exists)
            .filter(source -> !source.at("ref").exists())
            .filter(source -> !isRead(source, read))
            .map(source -> source.at("chart").text(source.at("path").text(".")))
            .toList();
    return unread.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s: %s is not evaluated; what it brings is missing here: %s"
                .formatted(object.path(), object.id(), String.join(", ", unread)));
  }

  private static boolean isRead(Tree source, Collection<Manifest> read) {
    String folder = source.at("path").text("").replaceAll("/+$", "") + "/";
    return !source.at("chart").exists()
        && folder.length() > 1
        && read.stream().anyMatch(one -> ("/" + one.path()).contains("/" + folder));
  }

  private static boolean describesPods(Tree tree) {
    boolean here =
        tree.at("containers").elements().anyMatch(one -> one.at("image").exists())
            || POD_FIELDS.stream().anyMatch(field -> !tree.at(field).map().isEmpty());
    return here
        || Stream.concat(tree.map().values().stream().map(Tree::of), tree.elements())
            .anyMatch(UnreadPods::describesPods);
  }
}
