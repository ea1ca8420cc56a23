package com.xtrading.platform.kubernetes;

import com.xtrading.platform.manifest.Collision;
import com.xtrading.platform.manifest.ManifestId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Parts of objects that the Kubernetes 1.25 types of cdk8s do not know, laid over the plain trees:
 * the spec of custom resources, and newer fields of core kinds. The typed objects drop such fields,
 * patched or not.
 */
public final class Overlays {

  private record Place(String kind, String namespace, String name) {}

  private record Part(List<Object> path, Object value) {}

  private final Map<Place, List<Part>> parts = new HashMap<>();
  private final Map<Place, UnaryOperator<Map<String, Object>>> shapes = new HashMap<>();
  private final Set<Place> drawn = new HashSet<>();

  /**
   * Takes note of an object that is drawn.
   *
   * @throws Collision when it is drawn already
   */
  void claim(String kind, String namespace, String name, String component) {
    if (!drawn.add(new Place(kind, namespace, name))) {
      throw new Collision(
          "%s is drawn twice by component %s; rename one of them"
              .formatted(new ManifestId("", kind, namespace, name), component));
    }
  }

  /**
   * Adds a part to an object that is drawn in the same chart.
   *
   * @param path keys and list indexes from the top of the object
   */
  void add(String kind, String namespace, String name, List<Object> path, Object value) {
    parts
        .computeIfAbsent(new Place(kind, namespace, name), place -> new ArrayList<>())
        .add(new Part(path, value));
  }

  /**
   * Turns an object that is drawn in the same chart into another one that has it inside.
   *
   * @param shape makes the tree of the new object of the old one, parts included
   */
  void reshape(
      String kind, String namespace, String name, UnaryOperator<Map<String, Object>> shape) {
    shapes.put(new Place(kind, namespace, name), shape);
  }

  /** The tree of an object with its parts laid over it, in its final shape. */
  public Map<String, Object> appliedTo(Map<String, Object> tree) {
    ManifestId id = ManifestId.of(tree);
    List<Part> mine = parts.remove(new Place(id.kind(), id.namespace(), id.name()));
    for (Part part : mine == null ? List.<Part>of() : mine) {
      put(tree, part, id);
    }
    UnaryOperator<Map<String, Object>> shape =
        shapes.remove(new Place(id.kind(), id.namespace(), id.name()));
    return shape == null ? tree : shape.apply(tree);
  }

  /**
   * Makes sure that every part found its object.
   *
   * @throws IllegalStateException when one did not
   */
  public void requireAllApplied() {
    if (!parts.isEmpty() || !shapes.isEmpty()) {
      throw new IllegalStateException(
          "parts of objects that were never drawn: %s %s"
              .formatted(parts.keySet(), shapes.keySet()));
    }
  }

  @SuppressWarnings("unchecked") // rendered trees are maps with text keys, and lists
  private static void put(Map<String, Object> tree, Part part, ManifestId id) {
    Object place = tree;
    for (Object step : part.path().subList(0, part.path().size() - 1)) {
      place =
          step instanceof Integer index
              ? ((List<Object>) place).get(index)
              : ((Map<String, Object>) place).get(step);
    }
    String last = (String) part.path().get(part.path().size() - 1);
    if (((Map<String, Object>) place).put(last, part.value()) != null) {
      throw new IllegalStateException("%s: %s is drawn twice".formatted(id, part.path()));
    }
  }
}
