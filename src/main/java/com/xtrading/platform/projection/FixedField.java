package com.xtrading.platform.projection;

import java.util.List;

/**
 * A field that is bound to what it was, once its object is there.
 *
 * @param path keys from the top of the object, with dots: {@code spec.selector}
 * @param bond how it is bound
 * @param reason who objects, and how
 */
public record FixedField(String path, Bond bond, String reason) {

  /** How a field is bound to what it was. */
  public enum Bond {
    /** Refused by the API server or an operator once it is there. */
    SAME,
    /** Refused when it is taken away. */
    PRESENT,
    /** A smaller number is refused, or loses data. */
    NOT_LESS
  }

  /** A field that stays as it was. */
  public static FixedField same(String path, String reason) {
    return new FixedField(path, Bond.SAME, reason);
  }

  /** The keys of the path, one by one. */
  public List<String> keys() {
    return List.of(path.split("\\."));
  }
}
