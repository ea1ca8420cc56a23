package com.xtrading.platform.data;

import com.xtrading.platform.component.Component;
import com.xtrading.platform.component.ContentHash;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.Priority;
import com.xtrading.platform.component.Rendering;
import com.xtrading.platform.component.SyncOptions;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.component.Versions;
import com.xtrading.platform.component.Workload;
import com.xtrading.platform.declaration.CertificateNeed;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.LabelKeys;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.PodGroup.Budget;
import com.xtrading.platform.environment.Data;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.kubernetes.ConfigMaps;
import com.xtrading.platform.kubernetes.PodTrees;
import com.xtrading.platform.kubernetes.RbacObjects;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.metric.MetricSet;
import com.xtrading.platform.model.Port;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Redis masters that share the keys among them, each with its replicas: a RedisCluster of the Redis
 * operator. Only the map of the cluster is on a volume.
 */
final class RedisCluster extends Component {

  /** Servers tell each other who is there at their port and ten thousand more. */
  private static final Port BUS = Port.tcp("redis-bus", 16379);

  private final Data.Redis size;
  private final RedisLogin login;
  private final CertificateNeed certificate;
  private final Workload servers;

  RedisCluster(Platform platform, String name, Data.Redis size) {
    super(
        platform, Delivery.of(name, platform.namespace(Zone.DATA), SyncWave.DATA).keepingObjects());
    this.size = size;
    login = RedisLogin.of(environment(), namespace().name(), name);
    certificate =
        // Servers, probes and the operator present it as clients too.
        CertificateNeed.peer(namespace().name(), name + "-tls", hosts());
    int pods = size.masters() * (1 + size.replicasPerMaster());
    servers =
        operated(
                name,
                // The operator hands the labels of the resource down to the pods.
                LabelKeys.NAME,
                name,
                RedisServer.withExporter(pods, size.resources()),
                Budget.OURS)
            .usesItself(RedisServer.REDIS, "replication")
            .usesItself(BUS, "state of the cluster")
            .needs(login.server())
            .presents(certificate)
            .exposes(
                RedisServer.METRICS, "/metrics", MetricSource.Via.POD, MetricSet.REDIS_EXPORTER)
            .absenceSaidBy("RedisDown");
    new RedisOperator(platform).manages(servers.offers(RedisServer.REDIS, "administration"));
    RedisAlerts.ofCluster(namespace().name(), name, size).forEach(this::alert);
    dashboard(RedisPage.ofCluster(namespace().name(), name));
    unpinned("RedisCluster", name, "Redis");
  }

  /** Clients are sent from server to server, by the names of single pods. */
  private List<String> hosts() {
    String namespace = namespace().name();
    List<String> hosts =
        new ArrayList<>(
            ServiceHosts.of(
                namespace, name() + "-leader", name() + "-follower", name() + "-master"));
    for (String role : List.of("leader", "follower")) {
      hosts.addAll(ServiceHosts.ofPods(namespace, "%s-%s-headless".formatted(name(), role)));
    }
    return hosts;
  }

  /** The cluster, for clients whose settings begin with a prefix. */
  Endpoint clients(String prefix) {
    return login.open(
        servers.offersAs(name() + "-leader", RedisServer.REDIS, "Redis " + name()), prefix, true);
  }

  @Override
  protected void render(Rendering rendering) {
    String settings =
        RedisSettings.cluster(size.resources().memory(), RedisSettings.Eviction.LEAST_USED);
    ConfigMaps.draw(
        rendering.scope(),
        settingsName(),
        Map.of(
            "redis-additional.conf",
            rendering.file("config/redis/%s.conf".formatted(name()), settings)));
    RbacObjects.serviceAccount(rendering.scope(), name());
    rendering
        .scope()
        .custom(
            "redis.redis.opstreelabs.in/v1beta2",
            "RedisCluster",
            name(),
            annotations(settings),
            cluster());
  }

  private String settingsName() {
    return name() + "-settings";
  }

