package com.xtrading.platform.declaration;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A setting in which environments may differ.
 *
 * @param path its path; {@code *} stands for one step, and everything below it is meant too
 * @param naming whether it only calls things by other names, such as a domain
 * @param reason why they may
 * @param environments the one of two environments that may be another one; empty for all
 */
public record AllowedDifference(
    String path, boolean naming, String reason, Set<String> environments) {

  private static final Pattern STEP = Pattern.compile("[.\\[]");

  public AllowedDifference {
    environments = Set.copyOf(environments);
  }

  /** Whether a setting may differ between two environments because of it. */
  public boolean covers(String setting, String one, String other) {
    boolean meant =
        environments.isEmpty() || environments.contains(one) || environments.contains(other);
    return meant && isBelow(setting);
  }

  private boolean isBelow(String setting) {
    String[] wanted = STEP.split(path);
    String[] steps = STEP.split(setting);
    if (steps.length < wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (!wanted[i].equals("*") && !wanted[i].equals(steps[i])) {
        return false;
      }
    }
    return true;
  }

  /** For people. */
  @Override
  public String toString() {
    return environments.isEmpty()
        ? path
        : path + " (" + String.join(", ", new TreeSet<>(environments)) + ")";
  }
}
