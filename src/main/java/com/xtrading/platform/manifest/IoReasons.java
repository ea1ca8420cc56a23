package com.xtrading.platform.manifest;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says in words why the system refused. */
final class IoReasons {

  static String of(IOException cause) {
    if (cause instanceof AccessDeniedException denied) {
      return "access to %s is denied".formatted(denied.getFile());
    }
    if (cause instanceof NoSuchFileException missing) {
      return "%s is missing".formatted(missing.getFile());
    }
    if (cause instanceof FileSystemException refused && refused.getReason() != null) {
      return "%s: %s".formatted(refused.getFile(), refused.getReason());
    }
    return cause.getMessage();
  }

  private IoReasons() {}
}
