package com.xtrading.platform.cli;

import com.xtrading.platform.capacity.CapacityProof;
import com.xtrading.platform.capacity.CapacityReport;
import com.xtrading.platform.capacity.Scenario;
import com.xtrading.platform.environment.file.WhatIf;
import com.xtrading.platform.report.CapacityText;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code capacity}: what sits on which node, what happens when, and what breaks first. */
@Command(
    name = "capacity",
    description =
        "Simulates the scheduler over what is rendered: steady state, new versions, lost and drained"
            + " nodes, autoscaling. Fails when something finds no node that must.",
    mixinStandardHelpOptions = true)
final class CapacityCommand implements Callable<Integer> {

  /** How the report is written. */
  enum Format {
    text,
    json,
    markdown
  }

  @ParentCommand private PlatformCommand parent;

  @Parameters(paramLabel = "ENV", arity = "0..*", description = "Environments (default: all).")
  private List<String> names = List.of();

  @Option(
      names = "--scenario",
      paramLabel = "S",
      description =
          "Only this one: steady, rollout, node-loss, drain, autoscaling or node-autoscaling.")
  private Optional<String> scenario = Optional.empty();

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description =
          "What if: a setting of the environment files has another value, such as"
              + " services.user-service.replicas.max=20. No file changes.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(names = "--nodes", paramLabel = "N", description = "What if there were N nodes.")
  private Optional<Integer> nodes = Optional.empty();

  @Option(names = "--pods", description = "Names every pod of every node.")
  private boolean everyPod;

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: text).")
  private Format format = Format.text;

  @Override
  public Integer call() {
    Set<Scenario> scenarios =
        scenario
            .map(asked -> EnumSet.of(Scenario.asked("--scenario", asked)))
            .orElse(EnumSet.allOf(Scenario.class));
    WhatIf asked = new WhatIf(settings, Set.copyOf(names));
    WhatIf whatIf = nodes.map(asked::withNodes).orElse(asked);
    Workspace workspace = parent.workspace();
    Console console = new Console(workspace);
    List<CapacityReport> reports =
        workspace.synthesis().render(workspace.select(names, whatIf), console::rendering).stream()
            .map(rendered -> CapacityProof.of(rendered, scenarios))
            .toList();
    console.line(written(reports).stripTrailing());
    return reports.stream().allMatch(report -> report.shortfalls().isEmpty())
        ? 0
        : ExitCodes.FINDINGS;
  }

  private String written(List<CapacityReport> reports) {
    return switch (format) {
      case text -> CapacityText.text(reports, everyPod);
      case json -> CapacityText.json(reports);
      case markdown -> CapacityText.markdown(reports);
    };
  }
}
