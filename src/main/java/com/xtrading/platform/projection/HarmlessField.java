package com.xtrading.platform.projection;

import java.util.List;
import java.util.stream.Stream;

/**
 * A field on which nothing depends that a rule looks at, whatever its value.
 *
 * @param path keys from the top of the object, with dots, such as {@code spec.postgresql.pg_hba[]}:
 *     brackets stand for each element of a list, a star for each key that people choose
 * @param reason what its operator does with it instead
 */
public record HarmlessField(String path, String reason) {

  private static final String ELEMENT = "[]";

  /**
   * Whether it is at a place.
   *
   * @param place keys, and numbers for elements of lists
   */
  boolean isAt(List<Object> place) {
    List<String> steps = Stream.of(path.replace(ELEMENT, "." + ELEMENT).split("\\.")).toList();
    if (steps.size() != place.size()) {
      return false;
    }
    for (int i = 0; i < steps.size(); i++) {
      String step = steps.get(i);
      boolean same =
          place.get(i) instanceof String key
              ? step.equals("*") || step.equals(key)
              : step.equals(ELEMENT);
      if (!same) {
        return false;
      }
    }
    return true;
  }
}
