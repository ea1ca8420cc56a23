package com.xtrading.platform.environment;

import com.xtrading.platform.model.Days;
import com.xtrading.platform.model.InvalidValue;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Resources;
import java.util.Optional;

/** Prometheus, who shows its samples, and what is done with its alerts. */
public record Monitoring(
    @Describe("How much is watched.") Level level,
    @Describe("Days for which samples are kept.") Days retention,
    @Describe("Volume of one Prometheus.") Memory storage,
    @Describe("Number of Prometheus pods that watch the same targets.") @Range(min = 1, max = 3)
        int replicas,
    @Describe("Whether the size of pods is compared with what they use.") boolean recommendations,
    @Describe("Processor time and memory of one Prometheus.") Resources resources,
    @Describe("Processor time and memory of the exporter on each node.") Resources nodeExporter,
    @Describe(
            "Processor time and memory of kube-state-metrics, which keeps every object that it"
                + " counts.")
        Resources kubeStateMetrics,
    @Describe("Number and size of the Grafana pods.") ServiceSize grafana,
    @Describe("Who is told of alerts; left out where level is basic, and nobody is.")
        Optional<Alertmanager> alertmanager) {

  public Monitoring {
    boolean notified = level != Level.BASIC;
    if (notified != alertmanager.isPresent()) {
      throw new InvalidValue(
          "level is %s and there is %s alertmanager"
              .formatted(WrittenEnum.of(level), notified ? "no" : "an"),
          "an alertmanager where somebody is told, which is so of every level but basic",
          notified
              ? "add alertmanager, or write level: basic"
              : "remove alertmanager, or raise level");
    }
    boolean paged = level == Level.FULL_WITH_ALERTING;
    if (notified && paged != alertmanager.flatMap(Alertmanager::pages).isPresent()) {
      throw new InvalidValue(
          "level is %s and alertmanager has %s"
              .formatted(WrittenEnum.of(level), paged ? "no pages" : "pages"),
          "pages where people are paged, at level full-with-alerting, and nowhere else",
          paged ? "add alertmanager.pages" : "remove alertmanager.pages");
    }
  }

  /** How much is watched and who is told. */
  public enum Level {
    /** Metrics and rules; nobody is notified. */
    BASIC,
    /** Everything is watched; notifications go to one channel. */
    FULL,
    /** Everything is watched and people are paged. */
    FULL_WITH_ALERTING
  }
}
