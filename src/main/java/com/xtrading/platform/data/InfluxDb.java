package com.xtrading.platform.data;

import com.xtrading.platform.component.Component;
import com.xtrading.platform.component.ContentHash;
import com.xtrading.platform.component.DeclarationException;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.Priority;
import com.xtrading.platform.component.Rendering;
import com.xtrading.platform.component.SecretFiles;
import com.xtrading.platform.component.SyncOptions;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.component.TextTemplate;
import com.xtrading.platform.component.Versions;
import com.xtrading.platform.component.Workload;
import com.xtrading.platform.declaration.BackupNeed;
import com.xtrading.platform.declaration.CertificateNeed;
import com.xtrading.platform.declaration.Deviation;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.SecretNeed;
import com.xtrading.platform.environment.Data;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.kubernetes.ConfigMaps;
import com.xtrading.platform.kubernetes.ContainerShape;
import com.xtrading.platform.kubernetes.Jobs;
import com.xtrading.platform.kubernetes.Jobs.Moment;
import com.xtrading.platform.kubernetes.PodShape;
import com.xtrading.platform.kubernetes.ProbeHandler;
import com.xtrading.platform.kubernetes.Scope;
import com.xtrading.platform.kubernetes.Volume;
import com.xtrading.platform.kubernetes.Volumes;
import com.xtrading.platform.kubernetes.Workloads;
import com.xtrading.platform.metric.MetricSet;
import com.xtrading.platform.model.Cpu;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Port;
import com.xtrading.platform.model.Resources;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * InfluxDB 2, the time series: one server, since its free edition knows no replicas, and a Job that
 * brings bucket, retention and logins to what is declared.
 */
public final class InfluxDb extends Component {

  static final String NAME = "influxdb";
  private static final String SETUP = NAME + "-setup";
  private static final String ORGANIZATION = "xtrading";
  private static final String BUCKET = "trading_data";
  private static final Port HTTPS = Port.tcp("https", 8086);
  private static final String CLAIM = NAME + "-data";
  private static final String SCRIPT = "influxdb-setup.sh";
  private static final String SCRIPTS = "/opt/xtrading/scripts";

  /** The user of the image. */
  private static final long USER = 1000;

  private static final Resources SETUP_SIZE = new Resources(Cpu.millis(20), Memory.mebibytes(64));

  private final Data.Influx size;
  private final SecretNeed administrator;
  private final CertificateNeed certificate;
  private final Workload server;
  private final Workload setup;
  private final SortedSet<String> logins = new TreeSet<>();

  public InfluxDb(Platform platform) {
    super(
        platform, Delivery.of(NAME, platform.namespace(Zone.DATA), SyncWave.DATA).keepingObjects());
    size = environment().data().influxdb();
    String namespace = namespace().name();
    administrator =
        SecretNeed.opaque(
            namespace, NAME + "-admin", vaultPath("admin"), "username", "password", "token");
    certificate =
        CertificateNeed.server(namespace, NAME + "-tls", ServiceHosts.of(namespace, NAME));
    server =
        statefulSet(NAME, PodGroup.Size.fixed(1, size.resources()))
            .needs(administrator)
            .presents(certificate)
            .exposes(
                HTTPS,
                "/metrics",
                certificate,
                ServiceHosts.full(NAME, namespace),
                MetricSet.INFLUXDB)
            .absenceSaidBy("InfluxDBDown");
    setup =
        batch(SETUP, PodGroup.Size.fixed(1, SETUP_SIZE))
            .uses(
                server
                    .offers(HTTPS, "bucket, retention and logins")
                    .withSetting("INFLUX_HOST", url())
                    .withSetting("INFLUX_ORG", ORGANIZATION)
                    .withSetting("INFLUXDB_BUCKET", BUCKET)
                    .withSetting("INFLUXDB_RETENTION", size.retention().toString())
                    .withSetting("INFLUXDB_TOKEN_FILE", SecretFiles.path(administrator, "token"))
                    .withSetting("INFLUXDB_LOGINS", SecretFiles.ROOT)
                    .withTrust("SSL_CERT_FILE"))
            .needs(administrator);
    backup(new BackupNeed(NAME, "influxdb/"));
    InfluxAlerts.of(namespace, NAME).forEach(this::alert);
    dashboard(InfluxPage.of(namespace, NAME));
    unpinned("StatefulSet", NAME, "InfluxDB");
    unpinned("Job", SETUP, "InfluxDB");
    deviates(
        Deviation.USER_OF_THE_IMAGE,
        "StatefulSet",
        NAME,
        "the files of the image belong to its one user, and the pods share no file with the node");
    deviates(
        Deviation.USER_OF_THE_IMAGE,
        "Job",
        SETUP,
        "the files of the image belong to its one user, and the pods share no file with the node");
    deviates(
        Deviation.SINGLE_POD,
        "StatefulSet",
        NAME,
        "one pod, and clients reach it by the address of its Service");
  }

