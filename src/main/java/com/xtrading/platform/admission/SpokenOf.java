package com.xtrading.platform.admission;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which variables of a policy are worked out: those that something speaks of. The API server works
 * out no others either (k8s.io/apiserver, pkg/cel/lazy).
 */
final class SpokenOf {

  private static final Pattern VARIABLE = Pattern.compile("\\bvariables\\.(\\w+)");

  /**
   * Names of variables.
   *
   * @param expressions that are evaluated, whatever happens
   * @param variables expressions by names
   */
  static Set<String> in(Collection<String> expressions, Map<String, String> variables) {
    Set<String> names = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(expressions);
    while (!open.isEmpty()) {
      Matcher reference = VARIABLE.matcher(open.pop());
      while (reference.find()) {
        if (names.add(reference.group(1))) {
          open.add(variables.getOrDefault(reference.group(1), ""));
        }
      }
    }
    return names;
  }

  private SpokenOf() {}
}
