package com.xtrading.platform.capacity;

import java.util.Optional;

/**
 * Something that the nodes do not hold.
 *
 * @param scenario in which scenario it shows
 * @param place where a person changes something: a rendered object, or a path in the file of the
 *     environment
 * @param problem what does not fit, with the amounts
 * @param change the change to make
 * @param nodes how many nodes would do; empty where it is not their number
 */
public record Shortfall(
    Scenario scenario, String place, String problem, String change, Optional<Integer> nodes) {

  Shortfall(Scenario scenario, String place, String problem, String change) {
    this(scenario, place, problem, change, Optional.empty());
  }

  /** The same for more pods, or more events, that are not told one by one. */
  Shortfall withMore(int more) {
    return more == 0
        ? this
        : new Shortfall(
            scenario, place, "%s; and %d more like it".formatted(problem, more), change, nodes);
  }
}
