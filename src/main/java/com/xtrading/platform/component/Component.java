package com.xtrading.platform.component;

import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.AlertRule.Urgency;
import com.xtrading.platform.declaration.BackupNeed;
import com.xtrading.platform.declaration.CertificateNeed;
import com.xtrading.platform.declaration.Dashboard;
import com.xtrading.platform.declaration.Deviation;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.Namespace;
import com.xtrading.platform.declaration.Page;
import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.PodGroup.Budget;
import com.xtrading.platform.declaration.PodGroup.Control;
import com.xtrading.platform.declaration.PodGroup.Maker;
import com.xtrading.platform.declaration.Rights;
import com.xtrading.platform.declaration.SecretNeed;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.EnvironmentProblem;
import com.xtrading.platform.kubernetes.Scaling;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A part of the platform: one folder in {@code dist/<env>/manifests/}, one namespace, one Argo CD
 * Application.
 *
 * <p>The constructor of a component only declares. {@link #render} runs once, after everything was
 * declared and derived.
 */
public abstract class Component {

  private static final LocalDate DIGESTS_DUE = LocalDate.of(2027, 3, 31);
  private static final LocalDate DEVIATIONS_DUE = LocalDate.of(2027, 11, 30);

  private final Platform platform;
  private final String name;
  private final Namespace namespace;
  private final SyncWave wave;
  private final List<Workload> workloads = new ArrayList<>();
  private final List<AlertRule> alerts = new ArrayList<>();
  private final List<Dashboard> dashboards = new ArrayList<>();
  private final List<BackupNeed> backups = new ArrayList<>();

  /**
   * @param name unique in the platform
   * @param namespace where its objects live
   * @param wave when Argo CD syncs it
   */
  protected Component(Platform platform, String name, Namespace namespace, SyncWave wave) {
    this.platform = platform;
    this.name = name;
    this.namespace = namespace;
    this.wave = wave;
    platform.add(this);
  }

  /** Draws the objects that are the component's own; derived ones are drawn already. */
  protected abstract void render(Rendering rendering);

  /** Where the objects of an add-on come from that we do not draw. */
  public Optional<Upstream> upstream() {
    return Optional.empty();
  }

  /**
   * What is wrong with the environment file in the light of everything that is declared, such as a
   * store that is too small for its clients.
   */
  protected List<EnvironmentProblem> problems(Topology topology) {
    return List.of();
  }

  /**
   * Certificates that the component reads beside those of its workloads, in the light of every
   * secret that is declared.
   */
  protected List<CertificateNeed> certificates(List<SecretNeed> secrets) {
    return List.of();
  }

  /**
   * A problem of the environment file.
   *
   * @param path keys from the top of the file
   */
  protected final EnvironmentProblem problem(
      String path, String problem, String allowed, String change) {
    return platform.problem(path, problem, allowed, change);
  }

  /** What draws the component, as it is called in timings. */
  protected String engine() {
    return "draw";
  }

  /** Whether Argo CD delivers the component: not where it is nothing but files of other tools. */
  public boolean isDelivered() {
    return true;
  }

  /** Whether there are objects that we draw, beside what an add-on brings. */
  public boolean drawsObjects() {
    return true;
  }

  /** Whether deleting the component must not delete its objects: stores survive a mistake. */
  public boolean keepsObjects() {
    return false;
  }

  public final String name() {
    return name;
  }

  public final Namespace namespace() {
    return namespace;
  }

  /** Every namespace in which objects of the component are. */
  public List<Namespace> namespaces() {
    return List.of(namespace);
  }

  public final SyncWave wave() {
    return wave;
  }

  /** The environment that the component is declared for. */
  protected final Environment environment() {
    return platform.environment();
  }

  /** Pods that the component draws; selected by their name. */
  protected final Workload workload(String workload, PodGroup.Size size) {
    return drawn(workload, size, Budget.OURS);
  }

  /** Pods that the component draws on every node. */
  protected final Workload agent(String workload, PodGroup.Size size) {
    return batch(workload, size);
  }

  /** Pods that the component draws and that may all be stopped at once. */
  protected final Workload batch(String workload, PodGroup.Size size) {
    return drawn(workload, size, Budget.NONE);
  }

  private Workload drawn(String workload, PodGroup.Size size, Budget budget) {
    return add(
        PodGroup.of(
            Peer.Pods.named(workload, namespace.name()),
            name,
            size,
            new Control(Maker.PLATFORM, budget)));
  }

  /**
   * Pods that an operator makes of a custom resource, selected by one label of theirs.
   *
   * @param budget whether the operator makes a disruption budget as well
   */
  protected final Workload operated(
      String workload, String labelKey, String labelValue, PodGroup.Size size, Budget budget) {
    return add(
        PodGroup.of(
            new Peer.Pods(workload, namespace.name(), labelKey, labelValue),
            name,
            size,
            new Control(Maker.OPERATOR, budget)));
  }

  /**
   * Draws the question what requests would have been right, where the environment wants it asked.
   *
   * @param kind of the object that makes the pods
   */
  protected final void recommend(Rendering rendering, String kind, String workload) {
    if (environment().monitoring().recommendations()) {
      Scaling.recommendation(rendering.scope(), kind, workload);
    }
  }

  protected final void alert(AlertRule rule) {
    alerts.add(rule);
  }

  /**
   * Somebody is woken up when Prometheus knows no pod of a workload whose metrics are declared:
   * what is not there cannot say so.
   */
  protected final void alertWhenAbsent(Workload workload) {
    MetricSource source = workload.metrics().get(0);
    String service = workload.name();
    String job =
        source.via() == MetricSource.Via.SERVICE ? service : namespace.name() + "/" + service;
    alert(
        new AlertRule(
                "services",
                "ServiceAbsent",
                "absent(up{namespace=\"%s\", job=\"%s\"})".formatted(namespace.name(), job),
                Duration.ofMinutes(5),
                Urgency.CRITICAL,
                "%s is not watched".formatted(service),
                "Prometheus knows no pod of %s: it is not deployed, or nothing leads to it."
                    .formatted(service))
            .withLabel("service", service));
  }

  protected final void dashboard(Dashboard dashboard) {
    dashboards.add(dashboard);
  }

  protected final void backup(BackupNeed need) {
    backups.add(need);
  }

  /** Declares that a policy need not hold for one object until a day. */
  protected final void waive(
      String rule, String object, String reason, String owner, LocalDate expires) {
    platform.waive(rule, object, reason, owner, expires);
  }

  /**
   * Declares that an object does what is advised against, for a year; then somebody asks again.
   *
   * @param kind the kind of the object
   * @param object its name, in the namespace of the component
   */
  protected final void deviates(Deviation deviation, String kind, String object, String reason) {
    deviates(deviation, "%s %s/%s".formatted(kind, namespace.name(), object), reason);
  }

  /** The same for an object of any namespace, as findings name it. */
  protected final void deviates(Deviation deviation, String object, String reason) {
    platform.waive(deviation, object, reason, "platform", DEVIATIONS_DUE);
  }

  /**
   * Declares that nobody has read the digest of an upstream image from a source yet.
   *
   * @param kind the kind of the object that names the image
   * @param object its name, in the namespace of the component
   * @param software what the image holds
   */
  protected final void unpinned(String kind, String object, String software) {
    platform.waive(
        Deviation.UNPINNED_IMAGE,
        "%s %s/%s".formatted(kind, namespace.name(), object),
        "the digest of the %s image is not known from a source yet".formatted(software),
        "platform",
        DIGESTS_DUE);
  }

  Platform platform() {
    return platform;
  }

  List<Workload> workloads() {
    return workloads;
  }

  List<AlertRule> alerts() {
    return alerts;
  }

  List<Dashboard> dashboards() {
    return dashboards;
  }

  List<BackupNeed> backups() {
    return backups;
  }

  /** What its programs may do by roles that nobody renders; nothing where all are ours. */
  List<Rights> rights() {
    return List.of();
  }

  /** What it lets people open in a browser. */
  protected List<Page> pages() {
    return List.of();
  }

  Workload add(PodGroup group) {
    Workload workload = new Workload(this, group);
    workloads.add(workload);
    return workload;
  }
}
