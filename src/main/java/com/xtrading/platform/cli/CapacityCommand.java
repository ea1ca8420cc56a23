package com.xtrading.platform.cli;

import com.xtrading.platform.capacity.CapacityProof;
import com.xtrading.platform.capacity.CapacityReport;
import com.xtrading.platform.capacity.Scenario;
import com.xtrading.platform.model.Suggestion;
import com.xtrading.platform.model.UserError;
import com.xtrading.platform.objects.RenderedEnvironment;
import com.xtrading.platform.report.CapacityText;
import java.util.ArrayList;
import java.util.Arrays;
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
    Set<Scenario> scenarios = scenarios();
    nodes.ifPresent(
        count -> {
          settings.put("cluster.nodes.count", count.toString());
          settings.putIfAbsent("cluster.nodes.autoscaleTo", count.toString());
        });
    Workspace workspace = parent.workspace();
    Console console = new Console(workspace);
    List<CapacityReport> reports = new ArrayList<>();
    for (RenderedEnvironment result :
        EnvironmentSelection.of(workspace, names, settings).draw(workspace, console)) {
      reports.add(CapacityProof.of(result, scenarios));
    }
    console.line(written(reports).stripTrailing());
    return reports.stream().allMatch(report -> report.shortfalls().isEmpty())
        ? 0
        : ExitCodes.FINDINGS;
  }

  private Set<Scenario> scenarios() {
    if (scenario.isEmpty()) {
      return EnumSet.allOf(Scenario.class);
    }
    List<String> known = Arrays.stream(Scenario.values()).map(Scenario::written).toList();
    return EnumSet.of(
        Scenario.named(scenario.get())
            .orElseThrow(
                () ->
                    new UserError(
                        "--scenario %s is unknown".formatted(scenario.get()),
                        Suggestion.of(scenario.get(), known)
                            .map("did you mean %s?"::formatted)
                            .orElse("choose from " + String.join(", ", known)))));
  }

  private String written(List<CapacityReport> reports) {
    return switch (format) {
      case text -> CapacityText.text(reports, everyPod);
      case json -> CapacityText.json(reports);
      case markdown -> CapacityText.markdown(reports);
    };
  }
}
