package com.xtrading.platform.policy.rules;

import java.util.List;
import java.util.Map;

/** Walks every scalar of a tree. */
final class Scalars {

  /** Receives one scalar. */
  interface Visitor {

    /**
     * @param path the place inside the tree
     * @param key the name that the value goes by: its key, or the {@code name} of a name and value
     *     pair such as an environment variable; the elements of a list go by the name of the list
     * @param value the scalar
     */
    void scalar(String path, String key, Object value);
  }

  private Scalars() {}

  static void visit(Object tree, Visitor visitor) {
    visit("", "", tree, visitor);
  }

  private static void visit(String path, String key, Object node, Visitor visitor) {
    if (node instanceof Map<?, ?> map) {
      map.forEach(
          (name, value) -> {
            String own = String.valueOf(name);
            boolean pair = own.equals("value") && map.get("name") instanceof String;
            visit(TreePath.key(path, own), pair ? (String) map.get("name") : own, value, visitor);
          });
    } else if (node instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        visit(TreePath.element(path, i), key, list.get(i), visitor);
      }
    } else if (node != null) {
      visitor.scalar(path, key, node);
    }
  }
}
