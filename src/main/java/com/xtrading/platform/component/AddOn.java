package com.xtrading.platform.component;

import com.xtrading.platform.declaration.Namespace;
import com.xtrading.platform.declaration.Namespace.PodSecurity;
import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.PodGroup.Budget;
import com.xtrading.platform.declaration.PodGroup.Control;
import com.xtrading.platform.declaration.PodGroup.Maker;
import com.xtrading.platform.declaration.Rights;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * An operator or controller from upstream. Argo CD installs it; what we draw is what we derive from
 * the declared pods, policies and monitors, and what an add-on of our own kind says beside that.
 */
public class AddOn extends Component {

  private final Upstream upstream;
  private final List<Rights> rights = new ArrayList<>();
  private final List<Namespace> namespaces = new ArrayList<>(List.of(namespace()));

  /**
   * @param namespace the customary namespace of the add-on
   * @param podSecurity the level that its pods keep to
   * @param wave when it is there, before whoever uses its kinds
   */
  public AddOn(
      Platform platform,
      String name,
      String namespace,
      PodSecurity podSecurity,
      SyncWave wave,
      Upstream upstream) {
    super(platform, name, new Namespace(namespace, podSecurity, Namespace.Kind.ADD_ON), wave);
    this.upstream = upstream;
  }

  /** Pods that the add-on brings, selected by one label of theirs. */
  public final Workload pods(String name, String labelKey, String labelValue, PodGroup.Size size) {
    return add(brought(name, labelKey, labelValue, size));
  }

  /** Pods that the add-on brings and that use the network of their node. */
  public final Workload nodePods(
      String name, String labelKey, String labelValue, PodGroup.Size size) {
    return add(brought(name, labelKey, labelValue, size).onTheNetworkOfTheNode());
  }

  private PodGroup brought(String name, String labelKey, String labelValue, PodGroup.Size size) {
    return PodGroup.of(
        new Peer.Pods(name, namespace().name(), labelKey, labelValue),
        name(),
        size,
        new Control(Maker.ADD_ON, Budget.NONE));
  }

  /**
   * Declares what the roles of the chart let its programs do in every namespace: what its templates
   * say at this version, with the values that it is given.
   *
   * @param reason what they do with it
   * @param powers none where they see nothing but their own kinds and what holds no secrets
   */
  public final AddOn mayEverywhere(String reason, Rights.Power... powers) {
    rights.add(new Rights(name(), List.of(), new TreeSet<>(List.of(powers)), reason));
    return this;
  }

  /** Declares the same for its own namespace and those that it looks after. */
  public final AddOn mayInItsNamespaces(String reason, Rights.Power... powers) {
    List<String> names = namespaces.stream().map(Namespace::name).toList();
    rights.add(new Rights(name(), names, new TreeSet<>(List.of(powers)), reason));
    return this;
  }

  @Override
  final List<Rights> rights() {
    return Collections.unmodifiableList(rights);
  }

  /** Declares that the add-on looks after another namespace, in which it has roles. */
  protected final void worksIn(Namespace other) {
    namespaces.add(other);
  }

  @Override
  public final List<Namespace> namespaces() {
    return Collections.unmodifiableList(namespaces);
  }

  /** What we draw follows from its pods; kinds alone have none. */
  @Override
  public boolean drawsObjects() {
    return !workloads().isEmpty();
  }

  @Override
  public final Optional<Upstream> upstream() {
    return Optional.of(upstream);
  }

  @Override
  protected void render(Rendering rendering) {
    // Everything in this folder is derived.
  }
}