  /**
   * The measurements, for a client with a login of its own that reads and writes them. Logins with
   * a password that is known beforehand exist for InfluxQL and line protocol, and not for Flux.
   *
   * @param client the name of the login
   */
  public Endpoint measurements(String client) {
    StoreNames.requireClient("login", client);
    if (!logins.add(client)) {
      throw new DeclarationException(
          "InfluxDB login %s is declared twice; every client has a login of its own"
              .formatted(client));
    }
    setup.needs(
        SecretNeed.opaque(
                namespace().name(),
                "influxdb-login-" + client,
                vaultPath(client),
                "username",
                "password")
            .withGiven("username", client));
    return server
        .offers(HTTPS, "measurements")
        .withSetting("INFLUXDB_URL", url())
        .withSetting("INFLUXDB_DATABASE", BUCKET)
        .withTrust("INFLUXDB_CA_FILE")
        .withCredential(new Endpoint.Credential(NAME, vaultPath(client), "INFLUXDB"));
  }

  private String vaultPath(String login) {
    return "%s/influxdb/%s".formatted(environment().name(), login);
  }

  private String url() {
    return "https://%s:%d".formatted(ServiceHosts.full(NAME, namespace().name()), HTTPS.number());
  }

  @Override
  protected void render(Rendering rendering) {
    Scope scope = rendering.scope();
    Volumes.claim(
        scope,
        CLAIM,
        SyncOptions.CONFIRM_DELETION,
        environment().cluster().storage().block().className(),
        size.storage());
    ConfigMaps.draw(scope, NAME + "-config", settings());
    Workloads.single(scope, SyncOptions.CONFIRM_DELETION, serverPod());
    Workloads.service(scope, NAME, List.of(HTTPS));
    String script =
        rendering.file("scripts/" + SCRIPT, TextTemplate.of(InfluxDb.class, SCRIPT).text());
    ConfigMaps.draw(scope, SETUP, Map.of(SCRIPT, script));
    Jobs.hook(scope, Moment.SYNC, setupPod(script), 3, Duration.ofMinutes(15));
  }

  private SortedMap<String, String> settings() {
    SortedMap<String, String> settings = new TreeMap<>();
    settings.put("DOCKER_INFLUXDB_INIT_MODE", "setup");
    settings.put("DOCKER_INFLUXDB_INIT_ORG", ORGANIZATION);
    settings.put("DOCKER_INFLUXDB_INIT_BUCKET", BUCKET);
    settings.put("DOCKER_INFLUXDB_INIT_RETENTION", size.retention().toString());
    settings.put("DOCKER_INFLUXDB_INIT_USERNAME_FILE", SecretFiles.path(administrator, "username"));
    settings.put("DOCKER_INFLUXDB_INIT_PASSWORD_FILE", SecretFiles.path(administrator, "password"));
    settings.put("DOCKER_INFLUXDB_INIT_ADMIN_TOKEN_FILE", SecretFiles.path(administrator, "token"));
    settings.put("INFLUXD_TLS_CERT", SecretFiles.path(certificate, "tls.crt"));
    settings.put("INFLUXD_TLS_KEY", SecretFiles.path(certificate, "tls.key"));
    settings.put("INFLUXD_TLS_MIN_VERSION", "1.3");
    settings.put("INFLUXD_HARDENING_ENABLED", "true");
    settings.put("INFLUXD_PPROF_DISABLED", "true");
    settings.put("INFLUXD_REPORTING_DISABLED", "true");
    settings.putAll(InfluxTuning.of(size.resources().memory()));
    return settings;
  }

  private PodShape serverPod() {
    ContainerShape container =
        ContainerShape.of(NAME, Versions.INFLUXDB, size.resources(), size.resources())
            .withPorts(HTTPS)
            .withConfigMaps(NAME + "-config")
            .withProbes(
                new ContainerShape.Probes(
                    new ProbeHandler.Http(HTTPS, "/health", true),
                    new ProbeHandler.Http(HTTPS, "/ping", true),
                    // It answers once every shard is open.
                    Duration.ofMinutes(10)))
            .withMount("data", "/var/lib/influxdb2", false)
            .withMount("settings", "/etc/influxdb2", false)
            .withMount("tmp", "/tmp", false);
    return SecretFiles.volumes(
        PodShape.of(NAME, USER, Priority.DATA.className(), SecretFiles.mount(container, server))
            .withVolume(new Volume.Claimed("data", CLAIM))
            .withVolume(new Volume.Scratch("settings", Memory.mebibytes(16)))
            .withVolume(new Volume.Scratch("tmp", Memory.mebibytes(64)))
            .withGrace(Duration.ofSeconds(120))
            .withAnnotation("checksum/config", ContentHash.of(settings())),
        server);
  }

  private PodShape setupPod(String script) {
    ContainerShape container =
        ContainerShape.of("setup", Versions.INFLUXDB, SETUP_SIZE, SETUP_SIZE)
            .withCommand("bash", SCRIPTS + "/" + SCRIPT)
            .withConfigMaps(setup.connectionsName())
            .withMount("script", SCRIPTS, true)
            .withMount("tmp", "/tmp", false);
    return SecretFiles.volumes(
        PodShape.of(SETUP, USER, Priority.DATA.className(), SecretFiles.mount(container, setup))
            .withVolume(new Volume.Config("script", SETUP))
            .withVolume(new Volume.Scratch("tmp", Memory.mebibytes(16)))
            .withAnnotation("checksum/config", ContentHash.of(script)),
        setup);
  }
}
