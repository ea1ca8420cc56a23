package com.xtrading.platform.admission;

import com.xtrading.platform.manifest.Manifest;
import dev.cel.common.values.NullValue;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An object as admission sees it, not as it is written: the API server has read it into its types
 * and filled in defaults by then. What the texts can tell apart is done here as well: empty fields
 * are gone, whole numbers are of one type, amounts are texts, and a volume without a source is an
 * emptyDir.
 */
final class AdmittedObject {

  /** Maps whose values the API server reads as quantities. */
  private static final Set<String> AMOUNTS = Set.of("requests", "limits", "overhead");

  /** Groups whose objects the API server reads into types; those of others stay as they are. */
  private static final Set<String> TYPED = Set.of("", "apps", "batch");

  private final boolean isTyped;

  private AdmittedObject(boolean isTyped) {
    this.isTyped = isTyped;
  }

  static Object of(Manifest manifest) {
    return new AdmittedObject(TYPED.contains(manifest.id().group())).map(manifest.tree(), "");
  }

  private Object of(Object value, String key) {
    if (value instanceof Map<?, ?> map) {
      return map(map, key);
    }
    if (value instanceof List<?> list) {
      return list(list, key);
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof Float number) {
      return number.doubleValue();
    }
    if (value instanceof java.math.BigInteger number && number.bitLength() < Long.SIZE) {
      return number.longValue();
    }
    if (value instanceof java.math.BigDecimal number) {
      return number.doubleValue();
    }
    return value;
  }

  private Map<String, Object> map(Map<?, ?> tree, String key) {
    return new Fields(tree, isTyped && AMOUNTS.contains(key));
  }

  /** A mapping, of which a field is read where a text asks for it: texts ask for few. */
  private final class Fields extends AbstractMap<String, Object> {

    private final Map<?, ?> tree;
    private final boolean ofAmounts;
    private final Map<String, Object> read = new HashMap<>();

    Fields(Map<?, ?> tree, boolean ofAmounts) {
      this.tree = tree;
      this.ofAmounts = ofAmounts;
    }

    @Override
    public boolean containsKey(Object name) {
      return tree.get(name) != null;
    }

    @Override
    public Object get(Object name) {
      Object known = read.get(name);
      Object value = known == null ? tree.get(name) : null;
      if (value != null) {
        known = value(String.valueOf(name), value);
        read.put(String.valueOf(name), known);
      }
      return known;
    }

    private Object value(String name, Object value) {
      return ofAmounts && value instanceof Number ? value.toString() : of(value, name);
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
      Map<String, Object> whole = new LinkedHashMap<>();
      tree.forEach(
          (name, value) -> {
            if (value != null) {
              String text = String.valueOf(name);
              whole.put(text, value(text, value));
            }
          });
      return whole.entrySet();
    }
  }

  private List<Object> list(List<?> values, String key) {
    List<Object> copy = new ArrayList<>();
    for (Object value : values) {
      // Its place is kept: paths count it.
      Object one = value == null ? NullValue.NULL_VALUE : of(value, key);
      if (isTyped
          && key.equals("volumes")
          && one instanceof Map<?, ?> volume
          && volume.size() == 1
          && volume.containsKey("name")) {
        one = Map.of("name", volume.get("name"), "emptyDir", Map.of());
      }
      copy.add(one);
    }
    return copy;
  }
}