  /** A config map restarts nobody; an annotation, which reaches the pods, does. */
  private static Map<String, String> annotations(String settings) {
    Map<String, String> annotations = new TreeMap<>(SyncOptions.CONFIRM_DELETION);
    annotations.put("checksum/config", ContentHash.of(settings));
    return annotations;
  }

  private Map<String, Object> cluster() {
    return Fields.of("clusterSize", size.masters())
        // What the operator calls every Redis from 7 on.
        .with("clusterVersion", "v7")
        .with("priorityClassName", Priority.DATA.className())
        .with("serviceAccountName", name())
        .with("podSecurityContext", PodTrees.runAs(RedisServer.USER))
        .with("kubernetesConfig", kubernetes())
        .with(
            "redisExporter",
            Fields.of("enabled", true)
                .with("image", Versions.REDIS_EXPORTER.toString())
                .with("imagePullPolicy", Versions.REDIS_EXPORTER.pullPolicy())
                .with(
                    "resources",
                    PodTrees.resources(RedisServer.EXPORTER, RedisServer.EXPORTER_LIMIT))
                .with("securityContext", PodTrees.locked()))
        // Not switched on: the one way to give the operator's own init container a context.
        .with(
            "initContainer",
            Fields.of("enabled", false)
                .with("image", Versions.REDIS.toString())
                .with("securityContext", PodTrees.locked()))
        .with(
            "TLS",
            Fields.of("ca", "ca.crt")
                .with("cert", "tls.crt")
                .with("key", "tls.key")
                .with("secret", Fields.of("secretName", certificate.name())))
        // As many as the size of the cluster says.
        .with("redisLeader", role("leader"))
        .with(
            "redisFollower",
            role("follower").with("replicas", size.masters() * size.replicasPerMaster()))
        .with("storage", storage());
  }

  private Map<String, Object> kubernetes() {
    return Fields.of("image", Versions.REDIS.toString())
        .with("imagePullPolicy", Versions.REDIS.pullPolicy())
        .with("resources", PodTrees.resources(size.resources()))
        .with("redisSecret", Fields.of("name", login.server().name()).with("key", "password"))
        .with("service", Fields.of("additional", Fields.of("enabled", false)))
        // Annotations reach the pods too, and a change of one restarts all of them.
        .with(
            "ignoreAnnotations",
            List.of("argocd.argoproj.io/sync-options", "argocd.argoproj.io/tracking-id"));
  }

  private Fields role(String role) {
    return Fields.of("redisConfig", Fields.of("additionalRedisConfig", settingsName()))
        .with("securityContext", PodTrees.locked())
        // A replica that copies its master answers LOADING, which must not restart it.
        .with(
            "livenessProbe",
            Fields.of("initialDelaySeconds", 20)
                .with("periodSeconds", 15)
                .with("timeoutSeconds", 10)
                .with("failureThreshold", 20))
        .with("readinessProbe", Fields.of("periodSeconds", 10).with("timeoutSeconds", 5))
        // A master hands over to a replica before it goes.
        .with("terminationGracePeriodSeconds", 60)
        // Servers of one role on different nodes; those of both roles where there is room.
        .with(
            "affinity", PodTrees.apart("app", "%s-%s".formatted(name(), role), "cluster", name()));
  }

  private Map<String, Object> storage() {
    return Fields.of("keepAfterDelete", true)
        .with("nodeConfVolume", true)
        .with(
            "nodeConfVolumeClaimTemplate",
            Fields.of(
                "spec",
                Fields.of("accessModes", List.of("ReadWriteOnce"))
                    .with("storageClassName", environment().cluster().storage().block().className())
                    .with("resources", Fields.of("requests", Fields.of("storage", "1Gi")))))
        .with(
            "volumeMount",
            Fields.of(
                    "volume",
                    List.of(
                        Fields.of("name", "data")
                            // A replica keeps here what its master sends until it has read it.
                            .with(
                                "emptyDir",
                                Fields.of("sizeLimit", size.resources().memory().toString()))))
                .with("mountPath", List.of(Fields.of("name", "data").with("mountPath", "/data"))));
  }
}
