package com.xtrading.platform.environment.file;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every value of a file that could be read, by its path, with its line. Checks that compare values
 * use it, so that they also run while another part of the file is broken.
 */
final class BoundValues {

  private final SortedMap<String, Object> values = new TreeMap<>();
  private final Map<String, Integer> lines = new HashMap<>();

  void put(YamlNode node, Object value) {
    values.put(node.path(), value);
    lines.put(node.path(), node.line());
  }

  <T> Optional<T> value(String path, Class<T> type) {
    return Optional.ofNullable(values.get(path)).filter(type::isInstance).map(type::cast);
  }

  /** All values of one type, by path. */
  <T> SortedMap<String, T> all(Class<T> type) {
    SortedMap<String, T> found = new TreeMap<>();
    values.forEach(
        (path, value) -> {
          if (type.isInstance(value)) {
            found.put(path, type.cast(value));
          }
        });
    return Collections.unmodifiableSortedMap(found);
  }

  /** The line of a value, or of the nearest one around it; 0 where none was read. */
  int nearestLine(String path) {
    for (String around = path; ; around = around.substring(0, around.lastIndexOf('.'))) {
      if (lines.containsKey(around)) {
        return lines.get(around);
      }
      if (!around.contains(".")) {
        return 0;
      }
    }
  }

  /** The line of a value that was read. */
  int line(String path) {
    return lines.get(path);
  }
}
