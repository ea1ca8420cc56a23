package com.xtrading.platform.component;

import com.xtrading.platform.declaration.Namespace;
import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.PodGroup.Control;
import com.xtrading.platform.declaration.Rights;
import java.util.List;
import java.util.TreeSet;

/**
 * An operator or controller from upstream. Argo CD installs it; what we draw is what we derive from
 * the declared pods, policies and monitors, and what an add-on of our own kind says beside that.
 */
public class AddOn extends Component {

  /**
   * @param delivery with the upstream that it comes from
   */
  public AddOn(Platform platform, Delivery delivery) {
    super(platform, delivery);
  }

  /** Pods of a Deployment that the add-on brings, selected by one label of theirs. */
  public final Workload deployment(
      String name, String labelKey, String labelValue, PodGroup.Size size) {
    return brought(name, labelKey, labelValue, size, PodGroup.Kind.DEPLOYMENT);
  }

  /** The same for a StatefulSet. */
  public final Workload statefulSet(
      String name, String labelKey, String labelValue, PodGroup.Size size) {
    return brought(name, labelKey, labelValue, size, PodGroup.Kind.STATEFUL_SET);
  }

  /** The same for pods of which one is on each node. */
  public final Workload daemonSet(
      String name, String labelKey, String labelValue, PodGroup.Size size) {
    return brought(name, labelKey, labelValue, size.oneOnEachNode(), PodGroup.Kind.DAEMON_SET);
  }

  /** The same for pods that work something off. */
  public final Workload job(String name, String labelKey, String labelValue, PodGroup.Size size) {
    return brought(name, labelKey, labelValue, size, PodGroup.Kind.JOB);
  }

  private Workload brought(
      String name, String labelKey, String labelValue, PodGroup.Size size, PodGroup.Kind kind) {
    Peer.Pods pods = new Peer.Pods(name, namespace().name(), labelKey, labelValue);
    return add(pods, size, Control.brought(kind));
  }

  /**
   * Declares what the roles of the chart let its programs do in every namespace: what its templates
   * say at this version, with the values that it is given.
   *
   * @param reason what they do with it
   * @param powers none where they see nothing but their own kinds and what holds no secrets
   */
  public final AddOn mayEverywhere(String reason, Rights.Power... powers) {
    return may(List.of(), reason, powers);
  }

  /** Declares the same for its own namespace and those that it looks after. */
  public final AddOn mayInItsNamespaces(String reason, Rights.Power... powers) {
    return may(delivery().namespaces().stream().map(Namespace::name).toList(), reason, powers);
  }

  /** Declares the same for the namespace that it lives in. */
  public final AddOn mayAtHome(String reason, Rights.Power... powers) {
    return may(List.of(namespace().name()), reason, powers);
  }

  private AddOn may(List<String> namespaces, String reason, Rights.Power... powers) {
    declared().rights.add(new Rights(name(), namespaces, new TreeSet<>(List.of(powers)), reason));
    return this;
  }

  @Override
  protected void render(Rendering rendering) {
    // Everything in this folder is derived.
  }
}
