package com.xtrading.platform.component;

import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.BackupNeed;
import com.xtrading.platform.declaration.Dashboard;
import com.xtrading.platform.declaration.Namespace;
import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.declaration.PodGroup.Budget;
import com.xtrading.platform.declaration.PodGroup.Maker;
import com.xtrading.platform.environment.Environment;
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

  private final Platform platform;
  private final String name;
  private final Namespace namespace;
  private final Wave wave;
  private final List<Workload> workloads = new ArrayList<>();
  private final List<AlertRule> alerts = new ArrayList<>();
  private final List<Dashboard> dashboards = new ArrayList<>();
  private final List<BackupNeed> backups = new ArrayList<>();

  /**
   * @param name unique in the platform
   * @param namespace where its objects live
   * @param wave when Argo CD syncs it
   */
  protected Component(Platform platform, String name, Namespace namespace, Wave wave) {
    this.platform = platform;
    this.name = name;
    this.namespace = namespace;
    this.wave = wave;
    platform.add(this);
  }

  /** Draws the objects that are the component's own; derived ones are drawn already. */
  protected abstract void render(Rendering rendering);

  /** The chart that installs the component, for add-ons. */
  public Optional<HelmChart> helmChart() {
    return Optional.empty();
  }

  /** What draws the component, as it is called in timings. */
  protected String engine() {
    return "draw";
  }

  /** Whether Argo CD delivers the component: not where it is nothing but files of other tools. */
  public boolean isDelivered() {
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

  public final Wave wave() {
    return wave;
  }

  /** The environment that the component is declared for. */
  protected final Environment environment() {
    return platform.environment();
  }

  /** Pods that the component draws; selected by their name. */
  protected final Workload workload(String workload, Workload.Size size) {
    return add(
        new Workload(
            this, Peer.Pods.named(workload, namespace.name()), Maker.PLATFORM, size, Budget.OURS));
  }

  /** Pods that the component draws on every node. */
  protected final Workload agent(String workload, Workload.Size size) {
    return add(
        new Workload(
            this, Peer.Pods.named(workload, namespace.name()), Maker.PLATFORM, size, Budget.NONE));
  }

  /**
   * Pods that an operator or a chart makes, selected by one label of theirs.
   *
   * @param budget whether the maker brings a disruption budget
   */
  protected final Workload operated(
      String workload, String labelKey, String labelValue, Workload.Size size, Budget budget) {
    return add(
        new Workload(
            this,
            new Peer.Pods(workload, namespace.name(), labelKey, labelValue),
            Maker.OPERATOR,
            size,
            budget));
  }

  protected final void alert(AlertRule rule) {
    alerts.add(rule);
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

  private Workload add(Workload workload) {
    workloads.add(workload);
    return workload;
  }
}
