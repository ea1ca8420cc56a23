package com.xtrading.platform.manifest;

import com.xtrading.platform.model.Resources;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A tree of a custom resource, which has no types in Java: fields with their values, each named
 * once.
 */
public final class Fields extends LinkedHashMap<String, Object> {

  private static final long serialVersionUID = 1L;

  private Fields() {}

  /** A tree without fields yet. */
  public static Fields empty() {
    return new Fields();
  }

  /** A tree of its own with the fields of another. */
  public static Fields copyOf(Map<String, ?> other) {
    Fields copy = new Fields();
    copy.putAll(other);
    return copy;
  }

  /** A tree with one field. */
  public static Fields of(String name, Object value) {
    return new Fields().with(name, value);
  }

  /** The fields {@code cpu} and {@code memory}. */
  public static Fields of(Resources resources) {
    return of("cpu", resources.cpu().toString()).with("memory", resources.memory().toString());
  }

  /**
   * Adds a field.
   *
   * @return this tree
   * @throws IllegalArgumentException when it is there already
   */
  public Fields with(String name, Object value) {
    if (put(name, value) != null) {
      throw new IllegalArgumentException("field %s is given twice".formatted(name));
    }
    return this;
  }
}
