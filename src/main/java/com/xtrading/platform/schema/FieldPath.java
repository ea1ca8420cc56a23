package com.xtrading.platform.schema;

import java.util.regex.Pattern;

/** The place of a value inside an object, such as {@code spec.ports[0].name}. */
record FieldPath(String text) {

  static final FieldPath ROOT = new FieldPath("");

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_$][\\w-]*");

  FieldPath key(String key) {
    if (!PLAIN.matcher(key).matches()) {
      return new FieldPath(text + "[\"" + key + "\"]");
    }
    return new FieldPath(text.isEmpty() ? key : text + "." + key);
  }

  FieldPath index(int index) {
    return new FieldPath(text + "[" + index + "]");
  }
}
