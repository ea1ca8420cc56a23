package com.xtrading.platform.alerting;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decides which routes take an alert, as Alertmanager does. */
public final class Routing {

  private final Route root;
  private final QuietTimes times;

  private Routing(Route root, QuietTimes times) {
    this.root = root;
    this.times = times;
  }

  /**
   * @throws IllegalArgumentException when Alertmanager would refuse the configuration
   */
  public static Routing of(AlertmanagerConfig config) {
    List<ConfigProblem> refusals = ConfigRefusals.of(config);
    if (!refusals.isEmpty()) {
      throw new IllegalArgumentException(refusals.toString());
    }
    return new Routing(config.route(), new QuietTimes(config.timeIntervals()));
  }

  /**
   * What is done with an alert: at each level the first route that matches takes it, and those
   * after it are asked only if it says {@code continue}; where no route below matches, the one
   * above keeps it.
   *
   * @param labels of the alert; an empty value is a missing label
   * @param at the moment of the notification
   * @return at least one, in the order of the tree
   */
  public List<Notice> of(Map<String, String> labels, Instant at) {
    SortedMap<String, String> alert = new TreeMap<>(labels);
    alert.values().removeIf(String::isEmpty);
    return matching(Node.root(root), alert).stream().map(node -> notice(node, alert, at)).toList();
  }

  private static List<Node> matching(Node node, Map<String, String> labels) {
    List<Node> found = new ArrayList<>();
    for (int index = 0; index < node.route().routes().size(); index++) {
      Node below = node.below(index);
      if (Matcher.all(below.route().matchers(), labels)) {
        found.addAll(matching(below, labels));
        if (!below.route().goesOn()) {
          break;
        }
      }
    }
    return found.isEmpty() ? List.of(node) : found;
  }

  private Notice notice(Node node, SortedMap<String, String> alert, Instant at) {
    SortedMap<String, String> group = new TreeMap<>(alert);
    if (node.groupBy() instanceof GroupBy.ByLabels by) {
      group.keySet().retainAll(by.labels());
    } else if (node.groupBy() instanceof GroupBy.Together) {
      group.clear();
    }
    return new Notice(
        node.path(),
        node.matchers(),
        node.receiver(),
        node.groupBy(),
        group,
        node.key() + ":" + written(group),
        node.groupWait(),
        node.groupInterval(),
        node.repeatInterval(),
        times.of(node.route().quiet(), at));
  }

  private static String written(SortedMap<String, String> group) {
    return group.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(GoText.BY_BYTES))
        .map(label -> label.getKey() + "=" + GoText.quote(label.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /** A route with all that it has from those above it. */
  private record Node(
      Route route,
      String path,
      String key,
      List<Matcher> matchers,
      String receiver,
      GroupBy groupBy,
      Duration groupWait,
      Duration groupInterval,
      Duration repeatInterval) {

    static Node root(Route route) {
      return new Node(
              route,
              "route",
              "",
              List.of(),
              "",
              GroupBy.together(),
              Duration.ofSeconds(30),
              Duration.ofMinutes(5),
              Duration.ofHours(4))
          .with(route, "route", key(route));
    }

    Node below(int index) {
      Route child = route.routes().get(index);
      return with(child, "%s.routes[%d]".formatted(path, index), key + "/" + key(child));
    }

    private Node with(Route other, String otherPath, String otherKey) {
      Optional<GroupBy> own =
          Optional.of(other.groupBy()).filter(by -> !(by instanceof GroupBy.Inherited));
      return new Node(
          other,
          otherPath,
          otherKey,
          Stream.concat(matchers.stream(), other.matchers().stream()).toList(),
          other.receiver().orElse(receiver),
          own.orElse(groupBy),
          other.timings().groupWait().orElse(groupWait),
          other.timings().groupInterval().orElse(groupInterval),
          other.timings().repeatInterval().orElse(repeatInterval));
    }

    private static String key(Route route) {
      return route.matchers().stream()
          .map(Matcher::toString)
          .collect(Collectors.joining(",", "{", "}"));
    }
  }
}
