package com.xtrading.platform.objects;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pods that an object makes.
 *
 * @param source the rendered object in which a person changes something: the owner, or the custom
 *     resource of which an operator makes the owner
 * @param owner the object, such as a Deployment
 * @param kind of the owner
 * @param tree metadata and spec of the pod
 */
public record PodTemplate(Manifest source, Manifest owner, PodKind kind, Tree tree) {

  /** The place of a container list in a pod, and what its containers are for. */
  public enum Role {
    MAIN("containers"),
    INIT("initContainers"),
    EPHEMERAL("ephemeralContainers");

    private final String key;

    Role(String key) {
      this.key = key;
    }
  }

  /**
   * One container of a pod.
   *
   * @param role which list it is in
   * @param path the place inside the owner, such as {@code spec.template.spec.containers[0]}
   * @param tree the container
   */
  public record Container(Role role, String path, Tree tree) {

    /** Whether it runs as long as the pod does, as sidecars do. */
    public boolean keepsRunning() {
      return role == Role.MAIN || tree.at("restartPolicy").text("").equals("Always");
    }
  }

  /** The pods that an object makes; nothing for an object that makes none by itself. */
  public static Optional<PodTemplate> of(Manifest manifest) {
    return of(manifest, manifest);
  }

  /** The pods of an object that an operator or a chart makes. */
  public static Optional<PodTemplate> of(Made made) {
    return of(made.by(), made.object());
  }

  private static Optional<PodTemplate> of(Manifest source, Manifest owner) {
    return PodKind.of(owner.groupKind())
        .map(kind -> new PodTemplate(source, owner, kind, at(kind.template(), owner)));
  }

  private static Tree at(String path, Manifest owner) {
    return Tree.of(owner.tree()).at(path.isEmpty() ? List.of() : List.of(path.split("\\.")));
  }

  /**
   * The place of metadata and spec of the pod inside the owner, such as {@code spec.template};
   * empty for a Pod.
   */
  public String path() {
    return kind.template();
  }

  /** The place of the pod spec inside the owner. */
  public String specPath() {
    return path().isEmpty() ? "spec" : path() + ".spec";
  }

  /** A place in the owner as it is told to the person who changes the source. */
  public String place(String path) {
    return owner == source ? path : "%s %s: %s".formatted(owner.kind(), owner.name(), path);
  }

  public Tree spec() {
    return tree.at("spec");
  }

  public Map<String, Object> labels() {
    return tree.at("metadata", "labels").map();
  }

  /**
   * Every container of the given roles in the order of the lists; of all roles where none given.
   */
  public List<Container> containers(Role... roles) {
    List<Container> containers = new ArrayList<>();
    for (Role role : roles.length == 0 ? Role.values() : roles) {
      List<Tree> list = spec().at(role.key).elements().toList();
      for (int i = 0; i < list.size(); i++) {
        containers.add(
            new Container(role, TreePath.element(specPath() + "." + role.key, i), list.get(i)));
      }
    }
    return List.copyOf(containers);
  }

  /** Every port that a container of the running pod declares; native sidecars included. */
  public List<Tree> ports() {
    return containers(Role.MAIN, Role.INIT).stream()
        .filter(Container::keepsRunning)
        .flatMap(container -> container.tree().at("ports").elements())
        .toList();
  }
}
