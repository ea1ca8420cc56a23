package com.xtrading.platform.report;

import com.xtrading.platform.capacity.CapacityReport;
import com.xtrading.platform.capacity.CapacityReport.NodeUse;
import com.xtrading.platform.capacity.CapacityReport.PodUse;
import com.xtrading.platform.capacity.CapacityReport.Use;
import com.xtrading.platform.capacity.Scenario;
import com.xtrading.platform.capacity.ScenarioOutcome;
import com.xtrading.platform.capacity.Shortfall;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A capacity report for people and for programs. */
public final class CapacityText {

  private static final int BAR = 20;
  private static final int SHOWN_PODS = 4;

  private CapacityText() {}

  /**
   * For a terminal: a bar for each node, what sits on it, what came of each scenario.
   *
   * @param everyPod whether each pod is named, and not the largest of each node alone
   */
  public static String text(CapacityReport report, boolean everyPod) {
    StringBuilder text = new StringBuilder();
    text.append(report.environment()).append('\n');
    text.append(
        "  %-8s  %-26s  %-26s  %s\n"
            .formatted("node", "CPU asked for", "memory asked for", "pods"));
    for (NodeUse node : report.nodes()) {
      text.append(row(node.name(), node.use()));
      pods(text, node.pods(), everyPod);
    }
    text.append(row("all", report.total()));
    text.append("\n");
    for (Map.Entry<Scenario, List<ScenarioOutcome>> scenario : byScenario(report).entrySet()) {
      text.append(
          "  %-16s  %s\n"
              .formatted(
                  scenario.getKey().written(),
                  summary(report, scenario.getKey(), scenario.getValue())));
    }
    text.append("  %-16s  %s\n".formatted("first to break", breaking(report)));
    for (Shortfall shortfall : report.shortfalls()) {
      text.append(
          "\n  %s: %s\n    %s\n    change: %s\n"
              .formatted(
                  shortfall.scenario().written(),
                  shortfall.place(),
                  shortfall.problem(),
                  shortfall.change()));
    }
    return text.toString();
  }

  private static String row(String name, Use use) {
    return "  %-8s  %s  %s  %d of %d\n"
        .formatted(
            name, bar(use.cpuPercent()), bar(use.memoryPercent()), use.pods(), use.mostPods());
  }

  private static String bar(int percent) {
    int full = Math.min(BAR, (percent * BAR + 50) / 100);
    return "%s%s %3d %%".formatted("█".repeat(full), "░".repeat(BAR - full), percent);
  }

  private static void pods(StringBuilder text, List<PodUse> pods, boolean all) {
    int shown = all ? pods.size() : Math.min(SHOWN_PODS, pods.size());
    for (PodUse pod : pods.subList(0, shown)) {
      text.append("            %-18s  %s\n".formatted(pod.requests(), pod.name()));
    }
    if (shown < pods.size()) {
      text.append("            %-18s  and %d more\n".formatted("", pods.size() - shown));
    }
  }

  /** For pull requests and the README of an environment. */
  public static String markdown(CapacityReport report) {
    StringBuilder text = new StringBuilder();
    text.append("| node | CPU asked for | memory asked for | memory that may be used | pods |\n");
    text.append("|---|---|---|---|---|\n");
    report.nodes().forEach(node -> text.append(line(node.name(), node.use())));
    text.append(line("all", report.total()));
    text.append("\n| scenario | what comes of it |\n|---|---|\n");
    byScenario(report)
        .forEach(
            (scenario, outcomes) ->
                text.append(
                    "| %s | %s |\n"
                        .formatted(scenario.written(), summary(report, scenario, outcomes))));
    text.append("| first to break | ").append(breaking(report)).append(" |\n");
    if (!report.shortfalls().isEmpty()) {
      text.append("\n| scenario | place | what does not fit | change |\n|---|---|---|---|\n");
      report
          .shortfalls()
          .forEach(
              shortfall ->
                  text.append(
                      "| %s | %s | %s | %s |\n"
                          .formatted(
                              shortfall.scenario().written(),
                              shortfall.place(),
                              shortfall.problem(),
                              shortfall.change())));
    }
    return text.toString();
  }

  private static String line(String name, Use use) {
    return "| %s | %s of %s, %d %% | %s of %s, %d %% | %d %% | %d of %d |\n"
        .formatted(
            name,
            use.requests().cores(),
            use.allocatable().cores(),
            use.cpuPercent(),
            use.requests().size(),
            use.allocatable().size(),
            use.memoryPercent(),
            use.limitPercent(),
            use.pods(),
            use.mostPods());
  }

