package com.xtrading.platform.component;

import com.xtrading.platform.dashboard.Dashboard;
import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.BackupNeed;
import com.xtrading.platform.declaration.CertificateNeed;
import com.xtrading.platform.declaration.Deviation;
import com.xtrading.platform.declaration.Namespace;
import com.xtrading.platform.declaration.NodeMetrics;
import com.xtrading.platform.declaration.Page;
import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.PodGroup.Budget;
import com.xtrading.platform.declaration.PodGroup.Control;
import com.xtrading.platform.declaration.RecordingRule;
import com.xtrading.platform.declaration.SecretNeed;
import com.xtrading.platform.declaration.Slo;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.EnvironmentProblem;
import com.xtrading.platform.environment.Monitoring;
import com.xtrading.platform.kubernetes.DrawnKind;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * A part of the platform: one folder in {@code dist/<env>/manifests/}, delivered as one.
 *
 * <p>The constructor only declares: how it is delivered, its workloads with what they use, and what
 * somebody must know, save or open. {@link #render} runs once, after everything was declared and
 * derived, {@link #complete} after all have drawn. The other two that may be overridden look at
 * everything declared as well.
 */
public abstract class Component {

  private final Platform platform;
  private final Delivery delivery;
  private final Declared declared = new Declared();

  protected Component(Platform platform, Delivery delivery) {
    this.platform = platform;
    this.delivery = delivery;
    platform.add(this);
  }

  /** Draws the objects that are the component's own; derived ones are drawn already. */
  protected abstract void render(Rendering rendering);

  /**
   * Draws what follows from what all components have drawn.
   *
   * @param drawn kinds of objects, and in which namespaces they are, by component
   */
  protected void complete(Rendering rendering, Map<Component, SortedSet<DrawnKind>> drawn) {}

  /** What is wrong with the environment file, such as a store too small for its clients. */
  protected List<EnvironmentProblem> problems(Topology topology) {
    return List.of();
  }

  /** Certificates that it reads beside those of its workloads. */
  protected List<CertificateNeed> certificates(List<SecretNeed> secrets) {
    return List.of();
  }

  public final Delivery delivery() {
    return delivery;
  }

  public final String name() {
    return delivery.name();
  }

  public final Namespace namespace() {
    return delivery.namespace();
  }

  /** Whether there are objects of ours; for an add-on, those that follow from its pods. */
  public final boolean drawsObjects() {
    return delivery.upstream().isEmpty() || !declared.workloads.isEmpty();
  }

  /** The environment that the component is declared for. */
  protected final Environment environment() {
    return platform.environment();
  }

  /** Pods of a Deployment that the component draws; selected by their name. */
  protected final Workload deployment(String workload, PodGroup.Size size) {
    return drawn(workload, size, Control.keptBy(PodGroup.Kind.DEPLOYMENT));
  }

  /** Pods of a StatefulSet that the component draws. */
  protected final Workload statefulSet(String workload, PodGroup.Size size) {
    return drawn(workload, size, Control.keptBy(PodGroup.Kind.STATEFUL_SET));
  }

  /** Pods that the component draws, of which one is on each node. */
  protected final Workload daemonSet(String workload, PodGroup.Size size) {
    return drawn(workload, size.oneOnEachNode(), Control.ours());
  }

  /** Pods that work something off and may all be stopped at once, such as those of a Job. */
  protected final Workload batch(String workload, PodGroup.Size size) {
    return drawn(workload, size, Control.ours());
  }

  private Workload drawn(String workload, PodGroup.Size size, Control control) {
    return add(Peer.Pods.named(workload, namespace().name()), size, control);
  }

  /** Pods that an operator makes of a custom resource, selected by one label of theirs. */
  protected final Workload operated(
      String workload, String labelKey, String labelValue, PodGroup.Size size, Budget budget) {
    Peer.Pods pods = new Peer.Pods(workload, namespace().name(), labelKey, labelValue);
    return add(pods, size, Control.operated(budget));
  }

  protected final void alert(AlertRule rule) {
    declared.add(rule);
  }

  protected final void recording(RecordingRule rule) {
    declared.recordings.add(rule);
  }

  /** Declares an objective, which is judged in environments in which everything is watched. */
  protected final void slo(Slo objective) {
    declared.slos.add(objective);
  }

  /** Declares metrics that answer at the address of each node. */
  protected final void nodes(NodeMetrics metrics) {
    declared.nodes.add(metrics);
  }

  /** Declares a page of Grafana, for environments in which everything is watched. */
  protected final void dashboard(Dashboard dashboard) {
    if (environment().monitoring().level() != Monitoring.Level.BASIC) {
      basicDashboard(dashboard);
    }
  }

  /** Declares a page of Grafana that every environment has. */
  protected final void basicDashboard(Dashboard dashboard) {
    declared.dashboards.add(dashboard);
  }

  protected final void backup(BackupNeed need) {
    declared.backups.add(need);
  }

  protected final void page(Page page) {
    declared.pages.add(page);
  }

  /** Declares that an object of its namespace does what is advised against. */
  protected final void deviates(Deviation deviation, String kind, String object, String reason) {
    deviates(deviation, "%s %s/%s".formatted(kind, namespace().name(), object), reason);
  }

  /** The same for an object of any namespace, as findings name it. */
  protected final void deviates(Deviation deviation, String object, String reason) {
    platform.deviates(deviation, object, reason);
  }

  /** Declares that the digest of an image that an object names is not known from a source yet. */
  protected final void unpinned(String kind, String object, String software) {
    deviates(
        Deviation.UNPINNED_IMAGE,
        kind,
        object,
        "the digest of the %s image is not known from a source yet".formatted(software));
  }

  Platform platform() {
    return platform;
  }

  Declared declared() {
    return declared;
  }

  Workload add(Peer.Pods pods, PodGroup.Size size, Control control) {
    Workload workload = new Workload(this, PodGroup.of(pods, name(), size, control));
    declared.add(workload);
    return workload;
  }
}
