package com.xtrading.platform.manifest;

import java.nio.file.Path;

/** {@code dist/} cannot be read or written. */
public final class DistException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param place file or folder
   * @param problem what is wrong with it
   * @param change what to do
   */
  DistException(Path place, String problem, String change) {
    super("%s: %s; %s".formatted(place, problem, change));
  }
}
