package com.xtrading.platform.manifest;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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

  /** Keys and numbers of elements on the way to the value; a place is written where it is told. */
  private final Deque<Object> steps = new ArrayDeque<>();

  private CanonicalTree(boolean nullAllowed) {
    this.nullAllowed = nullAllowed;
  }

  /** For Kubernetes objects, where a null says "delete this field" to some readers. */
  static Object withoutNulls(Object tree) {
    return new CanonicalTree(false).value(tree);
  }

  /** For JSON of other tools, where a null may be the value that they ask for. */
  static Object withNulls(Object tree) {
    return new CanonicalTree(true).value(tree);
  }

  private Object value(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map(map);
    }
    if (value instanceof List<?> list) {
      return list(list);
    }
    if (value instanceof String text) {
      return text(text);
    }
    if (value instanceof Number number) {
      return number(number);
    }
    if (value instanceof Boolean) {
      return value;
    }
    if (value == null && nullAllowed) {
      return null;
    }
    throw unwritable(
        value == null
            ? "null is no value; leave the key out"
            : "a %s is neither map, list, text, number nor boolean"
                .formatted(value.getClass().getName()));
  }

  private Map<String, Object> map(Map<?, ?> map) {
    Map<String, Object> sorted = new TreeMap<>();
    map.forEach(
        (key, value) -> {
          if (!(key instanceof String name)) {
            throw unwritable("the key %s is no text".formatted(key));
          }
          steps.addLast(name);
          sorted.put(text(name), value(value));
          steps.removeLast();
        });
    return sorted;
  }

  private List<Object> list(List<?> list) {
    List<Object> values = new ArrayList<>(list.size());
    for (Object element : list) {
      steps.addLast(values.size());
      values.add(value(element));
      steps.removeLast();
    }
    return values;
  }

  private String text(String text) {
    // Most texts have none of the characters that come in pairs, and no encoder is asked.
    if (hasSurrogates(text) && !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw unwritable("half of a surrogate pair cannot be written as UTF-8");
    }
    return text;
  }

  private static boolean hasSurrogates(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private UnwritableTree unwritable(String problem) {
    StringBuilder path = new StringBuilder();
    for (Object step : steps) {
      if (step instanceof Integer index) {
        path.append('[').append(index).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step);
      }
    }
    return new UnwritableTree(path.toString(), problem);
  }

  private Number number(Number number) {
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
        throw unwritable(real + " is no number");
      }
      if (Math.abs(real) >= EXACT) {
        throw unwritable("the double %s is not exact; give a long or a text".formatted(real));
      }
      return wholeIfIntegral(BigDecimal.valueOf(real));
    }
    throw unwritable("a %s is no number of a manifest".formatted(number.getClass().getName()));
  }

  private static Number wholeIfIntegral(BigDecimal decimal) {
    return decimal.signum() == 0 || decimal.stripTrailingZeros().scale() <= 0
        ? decimal.toBigIntegerExact()
        : decimal.stripTrailingZeros();
  }
}
