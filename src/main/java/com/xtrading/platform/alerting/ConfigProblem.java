package com.xtrading.platform.alerting;

import com.xtrading.platform.model.InvalidValue;

/**
 * Something in a configuration that is wrong.
 *
 * @param path keys from the top, such as {@code route.routes[2].receiver}; empty for the whole
 * @param problem what is wrong, with its value
 * @param allowed what would be accepted; empty where that says nothing
 * @param change what to write instead
 */
public record ConfigProblem(String path, String problem, String allowed, String change) {

  static ConfigProblem of(String path, InvalidValue invalid) {
    return new ConfigProblem(path, invalid.getMessage(), invalid.allowed(), invalid.change());
  }

  /** In one line, which begins with the path. */
  @Override
  public String toString() {
    return (path.isEmpty() ? "" : path + ": ")
        + problem
        + (allowed.isEmpty() ? "" : "; allowed: " + allowed)
        + "; "
        + change;
  }
}
