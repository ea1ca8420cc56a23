package com.xtrading.platform.alerting;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds routes that no alert reaches, and those that keep alerts from all after them. */
final class RouteLint {

  private static final String ALLOWED = "routes that some alert reaches";

  private final List<ConfigProblem> problems = new ArrayList<>();

  private RouteLint() {}

  static List<ConfigProblem> of(Route root) {
    RouteLint lint = new RouteLint();
    lint.below(root, "route", new Demands(root.matchers()));
    return lint.problems;
  }

  private void below(Route parent, String path, Demands demands) {
    List<Integer> taking = new ArrayList<>();
    for (int index = 0; index < parent.routes().size(); index++) {
      Route route = parent.routes().get(index);
      String place = "%s.routes[%d]".formatted(path, index);
      Demands all = demands.and(route.matchers());
      Optional<List<Matcher>> contradiction = all.contradiction();
      Optional<Integer> taker =
          taking.stream()
              .filter(earlier -> all.imply(parent.routes().get(earlier).matchers()))
              .findFirst();
      if (contradiction.isPresent()) {
        unreachable(
            place,
            "no alert can be " + written(contradiction.get()),
            "change a matcher here or above, or remove the route");
      } else if (taker.isPresent()) {
        unreachable(
            place,
            "%s.routes[%d] takes all of its alerts".formatted(path, taker.get()),
            "put it before that one, or let that one continue");
      } else {
        below(route, place, all);
        boolean swallows = !route.goesOn() && demands.imply(route.matchers());
        int after = parent.routes().size() - index - 1;
        if (swallows && after > 0) {
          problems.add(
              new ConfigProblem(
                  place,
                  "takes every alert that comes here, so that nothing reaches the %d after it"
                      .formatted(after),
                  ALLOWED,
                  "put it last, give it a matcher, or let it continue"));
        }
        if (swallows) {
          return;
        }
        if (!route.goesOn()) {
          taking.add(index);
        }
      }
    }
  }

  private void unreachable(String place, String why, String change) {
    problems.add(new ConfigProblem(place, "nothing reaches it: " + why, ALLOWED, change));
  }

  private static String written(List<Matcher> matchers) {
    return matchers.stream().map(Matcher::toString).distinct().collect(Collectors.joining(" and "));
  }
}
