package com.xtrading.platform.policy.rules.workload;

import com.xtrading.platform.capacity.CapacityReport;
import com.xtrading.platform.capacity.Scenario;
import com.xtrading.platform.capacity.Shortfall;
import com.xtrading.platform.environment.Cluster.Nodes;
import com.xtrading.platform.policy.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Too few nodes show in many places at once. A person is told the first of them, what all of them
 * together want, and how many follow from it.
 */
public final class MissingNodes {

  private final Nodes size;
  private final CapacityReport report;

  /**
   * @param size the nodes that there are
   * @param report what {@link EverythingFits} finds in
   */
  public MissingNodes(Nodes size, CapacityReport report) {
    this.size = size;
    this.report = report;
  }

  /** The findings, those that more nodes would mend as one. */
  public List<Finding> together(Collection<Finding> findings) {
    List<Finding> told = new ArrayList<>();
    List<Finding> missing = new ArrayList<>();
    List<Shortfall> shortfalls = new ArrayList<>();
    for (Finding finding : findings) {
      Optional<Shortfall> shortfall = shortfallOf(finding);
      shortfall.ifPresent(shortfalls::add);
      (shortfall.isPresent() ? missing : told).add(finding);
    }
    if (missing.size() < 2) {
      return List.copyOf(findings);
    }
    Shortfall first =
        shortfalls.stream()
            .min((one, other) -> one.scenario().compareTo(other.scenario()))
            .orElseThrow();
    Finding cause = missing.get(shortfalls.indexOf(first));
    shortfalls.remove(first);
    told.add(
        new Finding(
            cause.rule(),
            cause.severity(),
            cause.object(),
            cause.path(),
            cause.problem(),
            "%s; this follows from it: %s"
                .formatted(change(first, shortfalls), written(shortfalls))));
    return told;
  }

  private Optional<Shortfall> shortfallOf(Finding finding) {
    return report.shortfalls().stream()
        .filter(one -> one.nodes().isPresent())
        .filter(
            one ->
                finding.rule().equals(EverythingFits.class.getSimpleName())
                    && finding.object().equals(one.place())
                    && finding.path().equals(one.scenario().written())
                    && finding.problem().equals(one.problem()))
        .findFirst();
  }

  private String change(Shortfall first, List<Shortfall> others) {
    List<Shortfall> all = new ArrayList<>(others);
    all.add(first);
    int count = size.count();
    int most = size.autoscaleTo();
    for (Shortfall one : all) {
      if (one.scenario() == Scenario.NODE_AUTOSCALING) {
        most = Math.max(most, one.nodes().orElseThrow());
      } else {
        count = Math.max(count, one.nodes().orElseThrow());
      }
    }
    most = Math.max(most, count);
    List<String> settings = new ArrayList<>();
    if (count > size.count()) {
      settings.add("cluster.nodes.count to " + count);
    }
    if (most > size.autoscaleTo()) {
      settings.add("cluster.nodes.autoscaleTo to " + most);
    }
    return "set %s, or ask for less".formatted(String.join(" and ", settings));
  }

  /** How often each scenario shows it. */
  private static String written(List<Shortfall> others) {
    return others.stream()
        .collect(Collectors.groupingBy(Shortfall::scenario, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(one -> "%s %d times".formatted(one.getKey().written(), one.getValue()))
        .collect(Collectors.joining(", "));
  }
}
