package com.xtrading.platform.report;

import com.xtrading.platform.capacity.CapacityReport;
import com.xtrading.platform.capacity.CapacityReport.NodeUse;
import com.xtrading.platform.capacity.CapacityReport.PodUse;
import com.xtrading.platform.capacity.CapacityReport.Use;
import com.xtrading.platform.capacity.Scenario;
import com.xtrading.platform.capacity.ScenarioOutcome;
import com.xtrading.platform.capacity.Shortfall;
import com.xtrading.platform.document.Block;
import com.xtrading.platform.document.Document;
import com.xtrading.platform.document.MarkdownWriter;
import com.xtrading.platform.document.Paragraph;
import com.xtrading.platform.document.Section;
import com.xtrading.platform.document.Table;
import com.xtrading.platform.document.TerminalWriter;
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

  /** Keeps room for names of more than nine nodes: reports of all environments look alike. */
  private static final String NODE = "node    ";

  /** Keeps room for the longest scenario, whichever are asked for. */
  private static final String SCENARIO = "%-16s";

  private CapacityText() {}

  /**
   * For a terminal: a bar for each node, what sits on it, what came of each scenario.
   *
   * @param everyPod whether each pod is named, and not the largest of each node alone
   */
  public static String text(List<CapacityReport> reports, boolean everyPod) {
    return TerminalWriter.write(
        Document.untitled(reports.stream().map(report -> section(report, everyPod)).toList()));
  }

  private static Section section(CapacityReport report, boolean everyPod) {
    List<List<String>> nodes = new ArrayList<>();
    for (NodeUse node : report.nodes()) {
      nodes.add(bars(node.name(), node.use()));
      nodes.addAll(pods(node.pods(), everyPod));
    }
    nodes.add(bars("all", report.total()));
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Table(List.of(NODE, "CPU asked for", "memory asked for", "pods"), nodes));
    blocks.add(new Table(List.of(), scenarios(report, SCENARIO)));
    for (Shortfall shortfall : report.shortfalls()) {
      blocks.add(
          Section.of(
              "%s: %s".formatted(shortfall.scenario().written(), shortfall.place()),
              new Paragraph(shortfall.problem()),
              new Paragraph("change: " + shortfall.change())));
    }
    return new Section(report.environment(), blocks);
  }

  private static List<String> bars(String name, Use use) {
    return List.of(name, bar(use.cpuPercent()), bar(use.memoryPercent()), places(use));
  }

  private static String bar(int percent) {
    int full = Math.min(BAR, (percent * BAR + 50) / 100);
    return "%s%s %3d %%".formatted("█".repeat(full), "░".repeat(BAR - full), percent);
  }

  private static String places(Use use) {
    return "%d of %d".formatted(use.pods(), use.mostPods());
  }

  private static List<List<String>> pods(List<PodUse> pods, boolean all) {
    int shown = all ? pods.size() : Math.min(SHOWN_PODS, pods.size());
    List<List<String>> rows = new ArrayList<>();
    pods.subList(0, shown).forEach(pod -> rows.add(below(pod.requests().toString(), pod.name())));
    if (shown < pods.size()) {
      rows.add(below("", "and %d more".formatted(pods.size() - shown)));
    }
    return rows;
  }

  /** Spans everything behind the name of the node. */
  private static List<String> below(String requests, String pod) {
    return List.of("", "%-18s  %s".formatted(requests, pod));
  }

  /** For pull requests. */
  public static String markdown(List<CapacityReport> reports) {
    return MarkdownWriter.write(
        Document.untitled(
            reports.stream()
                .map(report -> new Section(report.environment(), tables(report)))
                .toList()));
  }

  /** What sits on which node, what came of each scenario, and what does not fit. */
  static List<Block> tables(CapacityReport report) {
    List<List<String>> nodes = new ArrayList<>();
    report.nodes().forEach(node -> nodes.add(amounts(node.name(), node.use())));
    nodes.add(amounts("all", report.total()));
    List<Block> tables = new ArrayList<>();
    tables.add(
        new Table(
            List.of("node", "CPU asked for", "memory asked for", "memory that may be used", "pods"),
            nodes));
    tables.add(new Table(List.of("scenario", "what comes of it"), scenarios(report, "%s")));
    if (!report.shortfalls().isEmpty()) {
      tables.add(
          new Table(
              List.of("scenario", "place", "what does not fit", "change"),
              report.shortfalls().stream()
                  .map(
                      shortfall ->
                          List.of(
                              shortfall.scenario().written(),
                              shortfall.place(),
                              shortfall.problem(),
                              shortfall.change()))
                  .toList()));
    }
    return tables;
  }

  private static List<String> amounts(String name, Use use) {
    return List.of(
        name,
        "%s of %s, %d %%"
            .formatted(use.requests().cores(), use.allocatable().cores(), use.cpuPercent()),
        "%s of %s, %d %%"
            .formatted(use.requests().size(), use.allocatable().size(), use.memoryPercent()),
        "%d %%".formatted(use.limitPercent()),
        places(use));
  }

  /**
   * What came of each scenario, and of more and more pods.
   *
   * @param title how the name of a scenario is written
   */
  private static List<List<String>> scenarios(CapacityReport report, String title) {
    List<List<String>> rows = new ArrayList<>();
    byScenario(report)
        .forEach(
            (scenario, outcomes) ->
                rows.add(
                    List.of(
                        title.formatted(scenario.written()), summary(report, scenario, outcomes))));
    rows.add(List.of(title.formatted("first to break"), breaking(report)));
    return rows;
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
    SortedSet<String> handOvers = new TreeSet<>();
    outcomes.forEach(outcome -> handOvers.addAll(outcome.handOvers()));
    if (!handOvers.isEmpty()) {
      words.add("who takes over first, by its operator: " + String.join(", ", handOvers));
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
