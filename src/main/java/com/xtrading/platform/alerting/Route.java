package com.xtrading.platform.alerting;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A node of the tree of routes: whose alerts, whom to tell, how and when.
 *
 * @param receiver absent: that of the route above
 * @param matchers all of which an alert fulfils, sorted as Alertmanager sorts them
 * @param goesOn whether the alert is offered to the routes after this one too ({@code continue})
 * @param groupBy which alerts become one notification
 * @param timings when it is sent
 * @param quiet when nothing is sent; never that of the route above
 * @param labels that notifications of it carry (templates); with those of the routes above
 * @param routes the routes below, in the order in which they are asked
 */
public record Route(
    Optional<String> receiver,
    List<Matcher> matchers,
    boolean goesOn,
    GroupBy groupBy,
    Timings timings,
    Quiet quiet,
    SortedMap<String, String> labels,
    List<Route> routes) {

  /**
   * Names of time intervals.
   *
   * @param mute nothing is sent in any of these
   * @param active nothing is sent outside of all of these, if there is one
   */
  public record Quiet(List<String> mute, List<String> active) {

    /** Never. */
    public static final Quiet NEVER = new Quiet(List.of(), List.of());

    public Quiet {
      mute = List.copyOf(mute);
      active = List.copyOf(active);
    }
  }

  public Route {
    List<Matcher> sorted = new ArrayList<>(matchers);
    Collections.sort(sorted);
    matchers = List.copyOf(sorted);
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    routes = List.copyOf(routes);
  }

  /** A root: everything goes to one receiver. */
  public static Route root(String receiver) {
    return of(Optional.of(receiver), List.of());
  }

  /** A route for some alerts. */
  public static Route to(String receiver, Matcher... matchers) {
    return of(Optional.of(receiver), List.of(matchers));
  }

  private static Route of(Optional<String> receiver, List<Matcher> matchers) {
    return new Route(
        receiver,
        matchers,
        false,
        GroupBy.inherited(),
        Timings.INHERITED,
        Quiet.NEVER,
        new TreeMap<>(),
        List.of());
  }

  /** The same, after which later routes are asked too. */
  public Route goingOn() {
    return new Route(receiver, matchers, true, groupBy, timings, quiet, labels, routes);
  }

  public Route withGroupBy(GroupBy other) {
    return new Route(receiver, matchers, goesOn, other, timings, quiet, labels, routes);
  }

  public Route withTimings(Timings other) {
    return new Route(receiver, matchers, goesOn, groupBy, other, quiet, labels, routes);
  }

  public Route withQuiet(Quiet other) {
    return new Route(receiver, matchers, goesOn, groupBy, timings, other, labels, routes);
  }

  public Route withRoutes(List<Route> others) {
    return new Route(receiver, matchers, goesOn, groupBy, timings, quiet, labels, others);
  }
}
