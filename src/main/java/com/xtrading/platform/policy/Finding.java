package com.xtrading.platform.policy;

/**
 * One place in the rendered result where a rule does not hold.
 *
 * @param rule id of the rule
 * @param severity what it does to the output
 * @param object the object or file, such as {@code Deployment pytrading/user-service}
 * @param path the place inside it, such as {@code spec.template.spec.containers[0].image}
 * @param problem what is wrong, with the value
 * @param change the change to make
 */
public record Finding(
    String rule, Severity severity, String object, String path, String problem, String change) {

  /** One line for people: rule, object, place, problem and change. */
  @Override
  public String toString() {
    return "%s: %s: %s: %s; %s".formatted(rule, object, path, problem, change);
  }
}
