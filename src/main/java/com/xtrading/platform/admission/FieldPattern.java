package com.xtrading.platform.admission;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a control looks, from a pod, a container or an object: {@code securityContext.privileged},
 * {@code ports[*].hostPort}, {@code metadata.labels["app.kubernetes.io/name"]}. One list on the way
 * at most.
 *
 * @param text as it is written
 * @param list keys up to the list; all keys where there is none
 * @param rest keys below an element of the list
 * @param repeats whether there is a list
 */
record FieldPattern(String text, List<String> list, List<String> rest, boolean repeats) {

  private static final Pattern STEP =
      Pattern.compile("\\.?([A-Za-z][A-Za-z0-9]*)|\\[\"([^\"\\\\]+)\"]|(\\[\\*])");

  private static final Pattern SIMPLE = Pattern.compile("[A-Za-z][A-Za-z0-9]*");

  /** A value and where it stands below the place from which the path starts. */
  record Found(String path, Object value) {}

  /**
   * @throws IllegalArgumentException when the text is no such path
   */
  static FieldPattern parse(String text) {
    List<String> list = new ArrayList<>();
    List<String> rest = new ArrayList<>();
    boolean repeats = false;
    Matcher step = STEP.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!step.find(at) || step.start() != at || (step.group(3) != null && repeats)) {
        throw new IllegalArgumentException(
            "\"%s\" is not a path; write keys with dots, [\"keys\"] and one [*]".formatted(text));
      }
      if (step.group(3) != null) {
        repeats = true;
      } else {
        (repeats ? rest : list).add(step.group(1) != null ? step.group(1) : step.group(2));
      }
      at = step.end();
    }
    return new FieldPattern(text, List.copyOf(list), List.copyOf(rest), repeats);
  }

  /** The same path from a place further out. */
  FieldPattern below(String outer) {
    return parse(join(outer, text));
  }

  /** The path of a place below another one. */
  static String join(String outer, String inner) {
    return outer.isEmpty() || inner.isEmpty() || inner.startsWith("[")
        ? outer + inner
        : outer + "." + inner;
  }

  /** A CEL text that is true where the condition on {@code it} holds at every place. */
  String every(String base, String condition) {
    return repeats
        ? "%s.orValue([]).all(%s)".formatted(select(base, list), quantified(condition))
        : "[%s].all(it, %s)".formatted(valueAt(base, list), condition);
  }

  /** A CEL text for the list of messages of all places at which the condition does not hold. */
  String messages(String base, String condition, String message) {
    if (!repeats) {
      return "[%s].filter(it, !%s).map(it, %s)".formatted(valueAt(base, list), condition, message);
    }
    String elements = select(base, list) + ".orValue([])";
    return rest.isEmpty()
        ? "%s.filter(it, !%s).map(it, %s)".formatted(elements, condition, message)
        : "%s.filter(element, ![%s].all(it, %s)).map(element, [%s].map(it, %s)[0])"
            .formatted(
                elements, valueAt("element", rest), condition, valueAt("element", rest), message);
  }

  /** Every place of the path below a tree, with what stands there; null where nothing does. */
  List<Found> in(Object base) {
    if (!repeats) {
      return List.of(new Found(text, value(base, list)));
    }
    List<Found> found = new ArrayList<>();
    if (value(base, list) instanceof List<?> elements) {
      for (int i = 0; i < elements.size(); i++) {
        found.add(new Found(text.replace("[*]", "[" + i + "]"), value(elements.get(i), rest)));
      }
    }
    return found;
  }

  private String quantified(String condition) {
    return rest.isEmpty()
        ? "it, " + condition
        : "element, [%s].all(it, %s)".formatted(valueAt("element", rest), condition);
  }

  private static String valueAt(String base, List<String> keys) {
    if (keys.isEmpty()) {
      return base;
    }
    // The type of a value by its key is open, and would become that of null.
    boolean isOpen = !SIMPLE.matcher(keys.get(keys.size() - 1)).matches();
    return select(base, keys) + (isOpen ? ".orValue(dyn(null))" : ".orValue(null)");
  }

  private static String select(String base, List<String> keys) {
    StringBuilder text = new StringBuilder(base);
    for (String key : keys) {
      text.append(SIMPLE.matcher(key).matches() ? ".?" + key : "[?'%s']".formatted(key));
    }
    return text.toString();
  }

  private static Object value(Object base, List<String> keys) {
    Object value = base;
    for (String key : keys) {
      value = value instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return value;
  }
}
