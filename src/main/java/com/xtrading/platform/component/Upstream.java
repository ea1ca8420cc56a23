package com.xtrading.platform.component;

import java.util.Set;

/** Where Argo CD finds the objects of an add-on that we do not draw, at an exact version. */
public sealed interface Upstream permits HelmChart, KustomizeFolder {

  /** Address of the repository. */
  String repository();

  /** What it brings at this version, with our values, that belongs to no namespace. */
  Set<ClusterPart> brings();

  /**
   * Makes sure that a version names one release.
   *
   * @throws IllegalArgumentException when it is a range or a moving name
   */
  static void requireExact(String version) {
    if (!version.matches("v?\\d+\\.\\d+\\.\\d+")) {
      throw new IllegalArgumentException("\"%s\" is not an exact chart version".formatted(version));
    }
  }
}
