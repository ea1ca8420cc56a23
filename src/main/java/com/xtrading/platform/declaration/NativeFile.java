package com.xtrading.platform.declaration;

/**
 * A file for another tool than Kubernetes, below {@code dist/<env>/}.
 *
 * @param path relative path with {@code /}, such as {@code config/prometheus/rules/postgres.yaml}
 * @param component the component that wrote it
 * @param text the whole content, ending with a line break
 */
public record NativeFile(String path, String component, String text) {

  public NativeFile {
    if (path.isBlank() || path.startsWith("/") || path.contains("..") || path.contains("\\")) {
      throw new IllegalArgumentException("\"%s\" is not a path below dist/<env>/".formatted(path));
    }
    if (!text.endsWith("\n")) {
      throw new IllegalArgumentException(path + " does not end with a line break");
    }
  }
}
