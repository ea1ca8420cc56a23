package com.xtrading.platform.model;

/**
 * An absolute path of a folder or file on a node or a file server.
 *
 * @param value such as {@code /exports/xtrading}
 */
public record FilePath(String value) {

  public FilePath {
    if (!value.matches("(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+")) {
      throw new InvalidValue(
          "\"%s\" is not an absolute path".formatted(value),
          "names of A-Z, a-z, 0-9, ., _ and -, each after a /",
          "write a path such as /exports/xtrading");
    }
  }

  public static FilePath parse(String text) {
    return new FilePath(text);
  }

  @Override
  public String toString() {
    return value;
  }
}
