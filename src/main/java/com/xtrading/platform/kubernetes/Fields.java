package com.xtrading.platform.kubernetes;

import com.xtrading.platform.model.Resources;
import java.util.LinkedHashMap;
import java.util.Map;

/** Builds the trees of custom resources, which have no types in Java. */
public final class Fields {

  /**
   * A map of the given fields in the given order.
   *
   * @param fields name, value, name, value, …
   */
  public static Map<String, Object> of(Object... fields) {
    if (fields.length % 2 != 0) {
      throw new IllegalArgumentException("fields come in pairs of name and value");
    }
    Map<String, Object> map = new LinkedHashMap<>();
    for (int index = 0; index < fields.length; index += 2) {
      if (map.put((String) fields[index], fields[index + 1]) != null) {
        throw new IllegalArgumentException("field " + fields[index] + " is given twice");
      }
    }
    return map;
  }

  /** The fields {@code cpu} and {@code memory}. */
  public static Map<String, Object> of(Resources resources) {
    return of("cpu", resources.cpu().toString(), "memory", resources.memory().toString());
  }

  private Fields() {}
}
