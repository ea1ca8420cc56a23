package com.xtrading.platform.alerting;

import com.xtrading.platform.alerting.YamlNode.Mapping;
import com.xtrading.platform.alerting.YamlNode.Scalar;
import com.xtrading.platform.alerting.YamlNode.Sequence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was read, without its places: texts, numbers, booleans, lists and maps. */
final class PlainTree {

  private PlainTree() {}

  static Map<String, Object> of(Mapping mapping) {
    Map<String, Object> tree = new LinkedHashMap<>();
    mapping
        .entries()
        .forEach(
            (key, value) -> {
              if (!(value instanceof Scalar scalar && scalar.isNull())) {
                tree.put(key, value(value));
              }
            });
    return tree;
  }

  private static Object value(YamlNode node) {
    if (node instanceof Mapping mapping) {
      return of(mapping);
    }
    if (node instanceof Sequence list) {
      List<YamlNode> items = list.items();
      return items.stream().map(PlainTree::value).toList();
    }
    Scalar scalar = (Scalar) node;
    if (!scalar.quoted() && scalar.text().matches("-?(0|[1-9]\\d{0,17})")) {
      return Long.valueOf(scalar.text());
    }
    if (!scalar.quoted() && scalar.text().matches("true|false")) {
      return Boolean.valueOf(scalar.text());
    }
    return scalar.isNull() ? "" : scalar.text();
  }
}
