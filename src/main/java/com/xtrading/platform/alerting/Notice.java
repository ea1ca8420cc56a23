package com.xtrading.platform.alerting;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one route does with an alert.
 *
 * @param path of the route, such as {@code route.routes[0]}
 * @param matchers of the routes from below the root to this one, in the order in which they are
 *     asked
 * @param receiver who is told
 * @param groupBy which alerts become one notification, never inherited
 * @param group labels and values of the group; a label that the alert has not is not among them
 * @param groupKey by which Alertmanager knows the group
 * @param groupWait from the first alert of a group to its notification
 * @param groupInterval from one notification to that of a change in the group
 * @param repeatInterval to the next notification of a group in which nothing changes
 * @param quiet what keeps it quiet
 */
public record Notice(
    String path,
    List<Matcher> matchers,
    String receiver,
    GroupBy groupBy,
    SortedMap<String, String> group,
    String groupKey,
    Duration groupWait,
    Duration groupInterval,
    Duration repeatInterval,
    Optional<Quietness> quiet) {

  public Notice {
    matchers = List.copyOf(matchers);
    group = Collections.unmodifiableSortedMap(new TreeMap<>(group));
  }
}
