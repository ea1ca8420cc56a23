package com.xtrading.platform.objects;

import java.util.regex.Pattern;

/**
 * Writes the place of a value inside an object, as {@code data["a.conf"]} or {@code spec.image}.
 */
public final class TreePath {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");

  private TreePath() {}

  public static String key(String path, String key) {
    if (!PLAIN.matcher(key).matches()) {
      return path + "[\"" + key + "\"]";
    }
    return path.isEmpty() ? key : path + "." + key;
  }

  public static String element(String path, int index) {
    return path + "[" + index + "]";
  }
}
