package com.xtrading.platform.capacity;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.objects.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * Whether ResourceQuotas let everything be scaled to its maximum while one Deployment gets a new
 * version: a quota that is too small shows as pods that are never made.
 */
final class Quotas {

  /** What a quota counts of a pod, in its own units. */
  private static final SortedMap<String, ToLongFunction<PodSet>> COUNTED =
      new TreeMap<>(
          Map.of(
              "cpu", set -> set.requests().cpu(),
              "memory", set -> set.requests().memory(),
              "requests.cpu", set -> set.requests().cpu(),
              "requests.memory", set -> set.requests().memory(),
              "requests.ephemeral-storage", set -> set.requests().disk(),
              "limits.cpu", set -> set.limits().cpu(),
              "limits.memory", set -> set.limits().memory(),
              "pods", set -> 1));

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
        .filter(manifest -> manifest.is(Kinds.RESOURCE_QUOTA))
        // Scopes are for some pods alone, and say nothing about the others.
        .filter(manifest -> !manifest.at("spec", "scopes").exists())
        .filter(manifest -> !manifest.at("spec", "scopeSelector").exists())
        .forEach(quota -> check(quota, found));
    return found;
  }

  private void check(Manifest quota, List<Shortfall> found) {
    COUNTED.forEach(
        (resource, counted) -> {
          long most = most(quota.namespace(), counted);
          Quantity.parse(quota.at("spec", "hard").at(resource).text(""))
              .map(hard -> inUnits(resource, hard))
              .filter(hard -> hard < most)
              .ifPresent(
                  hard ->
                      found.add(
                          new Shortfall(
                              Scenario.AUTOSCALING,
                              quota.id().toString(),
                              "%s is %s, and pods at their most come to %s"
                                  .formatted(
                                      resource, shown(resource, hard), shown(resource, most)),
                              "raise it, or scale less")));
        });
  }

  /** Everything at its most, and the largest surge of a new version. */
  private long most(String namespace, ToLongFunction<PodSet> counted) {
    long all = 0;
    long largest = 0;
    for (PodSet set : sets) {
      if (set.namespace().equals(namespace)) {
        long one = counted.applyAsLong(set);
        all += one * (set.onEachNode() ? nodes : set.number().most());
        largest = Math.max(largest, one * set.number().surge());
      }
    }
    return all + largest;
  }

  private static long inUnits(String resource, BigDecimal hard) {
    return (resource.endsWith("cpu") ? hard.movePointRight(3) : hard).longValue();
  }

  private static String shown(String resource, long amount) {
    if (resource.equals("pods")) {
      return Long.toString(amount);
    }
    return resource.endsWith("cpu") ? ResourceAmount.cores(amount) : ResourceAmount.memory(amount);
  }
}