  /** Amounts are thousandths of a core and bytes. */
  public static String json(List<CapacityReport> reports) {
    return JsonWriter.write(
        Fields.of("environments", reports.stream().map(CapacityText::tree).toList()));
  }

  private static Map<String, Object> tree(CapacityReport report) {
    Fields tree =
        Fields.of("name", report.environment())
            .with(
                "nodes",
                report.nodes().stream()
                    .map(
                        node ->
                            use(node.use())
                                .with("name", node.name())
                                .with(
                                    "pods",
                                    node.pods().stream()
                                        .map(
                                            pod ->
                                                Fields.of("name", pod.name())
                                                    .with("cpu", pod.requests().cpu())
                                                    .with("memory", pod.requests().memory()))
                                        .toList()))
                    .toList())
            .with("total", use(report.total()).with("pods", report.total().pods()))
            .with("outcomes", report.outcomes().stream().map(CapacityText::tree).toList())
            .with("shortfalls", report.shortfalls().stream().map(CapacityText::tree).toList());
    report
        .firstToBreak()
        .ifPresent(
            breaking -> {
              Fields first =
                  Fields.of("workload", breaking.set())
                      .with("pods", breaking.number())
                      .with("autoscalerMaximum", breaking.most())
                      .with("why", breaking.why());
              breaking.nodes().ifPresent(nodes -> first.with("nodes", nodes));
              tree.with("firstToBreak", first);
            });
    return tree;
  }

  private static Fields use(Use use) {
    return Fields.of("cpu", use.requests().cpu())
        .with("memory", use.requests().memory())
        .with("memoryLimits", use.limits().memory())
        .with("allocatableCpu", use.allocatable().cpu())
        .with("allocatableMemory", use.allocatable().memory());
  }

  private static Map<String, Object> tree(ScenarioOutcome outcome) {
    return Fields.of("scenario", outcome.scenario().written())
        .with("event", outcome.event())
        .with(
            "waiting",
            outcome.waiting().stream()
                .map(
                    waiting ->
                        Fields.of("pod", waiting.name())
                            .with("priority", waiting.priority())
                            .with("cpu", waiting.requests().cpu())
                            .with("memory", waiting.requests().memory())
                            .with("why", waiting.why()))
                .toList())
        .with("stuck", outcome.stuck().stream().map(ScenarioOutcome.Stuck::why).toList());
  }

  private static Map<String, Object> tree(Shortfall shortfall) {
    return Fields.of("scenario", shortfall.scenario().written())
        .with("place", shortfall.place())
        .with("problem", shortfall.problem())
        .with("change", shortfall.change());
  }

  private static Map<Scenario, List<ScenarioOutcome>> byScenario(CapacityReport report) {
    return report.outcomes().stream()
        .collect(
            Collectors.groupingBy(ScenarioOutcome::scenario, TreeMap::new, Collectors.toList()));
  }

  /** One line: whether it fits, and who waits in how many events. */
  private static String summary(
      CapacityReport report, Scenario scenario, List<ScenarioOutcome> outcomes) {
    boolean fits =
        report.shortfalls().stream().noneMatch(shortfall -> shortfall.scenario() == scenario);
    long waits = outcomes.stream().filter(outcome -> !outcome.isFine()).count();
    SortedSet<String> waiting = new TreeSet<>();
    outcomes.forEach(outcome -> outcome.waiting().forEach(pod -> waiting.add(pod.set())));
    List<String> words = new ArrayList<>();
    words.add(fits ? "fits" : "DOES NOT FIT");
    if (outcomes.size() == 1 && !outcomes.get(0).event().isEmpty()) {
      words.add(outcomes.get(0).event());
    }
    if (outcomes.size() > 1) {
      words.add(
          waits == 0
              ? "nobody waits in any of %d events".formatted(outcomes.size())
              : "somebody waits in %d of %d events".formatted(waits, outcomes.size()));
    }
    if (!waiting.isEmpty()) {
      words.add((fits ? "who may wait: " : "who waits: ") + String.join(", ", waiting));
    }
    return String.join("; ", words);
  }

  private static String breaking(CapacityReport report) {
    return report
        .firstToBreak()
        .map(
            breaking ->
                "number %d of %s, of which there may be %d (%s)%s"
                    .formatted(
                        breaking.number(),
                        breaking.set(),
                        breaking.most(),
                        breaking.why(),
                        breaking.nodes().map("; %d nodes hold it"::formatted).orElse("")))
        .orElse("nothing up to twice what autoscalers allow");
  }
}
