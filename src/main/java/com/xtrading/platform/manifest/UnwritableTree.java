package com.xtrading.platform.manifest;

/** A tree holds something that YAML and JSON cannot say exactly; the message names the path. */
public final class UnwritableTree extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  UnwritableTree(String path, String problem) {
    super((path.isEmpty() ? "the tree" : path) + ": " + problem);
  }
}
