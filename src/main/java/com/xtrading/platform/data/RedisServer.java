package com.xtrading.platform.data;

import com.xtrading.platform.component.Component;
import com.xtrading.platform.component.ContentHash;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.Priority;
import com.xtrading.platform.component.Rendering;
import com.xtrading.platform.component.SecretFiles;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.component.Versions;
import com.xtrading.platform.component.Workload;
import com.xtrading.platform.declaration.CertificateNeed;
import com.xtrading.platform.declaration.Deviation;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.kubernetes.ConfigMaps;
import com.xtrading.platform.kubernetes.ContainerShape;
import com.xtrading.platform.kubernetes.ContainerShape.SecretKey;
import com.xtrading.platform.kubernetes.PodShape;
import com.xtrading.platform.kubernetes.ProbeHandler;
import com.xtrading.platform.kubernetes.Volume;
import com.xtrading.platform.kubernetes.Workloads;
import com.xtrading.platform.metric.MetricSet;
import com.xtrading.platform.model.Cpu;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Port;
import com.xtrading.platform.model.Resources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One Redis server without a volume: what it holds is gone when it restarts, and comes again. */
final class RedisServer extends Component {

  static final Port REDIS = Port.tcp("redis", 6379);
  static final Port METRICS = Port.tcp("redis-exporter", 9121);
  static final Resources EXPORTER = new Resources(Cpu.millis(10), Memory.mebibytes(32));
  static final Resources EXPORTER_LIMIT = EXPORTER.withCpuTimes(10);

  /** The user of the image. */
  static final long USER = 1000;

  private static final String CONFIG_FOLDER = "/etc/redis";

  private final Resources size;
  private final RedisSettings.Eviction eviction;
  private final RedisLogin login;
  private final CertificateNeed certificate;
  private final Workload workload;

  RedisServer(Platform platform, String name, Resources size, RedisSettings.Eviction eviction) {
    super(platform, Delivery.of(name, platform.namespace(Zone.DATA), SyncWave.DATA));
    this.size = size;
    this.eviction = eviction;
    login = RedisLogin.of(environment(), namespace().name(), name);
    // The exporter beside the server calls it localhost.
    List<String> hosts = new ArrayList<>(ServiceHosts.of(namespace().name(), name));
    hosts.add("localhost");
    certificate = CertificateNeed.server(namespace().name(), name + "-tls", hosts);
    workload =
        statefulSet(name, withExporter(1, size))
            .needs(login.server())
            .presents(certificate)
            .exposes(METRICS, "/metrics", MetricSource.Via.POD, MetricSet.REDIS_EXPORTER)
            .withoutRecommendation(
                "it fills the memory that it is given, so that what it uses says nothing")
            .absenceSaidBy("RedisDown");
    RedisAlerts.ofServer(namespace().name(), name).forEach(this::alert);
    dashboard(RedisPage.ofServer(namespace().name(), name));
    unpinned("StatefulSet", name, "Redis");
    deviates(
        Deviation.USER_OF_THE_IMAGE,
        "StatefulSet",
        name,
        "the files of the image belong to its one user, and the pods share no file with the node");
    deviates(
        Deviation.SINGLE_POD,
        "StatefulSet",
        name,
        "one pod, and clients reach it by the address of its Service");
    deviates(
        Deviation.SECRET_IN_ENVIRONMENT,
        "StatefulSet",
        name,
        "the exporter reads a password from its environment, or from a file that names the address again, in JSON");
  }

  /** The size of pods that hold a server and its exporter. */
  static PodGroup.Size withExporter(int pods, Resources server) {
    return new PodGroup.Size(pods, pods, server.plus(EXPORTER), server.plus(EXPORTER_LIMIT));
  }

  /** The server, for clients whose settings begin with a prefix. */
  Endpoint clients(String prefix) {
    return login.open(workload.offers(REDIS, "Redis " + name()), prefix, false);
  }

  @Override
  protected void render(Rendering rendering) {
    String configuration =
        rendering.file(
            "config/redis/%s.conf".formatted(name()),
            RedisSettings.server(
                REDIS,
                SecretFiles.folder(certificate),
                SecretFiles.path(login.server(), RedisLogin.ACL),
                size.memory(),
                eviction));
    ConfigMaps.draw(rendering.scope(), name() + "-config", Map.of("redis.conf", configuration));
    Workloads.single(rendering.scope(), Map.of(), pod(configuration));
    Workloads.service(rendering.scope(), name(), List.of(REDIS));
  }

  private PodShape pod(String configuration) {
    return SecretFiles.volumes(
        PodShape.of(name(), USER, Priority.DATA.className(), server())
            .withContainer(exporter())
            .withVolume(new Volume.Config("config", name() + "-config"))
            .withVolume(new Volume.Scratch("data", Memory.mebibytes(16)))
            .withGrace(Duration.ofSeconds(30))
            .withAnnotation("checksum/config", ContentHash.of(configuration)),
        workload);
  }

  private ContainerShape server() {
    return SecretFiles.mount(
        ContainerShape.of("redis", Versions.REDIS, size, size)
            .withCommand("redis-server")
            .withArgs(CONFIG_FOLDER + "/redis.conf")
            .withPorts(REDIS)
            .withProbes(
                new ContainerShape.Probes(
                    new ProbeHandler.Connection(REDIS),
                    new ProbeHandler.Command(List.of("sh", "-c", ping())),
                    Duration.ofSeconds(30)))
            .withMount("config", CONFIG_FOLDER, true)
            .withMount("data", "/data", false),
        workload);
  }

  /**
   * A server that asks for a password is ready. Its own password may be older than the one in the
   * file, which follows Vault, and must not take it out of service.
   */
  private String ping() {
    return "redis-cli --tls --cacert %s -h localhost ping 2>&1 | grep -qE 'PONG|NOAUTH'"
        .formatted(SecretFiles.path(certificate, CertificateNeed.AUTHORITY_KEY));
  }

  private ContainerShape exporter() {
    TreeMap<String, SecretKey> password = new TreeMap<>();
    // A file of passwords would have to name the address again, in JSON.
    password.put("REDIS_PASSWORD", new SecretKey(login.server().name(), "password"));
    return ContainerShape.of("exporter", Versions.REDIS_EXPORTER, EXPORTER, EXPORTER_LIMIT)
        .withArgs(
            "--redis.addr=rediss://localhost:" + REDIS.number(),
            "--tls-ca-cert-file=" + SecretFiles.path(certificate, CertificateNeed.AUTHORITY_KEY))
        .withSecretEnvironment(password)
        .withPorts(METRICS)
        .withProbes(
            new ContainerShape.Probes(
                new ProbeHandler.Http(METRICS, "/health", false),
                new ProbeHandler.Connection(METRICS),
                Duration.ofSeconds(20)))
        .withMount(certificate.name(), SecretFiles.folder(certificate), true);
  }
}
