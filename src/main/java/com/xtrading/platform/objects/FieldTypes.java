package com.xtrading.platform.objects;

import com.xtrading.platform.manifest.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The types of fields that are read here. The API server cannot read an object in which one of them
 * is of another type, and an answer about such an object would mean nothing.
 */
public final class FieldTypes {

  private static final Map<?, ?> TYPES = read();

  private static final String ANY_KEY = "*";

  /** Types of single values, as the file names them. */
  private enum Scalar {
    TEXT("text, in quotes") {
      @Override
      boolean admits(Object value) {
        return value instanceof String;
      }
    },
    BOOLEAN("true or false") {
      @Override
      boolean admits(Object value) {
        return value instanceof Boolean;
      }
    },
    NUMBER("a whole number") {
      @Override
      boolean admits(Object value) {
        return value instanceof Integer || value instanceof Long;
      }
    },
    AMOUNT("an amount such as 500m or 1Gi") {
      @Override
      boolean admits(Object value) {
        return value instanceof String || value instanceof Number;
      }
    };

    private final String words;

    Scalar(String words) {
      this.words = words;
    }

    abstract boolean admits(Object value);
  }

  private final Set<String> problems = new LinkedHashSet<>();

  private FieldTypes() {}

  /** Every field of an object that is of a wrong type: place, what it is, what belongs there. */
  public static List<String> problems(Manifest object) {
    FieldTypes found = new FieldTypes();
    found.check(object.tree(), TYPES.get("object"), "");
    PodTemplate.of(object)
        .ifPresent(
            pods -> {
              if (object.id().group().equals("apps")) {
                found.check(object.tree(), TYPES.get("controller"), "");
              }
              found.check(object.tree(), below(pods.path(), TYPES.get("pod")), "");
            });
    return List.copyOf(found.problems);
  }

  /** The type of an object that has a value of some type at a path. */
  private static Object below(String path, Object type) {
    Object whole = type;
    String rest = path;
    while (!rest.isEmpty()) {
      int last = rest.lastIndexOf('.');
      whole = Map.of(rest.substring(last + 1), whole);
      rest = last < 0 ? "" : rest.substring(0, last);
    }
    return whole;
  }

  private void check(Object value, Object type, String path) {
    if (type instanceof Map<?, ?> types) {
      if (value instanceof Map<?, ?> fields) {
        fields.forEach((key, field) -> field(String.valueOf(key), field, types, path));
      } else {
        wrong(path, value, "a mapping");
      }
    } else if (type instanceof List<?> elements) {
      if (value instanceof List<?> list) {
        for (int i = 0; i < list.size(); i++) {
          check(list.get(i), elements.get(0), TreePath.element(path, i));
        }
      } else {
        wrong(path, value, "a list");
      }
    } else {
      Scalar scalar = Scalar.valueOf(String.valueOf(type).toUpperCase(Locale.ROOT));
      if (!scalar.admits(value)) {
        wrong(path, value, scalar.words);
      }
    }
  }

  private void field(String key, Object value, Map<?, ?> types, String path) {
    String place =
        key.matches("[A-Za-z][A-Za-z0-9]*")
            ? (path.isEmpty() ? "" : path + ".") + key
            : "%s[\"%s\"]".formatted(path, key);
    if (types.containsKey(ANY_KEY)) {
      check(value, types.get(ANY_KEY), place);
    } else if (types.containsKey(key) && value != null) { // null is as good as left out
      check(value, types.get(key), place);
    }
  }

  private void wrong(String path, Object value, String wanted) {
    problems.add(
        value == null
            ? "%s: is null; write %s, or remove it".formatted(path, wanted)
            : "%s: is %s; write %s".formatted(path, shown(value), wanted));
  }

  private static String shown(Object value) {
    if (value instanceof Map) {
      return "a mapping";
    }
    if (value instanceof List) {
      return "a list";
    }
    return value instanceof String ? "the text \"%s\"".formatted(value) : String.valueOf(value);
  }

  private static Map<?, ?> read() {
    try (InputStream file = FieldTypes.class.getResourceAsStream("field-types.yaml")) {
      return new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
    } catch (IOException e) {
      throw new UncheckedIOException("the types of fields cannot be read", e);
    }
  }
}
