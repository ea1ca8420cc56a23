package com.xtrading.platform.manifest;

import java.util.List;

/** Which texts may name a file below a directory, so that nothing outside is ever touched. */
final class RelativePath {

  private RelativePath() {}

  static boolean isValid(String path) {
    return path.indexOf('\\') < 0
        && path.chars().noneMatch(Character::isISOControl)
        && List.of(path.split("/", -1)).stream()
            .noneMatch(name -> name.isBlank() || name.equals(".") || name.equals(".."));
  }
}
