package com.xtrading.platform.manifest;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a tree as YAML: the same tree gives the same bytes, whatever the order of its maps.
 *
 * <p>Keys are sorted; {@code apiVersion, kind, metadata, spec} come first, and {@code name,
 * namespace} in the object's own metadata. Multi-line texts are literal blocks, texts that a YAML
 * 1.1 reader takes for something else are quoted, lines are never folded.
 *
 * <p>Not the emitter of SnakeYAML: it escapes blocks that contain a tab, as shell scripts do, and
 * leaves a byte order mark bare. The tests read everything back with SnakeYAML.
 */
public final class YamlWriter {

  private static final Comparator<String> OBJECT_ORDER =
      firstOf("apiVersion", "kind", "metadata", "spec");
  private static final Comparator<String> METADATA_ORDER = firstOf("name", "namespace");

  /** Longer keys are read only behind a question mark (YAML 1.2, section 8.2.2). */
  private static final int LONGEST_SIMPLE_KEY = 1000;

  private final StringBuilder yaml = new StringBuilder();

  private YamlWriter() {}

  /**
   * The tree as YAML, ending with a line break.
   *
   * @throws UnwritableTree when it holds a null, a key that is no text, or a value of another kind
   *     than map, list, text, number and boolean
   */
  public static String write(Map<String, ?> tree) {
    Map<String, Object> object = entries(CanonicalTree.withoutNulls(tree), OBJECT_ORDER);
    if (object.isEmpty()) {
      return "{}\n";
    }
    object.computeIfPresent(
        "metadata", (key, value) -> value instanceof Map ? entries(value, METADATA_ORDER) : value);
    YamlWriter writer = new YamlWriter();
    writer.map(object, "", "");
    return writer.yaml.toString();
  }

  /**
   * @param first indentation of the first entry, empty behind a dash
   */
  private void map(Map<?, ?> map, String first, String indentation) {
    String before = first;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String key = ScalarText.inline((String) entry.getKey());
      yaml.append(before);
      if (key.length() > LONGEST_SIMPLE_KEY) {
        yaml.append("? ").append(key).append('\n').append(indentation).append(':');
      } else {
        yaml.append(key).append(':');
      }
      valueOfKey(entry.getValue(), indentation + "  ");
      before = indentation;
    }
  }

  private void valueOfKey(Object value, String indentation) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      yaml.append('\n');
      map(map, indentation, indentation);
    } else if (value instanceof List<?> list && !list.isEmpty()) {
      yaml.append('\n');
      list(list, indentation, indentation);
    } else {
      yaml.append(' ');
      scalar(value, indentation);
    }
  }

  private void list(List<?> list, String first, String indentation) {
    String before = first;
    for (Object element : list) {
      yaml.append(before).append("- ");
      if (element instanceof Map<?, ?> map && !map.isEmpty()) {
        map(map, "", indentation + "  ");
      } else if (element instanceof List<?> inner && !inner.isEmpty()) {
        list(inner, "", indentation + "  ");
      } else {
        scalar(element, indentation + "  ");
      }
      before = indentation;
    }
  }

  private void scalar(Object value, String indentation) {
    if (value instanceof String text && ScalarText.fitsBlock(text)) {
      yaml.append(ScalarText.block(text, indentation));
    } else if (value instanceof String text) {
      yaml.append(ScalarText.inline(text)).append('\n');
    } else if (value instanceof Map) {
      yaml.append("{}\n");
    } else if (value instanceof BigDecimal decimal) {
      yaml.append(decimal.toPlainString()).append('\n');
    } else {
      yaml.append(value).append('\n'); // boolean, whole number, or the empty list: []
    }
  }

  private static Map<String, Object> entries(Object map, Comparator<String> order) {
    Map<String, Object> ordered = new TreeMap<>(order);
    ((Map<?, ?>) map).forEach((key, value) -> ordered.put((String) key, value));
    return ordered;
  }

  private static Comparator<String> firstOf(String... keys) {
    List<String> first = List.of(keys);
    return Comparator.<String>comparingInt(
            key -> first.contains(key) ? first.indexOf(key) : first.size())
        .thenComparing(Comparator.naturalOrder());
  }
}
