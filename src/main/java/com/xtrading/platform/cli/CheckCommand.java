package com.xtrading.platform.cli;

import com.xtrading.platform.environment.file.EnvironmentSelection;
import com.xtrading.platform.schema.SchemaCatalogs;
import com.xtrading.platform.synthesis.DeliveredDist;
import com.xtrading.platform.synthesis.DistCheck;
import com.xtrading.platform.synthesis.OutputFolder;
import com.xtrading.platform.synthesis.Synthesis;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/**
 * {@code check}: proves that {@code dist/} is what synthesis would write, and that every policy
 * holds.
 */
@Command(
    name = "check",
    description =
        "Renders in memory and compares with dist/; fails on any difference, finding or stale waiver.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

  @ParentCommand private PlatformCommand parent;

  @Parameters(paramLabel = "ENV", arity = "0..*", description = "Environments (default: all).")
  private List<String> names = List.of();

  @Option(
      names = "--schemas",
      paramLabel = "DIR",
      description =
          "Also validates every object against the schemas in DIR: CustomResourceDefinitions"
              + " (kubectl get crd -o yaml) and OpenAPI (kubectl get --raw /openapi/v2).")
  private Optional<Path> schemas = Optional.empty();

  @Option(
      names = "--base",
      paramLabel = "DIR",
      description =
          "The dist/ that is delivered now, such as that of the branch a pull request goes to:"
              + " volumes that shrink against it are refused (default: dist/ itself).")
  private Optional<Path> base = Optional.empty();

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: text).")
  private TextOrJson format = TextOrJson.text;

  @Override
  public Integer call() {
    Workspace workspace = parent.workspace();
    Console console = new Console(workspace);
    OutputFolder dist = workspace.output();
    DistCheck check =
        new DistCheck(
            dist,
            schemas.map(folder -> new SchemaCatalogs(workspace.directory().resolve(folder))),
            console);
    Synthesis synthesis = workspace.synthesis();
    EnvironmentSelection selection = workspace.select(names);
    check.unreadable(selection.problems());
    DeliveredDist delivered =
        base.map(folder -> workspace.directory().resolve(folder))
            .map(folder -> DeliveredDist.named("--base", folder, selection.chosen()))
            .orElse(DeliveredDist.in(dist.files()));
    delivered
        .missing()
        .forEach(
            name ->
                console.warning(
                    "%s is not in --base and is taken for new: nothing is compared"
                        .formatted(name)));
    List<String> checked =
        synthesis.against(delivered).run(selection, console::rendering, check::environment);
    if (names.isEmpty()) {
      check.strangers(Set.copyOf(checked));
    }
    boolean current = check.problems() == 0;
    if (format == TextOrJson.json) {
      console.lines(RunReport.checked(current, console.told(), console.notes()));
      return current ? 0 : ExitCodes.FINDINGS;
    }
    console.notes().forEach(console::line);
    if (current) {
      console.good("%s is current and every policy holds".formatted(dist.name()));
      return 0;
    }
    console.line(check.problems() == 1 ? "1 problem" : check.problems() + " problems");
    return ExitCodes.FINDINGS;
  }
}
