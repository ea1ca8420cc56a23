package com.xtrading.platform.manifest;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The one form of a tree that both writers write: maps sorted by key, whole numbers as {@code
 * BigInteger} and others as {@code BigDecimal}, nothing that a reader could understand differently.
 */
final class CanonicalTree {

  /** From here on a double no longer tells two whole numbers apart. */
  private static final double EXACT = 0x1p53;

  private final boolean nullAllowed;

  private CanonicalTree(boolean nullAllowed) {
    this.nullAllowed = nullAllowed;
  }

  /** For Kubernetes objects, where a null says "delete this field" to some readers. */
  static Object withoutNulls(Object tree) {
    return new CanonicalTree(false).value("", tree);
  }

  /** For JSON of other tools, where a null may be the value that they ask for. */
  static Object withNulls(Object tree) {
    return new CanonicalTree(true).value("", tree);
  }

  private Object value(String path, Object value) {
    if (value instanceof Map<?, ?> map) {
      return map(path, map);
    }
    if (value instanceof List<?> list) {
      return list(path, list);
    }
    if (value instanceof String text) {
      return text(path, text);
    }
    if (value instanceof Number number) {
      return number(path, number);
    }
    if (value instanceof Boolean) {
      return value;
    }
    if (value == null && nullAllowed) {
      return null;
    }
    throw new UnwritableTree(
        path,
        value == null
            ? "null is no value; leave the key out"
            : "a %s is neither map, list, text, number nor boolean"
                .formatted(value.getClass().getName()));
  }

  private Map<String, Object> map(String path, Map<?, ?> map) {
    Map<String, Object> sorted = new TreeMap<>();
    map.forEach(
        (key, value) -> {
          if (!(key instanceof String name)) {
            throw new UnwritableTree(path, "the key %s is no text".formatted(key));
          }
          String place = path.isEmpty() ? name : path + "." + name;
          sorted.put(text(place, name), value(place, value));
        });
    return sorted;
  }

  private List<Object> list(String path, List<?> list) {
    List<Object> values = new ArrayList<>(list.size());
    for (Object element : list) {
      values.add(value(path + "[" + values.size() + "]", element));
    }
    return values;
  }

  private static String text(String path, String text) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new UnwritableTree(path, "half of a surrogate pair cannot be written as UTF-8");
    }
    return text;
  }

  private static Number number(String path, Number number) {
    if (number instanceof Integer || number instanceof Long) {
      return BigInteger.valueOf(number.longValue());
    }
    if (number instanceof BigInteger) {
      return number;
    }
    if (number instanceof BigDecimal decimal) {
      return wholeIfIntegral(decimal);
    }
    if (number instanceof Double real) {
      if (!Double.isFinite(real)) {
        throw new UnwritableTree(path, real + " is no number");
      }
      if (Math.abs(real) >= EXACT) {
        throw new UnwritableTree(
            path, "the double %s is not exact; give a long or a text".formatted(real));
      }
      return wholeIfIntegral(BigDecimal.valueOf(real));
    }
    throw new UnwritableTree(
        path, "a %s is no number of a manifest".formatted(number.getClass().getName()));
  }

  private static Number wholeIfIntegral(BigDecimal decimal) {
    return decimal.signum() == 0 || decimal.stripTrailingZeros().scale() <= 0
        ? decimal.toBigIntegerExact()
        : decimal.stripTrailingZeros();
  }
}
