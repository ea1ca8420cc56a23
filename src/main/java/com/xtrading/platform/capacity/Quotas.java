package com.xtrading.platform.capacity;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.policy.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Whether ResourceQuotas let everything be scaled to its maximum while one Deployment gets a new
 * version: a quota that is too small shows as pods that are never made.
 */
final class Quotas {

  /** What a quota counts, in its own units. */
  private static final Map<String, ToLongFunction<Need>> COUNTED =
      Map.of(
          "requests.cpu", need -> need.requests.cpu(),
          "requests.memory", need -> need.requests.memory(),
          "limits.cpu", need -> need.limits.cpu(),
          "limits.memory", need -> need.limits.memory(),
          "pods", need -> need.pods);

  private record Need(Amount requests, Amount limits, long pods) {

    Need plus(PodSet set, long number) {
      return new Need(
          requests.plus(set.requests().times(number)),
          limits.plus(set.limits().times(number)),
          pods + number);
    }
  }

  private final List<PodSet> sets;
  private final int nodes;

  /**
   * @param nodes as many as there may be
   */
  Quotas(List<PodSet> sets, int nodes) {
    this.sets = sets;
    this.nodes = nodes;
  }

  List<Shortfall> shortfalls(List<Manifest> manifests) {
    List<Shortfall> found = new ArrayList<>();
    manifests.stream()
        .filter(manifest -> manifest.kind().equals("ResourceQuota"))
        // Scopes are for some pods alone, and say nothing about the others.
        .filter(manifest -> !manifest.at("spec", "scopes").exists())
        .filter(manifest -> !manifest.at("spec", "scopeSelector").exists())
        .forEach(quota -> check(quota, found));
    return found;
  }

  private void check(Manifest quota, List<Shortfall> found) {
    Need need = most(quota.namespace());
    COUNTED.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            counted -> {
              String resource = counted.getKey();
              Quantity.parse(quota.at("spec", "hard").at(resource).text(""))
                  .map(hard -> inUnits(resource, hard))
                  .filter(hard -> hard < counted.getValue().applyAsLong(need))
                  .ifPresent(
                      hard ->
                          found.add(
                              new Shortfall(
                                  Scenario.AUTOSCALING,
                                  quota.id().toString(),
                                  "%s is %s, and pods at their most come to %s"
                                      .formatted(
                                          resource,
                                          shown(resource, hard),
                                          shown(resource, counted.getValue().applyAsLong(need))),
                                  "raise it, or scale less")));
            });
  }

  private Need most(String namespace) {
    Need need = new Need(Amount.NOTHING, Amount.NOTHING, 0);
    PodSet largest = null;
    for (PodSet set : sets) {
      if (!set.namespace().equals(namespace)) {
        continue;
      }
      need = need.plus(set, set.onEachNode() ? nodes : set.number().most());
      if (set.number().surge() > 0
          && (largest == null || set.requests().memory() > largest.requests().memory())) {
        largest = set;
      }
    }
    return largest == null ? need : need.plus(largest, largest.number().surge());
  }

  private static long inUnits(String resource, BigDecimal hard) {
    return (resource.endsWith(".cpu") ? hard.movePointRight(3) : hard).longValue();
  }

  private static String shown(String resource, long amount) {
    if (resource.equals("pods")) {
      return Long.toString(amount);
    }
    return resource.endsWith(".cpu") ? Amount.cores(amount) : Amount.memory(amount);
  }
}
