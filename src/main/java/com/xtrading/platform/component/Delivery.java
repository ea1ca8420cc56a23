package com.xtrading.platform.component;

import com.xtrading.platform.declaration.Namespace;
import com.xtrading.platform.declaration.Namespace.PodSecurity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a component reaches its cluster.
 *
 * @param name unique in the platform: its folder in {@code dist/<env>/manifests/}, its Application
 * @param namespaces in which objects of it are; where it lives first
 * @param wave when Argo CD syncs it
 * @param upstream where the objects of an add-on come from that we do not draw
 * @param keepsObjects whether deleting the component must not delete its objects
 * @param by who delivers it
 */
public record Delivery(
    String name,
    List<Namespace> namespaces,
    SyncWave wave,
    Optional<Upstream> upstream,
    boolean keepsObjects,
    By by) {

  /** Who brings what is written to where it runs. */
  public enum By {
    /** An Application of its own. */
    ARGO_CD("draw"),
    /** Whoever owns the AWS account creates a stack. */
    AWS_STACK("AWS"),
    /** People copy or apply what is nothing but files, or what Argo CD itself waits for. */
    PEOPLE("draw");

    private final String part;

    By(String part) {
      this.part = part;
    }

    /** What drawing it is called in timings. */
    String part() {
      return part;
    }
  }

  public Delivery {
    namespaces = List.copyOf(namespaces);
  }

  /** A component that Argo CD delivers, and deletes when it is gone. */
  public static Delivery of(String name, Namespace namespace, SyncWave wave) {
    return new Delivery(
        name, List.of(namespace), wave, Optional.empty(), false, Delivery.By.ARGO_CD);
  }

  /**
   * An operator or controller from upstream.
   *
   * @param namespace the customary namespace of the add-on
   * @param podSecurity the level that its pods keep to
   * @param wave when it is there, before whoever uses its kinds
   */
  public static Delivery addOn(
      String name, String namespace, PodSecurity podSecurity, SyncWave wave, Upstream upstream) {
    Namespace home = new Namespace(namespace, podSecurity, Namespace.Kind.ADD_ON);
    return new Delivery(
        name, List.of(home), wave, Optional.of(upstream), false, Delivery.By.ARGO_CD);
  }

  /** The same, with objects in other namespaces too, such as roles for what it looks after. */
  public Delivery alsoIn(List<Namespace> others) {
    return new Delivery(
        name,
        Stream.concat(namespaces.stream(), others.stream()).toList(),
        wave,
        upstream,
        keepsObjects,
        by);
  }

  /** The same, whose objects survive a deletion by mistake, as stores must. */
  public Delivery keepingObjects() {
    return new Delivery(name, namespaces, wave, upstream, true, by);
  }

  /** The same, delivered by somebody else. */
  public Delivery by(By other) {
    return new Delivery(name, namespaces, wave, upstream, keepsObjects, other);
  }

  /** Where it lives. */
  public Namespace namespace() {
    return namespaces.get(0);
  }
}
