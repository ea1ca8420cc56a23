package com.xtrading.platform.dashboard;

import java.util.LinkedHashMap;
import java.util.Map;

/** A JSON object in the making, in the order in which its keys were added. */
final class Keys extends LinkedHashMap<String, Object> {

  private static final long serialVersionUID = 1L;

  private Keys() {}

  static Keys of(String key, Object value) {
    return new Keys().with(key, value);
  }

  static Keys empty() {
    return new Keys();
  }

  Keys with(String key, Object value) {
    put(key, value);
    return this;
  }

  Keys withAll(Map<String, Object> others) {
    putAll(others);
    return this;
  }

  /** A number as JSON writes it: 5 and not 5.0. */
  static Number number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return (long) value;
    }
    return value;
  }
}
