package com.xtrading.platform.cli;

import com.xtrading.platform.model.UserError;
import com.xtrading.platform.network.Connectivity;
import com.xtrading.platform.network.ConnectivityQuestion;
import com.xtrading.platform.network.PartyName;
import com.xtrading.platform.projection.ProjectedFolder;
import com.xtrading.platform.report.ConnectionsReport;
import com.xtrading.platform.report.ExplanationsReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code connectivity}: who can connect to whom, by the network policies. */
@Command(
    name = "connectivity",
    description =
        "Lists who can connect to whom in an environment, or in any folder of manifests. What"
            + " cannot be read is named, the rest is judged, and the exit code is 2.",
    mixinStandardHelpOptions = true)
final class ConnectivityCommand implements Callable<Integer> {

  /** How the list is written. */
  enum Format {
    text,
    json,
    dot
  }

  @ParentCommand private PlatformCommand parent;

  @Mixin private EnvironmentOrFolder judged;

  @Option(
      names = "--from",
      paramLabel = "X",
      description =
          "Only connections from this workload: name, namespace/name, or as it is listed.")
  private Optional<String> from = Optional.empty();

  @Option(
      names = "--to",
      paramLabel = "Y",
      description = "Only connections to this workload, or range of addresses.")
  private Optional<String> to = Optional.empty();

  @Option(
      names = "--explain",
      description = "Says for each pair of --from and --to which rules decide.")
  private boolean explain;

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: text).")
  private Format format = Format.text;

  @Override
  public Integer call() {
    boolean isEnvironment = judged.isEnvironment();
    if (explain && (from.isEmpty() || to.isEmpty())) {
      throw new UserError("--explain wants --from and --to", "name both sides");
    }
    if (explain && format == Format.dot) {
      throw new UserError("--explain has no graph", "choose --format text or json");
    }
    ConnectivityQuestion question =
        new ConnectivityQuestion(
            from.map(name -> new PartyName("--from", name)),
            to.map(name -> new PartyName("--to", name)));
    Workspace workspace = parent.workspace();
    Console console = new Console(workspace);
    Optional<ProjectedFolder> folder =
        isEnvironment ? Optional.empty() : Optional.of(judged.read(workspace, console).distinct());
    Connectivity connectivity =
        question.in(
            folder
                .map(ProjectedFolder::objects)
                .orElseGet(() -> judged.draw(workspace, console).objects()));
    List<String> problems =
        new ArrayList<>(folder.map(ProjectedFolder::problems).orElse(List.of()));
    problems.addAll(connectivity.problems());
    problems.forEach(console::error);
    console.lines(explain ? explained(question, connectivity) : listed(question, connectivity));
    return problems.isEmpty() ? 0 : ExitCodes.BAD_INPUT;
  }

  private String explained(ConnectivityQuestion question, Connectivity connectivity) {
    ExplanationsReport report = new ExplanationsReport(question.explanations(connectivity));
    return format == Format.json ? report.json() : report.text();
  }

  private String listed(ConnectivityQuestion question, Connectivity connectivity) {
    ConnectionsReport report = ConnectionsReport.of(question.connections(connectivity));
    return switch (format) {
      case text -> report.text();
      case json -> report.json();
      case dot -> report.dot();
    };
  }
}
