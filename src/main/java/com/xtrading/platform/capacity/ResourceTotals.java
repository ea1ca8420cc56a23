package com.xtrading.platform.capacity;

import com.xtrading.platform.environment.Capacity;
import com.xtrading.platform.environment.Cluster.Nodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/** What an environment asks of sums: room that stays free, and limits that nodes can hold. */
final class ResourceTotals {

  private final Capacity asked;
  private final Fleet fleet;
  private final Nodes size;
  private final CapacityReport.Use total;
  private final ResourceAmount node;
  private final ResourceAmount each;

  ResourceTotals(Capacity asked, Fleet fleet, Nodes size, CapacityReport.Use total) {
    this.asked = asked;
    this.fleet = fleet;
    this.size = size;
    this.total = total;
    this.node = Allocatable.of(size);
    SimulatedNode empty = Allocatable.nodes(size, 1).get(0);
    this.each =
        fleet.sets().stream()
            .filter(PodSet::onEachNode)
            .filter(set -> set.constraints().admit(empty))
            .map(PodSet::requests)
            .reduce(ResourceAmount.NOTHING, ResourceAmount::plus);
  }

  List<Shortfall> shortfalls() {
    List<Shortfall> found = new ArrayList<>();
    slack(found, "CPU", ResourceAmount::cpu, ResourceAmount::cores);
    slack(found, "memory", ResourceAmount::memory, ResourceAmount::memory);
    long mayUse = total.limits().memory();
    if (mayUse * 100 > total.allocatable().memory() * asked.memoryLimits()) {
      found.add(
          new Shortfall(
              Scenario.STEADY,
              "capacity.memoryLimits",
              "all pods together may use %s of %s of memory, %d %% are allowed, which is %s"
                  .formatted(
                      ResourceAmount.memory(mayUse),
                      ResourceAmount.memory(total.allocatable().memory()),
                      asked.memoryLimits(),
                      ResourceAmount.memory(
                          total.allocatable().memory() * asked.memoryLimits() / 100)),
              "lower limits, or add nodes"));
    }
    for (PodSet set : fleet.sets()) {
      if (set.limits().memory() > node.memory()) {
        found.add(
            new Shortfall(
                Scenario.STEADY,
                set.source(),
                "%s may use %s, and an empty node has %s for pods"
                    .formatted(
                        set.name(),
                        ResourceAmount.memory(set.limits().memory()),
                        ResourceAmount.memory(node.memory())),
                "lower its memory limit, or take larger nodes"));
      }
    }
    return found;
  }

  private void slack(
      List<Shortfall> found,
      String what,
      ToLongFunction<ResourceAmount> part,
      LongFunction<String> shown) {
    long asksFor = part.applyAsLong(total.requests());
    long there = part.applyAsLong(total.allocatable());
    if ((there - asksFor) * 100 < there * asked.slack()) {
      long most = there * (100 - asked.slack()) / 100;
      Optional<Integer> nodes = nodes(asksFor, part.applyAsLong(each), part.applyAsLong(node));
      found.add(
          new Shortfall(
              Scenario.STEADY,
              "capacity.slack",
              "pods ask for %s of %s of %s; %d %% are to stay free, so that %s is too much"
                  .formatted(
                      shown.apply(asksFor),
                      shown.apply(there),
                      what,
                      asked.slack(),
                      shown.apply(asksFor - most)),
              nodes
                  .map("lower requests, or set cluster.nodes.count to %d"::formatted)
                  .orElse("lower what runs on every node"),
              nodes));
    }
  }

  /** Pods on each node come with every node that is added. */
  private Optional<Integer> nodes(long asksFor, long onEach, long perNode) {
    long added = perNode * (100 - asked.slack()) - onEach * 100;
    if (added <= 0) {
      return Optional.empty();
    }
    long rest = (asksFor - onEach * size.count()) * 100;
    return Optional.of((int) ((rest + added - 1) / added));
  }
}
