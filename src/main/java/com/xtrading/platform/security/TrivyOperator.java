package com.xtrading.platform.security;

import com.xtrading.platform.component.AddOn;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.ImageRegistries;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.component.Versions;
import com.xtrading.platform.component.Workload;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.Namespace.PodSecurity;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.Rights.Power;
import com.xtrading.platform.declaration.SecretNeed;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.environment.EnvironmentProblem;
import com.xtrading.platform.environment.ImageScanning;
import com.xtrading.platform.environment.ImageScanning.Registry;
import com.xtrading.platform.metric.MetricSet;
import com.xtrading.platform.model.Cpu;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Port;
import com.xtrading.platform.model.Resources;
import java.util.List;

/**
 * Trivy operator: a Job looks into the images of each workload, and a server that alone has the
 * vulnerability databases says what is known about what it finds. Reports are kept for a day.
 */
final class TrivyOperator extends AddOn {

  static final String NAME = "trivy-operator";
  static final String NAMESPACE = "trivy-system";

  /** Jobs have no label of the operator's that its other pods do not have; this one is given. */
  static final String SCAN = "trivy-scan";

  private static final String SERVER = "trivy-server";
  private static final String LABEL = "app.kubernetes.io/name";
  private static final Port METRICS = Port.tcp("metrics", 8080);
  private static final Port LOOK_UP = Port.tcp("trivy-http", 4954);
  private static final Resources SIZE = new Resources(Cpu.millis(50), Memory.mebibytes(128));

  /** It keeps every report in memory, and all pods of the namespaces that it watches. */
  private static final Resources LIMITS = new Resources(Cpu.millis(500), Memory.mebibytes(384));

  /** A Job has a container for each one of the pod that it looks into; Prometheus has the most. */
  private static final int CONTAINERS = 3;

  /**
   * @param namespaces whose pods are looked into
   */
  TrivyOperator(Platform platform, ImageScanning scanning, List<String> namespaces) {
    super(
        platform,
        Delivery.addOn(
            NAME,
            NAMESPACE,
            PodSecurity.RESTRICTED,
            SyncWave.LATE_ADD_ONS,
            Versions.TRIVY_OPERATOR.with(
                TrivyValues.of(scanning, namespaces, login(platform), SIZE, LIMITS))));
    Endpoint databases =
        TrivyValues.at("vulnerability-databases", scanning.databases().cidrs(), "databases");
    Workload server =
        statefulSet(SERVER, LABEL, SERVER, PodGroup.Size.bursting(1, scanning.resources()))
            .ofAccount(NAME)
            .ofPriority(TrivyValues.PRIORITY)
            .uses(databases);
    Endpoint lookUp = server.offersAs(TrivyValues.SERVICE, LOOK_UP, "known vulnerabilities");
    Workload operator =
        deployment(NAME, LABEL, NAME, new PodGroup.Size(1, 1, SIZE, LIMITS))
            .ofPriority(TrivyValues.PRIORITY)
            .usesApiServer()
            // It asks whether the server is there before it starts a Job.
            .uses(lookUp)
            .exposes(
                METRICS,
                "/metrics",
                MetricSource.Via.POD,
                MetricSet.TRIVY_OPERATOR,
                MetricSet.CONTROLLER_RUNTIME);
    if (scanning.login()) {
      operator.needs(login(platform));
    }
    Workload scans =
        job(SCAN, LABEL, SCAN, scans(scanning.scans()))
            .madeByPrograms()
            .ofAccount(NAME)
            .ofPriority(TrivyValues.PRIORITY)
            .uses(lookUp)
            // That of Java is asked for where an image holds Java.
            .uses(databases);
    for (Registry registry : scanning.registries()) {
      scans.uses(TrivyValues.at("registry-" + registry.host(), registry.cidrs(), "images"));
    }
    mayEverywhere(
        "reads workloads and writes reports; its chart lets it start Jobs anywhere, and it does so"
            + " in its own namespace",
        Power.RUNS_PODS);
    mayInItsNamespaces("gives its Jobs what they need", Power.READS_SECRETS);
    TrivyAlerts.all(namespaces).forEach(this::alert);
    dashboard(ImagesPage.of());
  }

  // Those of our own images are asked about where the environment file names them.
  @Override
  protected List<EnvironmentProblem> problems(Topology topology) {
    ImageScanning scanning = environment().imageScanning().orElseThrow();
    List<String> reached =
        scanning.registries().stream().map(registry -> registry.host().toString()).toList();
    return ImageRegistries.upstreamHosts().stream()
        .filter(host -> !reached.contains(host))
        .map(
            host ->
                EnvironmentProblem.of(
                    environment(),
                    "imageScanning.registries",
                    "%s is missing, from which images of the platform come".formatted(host),
                    String.join(", ", ImageRegistries.upstreamHosts()),
                    "add it with its addresses, or a mirror of it"))
        .toList();
  }

  private static PodGroup.Size scans(ImageScanning.Scans scans) {
    return new PodGroup.Size(
        0,
        scans.parallel(),
        scans.resources().times(CONTAINERS),
        TrivyValues.burst(scans.resources()).times(CONTAINERS));
  }

  /** What registries are shown, in the form of {@code docker login}. */
  private static SecretNeed login(Platform platform) {
    return SecretNeed.dockerLogin(
        NAMESPACE, NAME + "-registries", platform.environment().name() + "/registry/pull");
  }
}
