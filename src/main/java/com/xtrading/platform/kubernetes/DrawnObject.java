package com.xtrading.platform.kubernetes;

import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.ManifestId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * One object on a {@link Sheet}, with what the Kubernetes 1.25 types of cdk8s do not know of it;
 * the typed objects drop such fields, patched or not.
 */
final class DrawnObject {

  private record Part(List<Object> path, Object value) {}

  private final List<Part> parts = new ArrayList<>();
  private DrawnKind kind;
  private UnaryOperator<Map<String, Object>> shape = UnaryOperator.identity();
  private Map<String, Object> tree = Map.of();

  DrawnObject(DrawnKind kind) {
    this.kind = kind;
  }

  /** What it is, and where. */
  DrawnKind kind() {
    return kind;
  }

  /**
   * Adds a field that the type of the object does not have.
   *
   * @param path keys and list indexes from the top of the object
   */
  void with(List<Object> path, Object value) {
    parts.add(new Part(path, value));
  }

  /**
   * Turns the object into another one that has it inside.
   *
   * @param outer what the new object is
   * @param shape makes the tree of the new object of the old one, added fields included
   */
  void shaped(GroupKind outer, UnaryOperator<Map<String, Object>> shape) {
    this.kind = new DrawnKind(outer, kind.namespace());
    this.shape = shape;
  }

  /** Takes what cdk8s made of the object, and completes it. */
  void drawnAs(Map<String, Object> drawn) {
    parts.forEach(part -> put(drawn, part));
    tree = shape.apply(drawn);
  }

  /** The whole object, after the canvas is finished. */
  Map<String, Object> tree() {
    return tree;
  }

  @SuppressWarnings("unchecked") // rendered trees are maps with text keys, and lists
  private static void put(Map<String, Object> tree, Part part) {
    Object place = tree;
    for (Object step : part.path().subList(0, part.path().size() - 1)) {
      place =
          step instanceof Integer index
              ? ((List<Object>) place).get(index)
              : ((Map<String, Object>) place).get(step);
    }
    String last = (String) part.path().get(part.path().size() - 1);
    if (((Map<String, Object>) place).put(last, part.value()) != null) {
      throw new IllegalStateException(
          "%s: %s is drawn twice".formatted(ManifestId.of(tree), part.path()));
    }
  }
}
