package com.xtrading.platform.cli;

import com.xtrading.platform.environment.file.EnvironmentSelection;
import com.xtrading.platform.model.UserError;
import com.xtrading.platform.parity.ParityReport;
import com.xtrading.platform.report.ParityText;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code parity}: in what two environments differ, and which settings are the cause. */
@Command(
    name = "parity",
    description =
        "Turns one environment into the other, setting by setting, and says what each of them"
            + " changes. Fails on settings in which the two may not differ.",
    mixinStandardHelpOptions = true)
final class ParityCommand implements Callable<Integer> {

  @ParentCommand private PlatformCommand parent;

  @Parameters(paramLabel = "ENV", arity = "2", description = "The two environments.")
  private List<String> names;

  @Option(names = "--all", description = "Names every difference, and not the first of each.")
  private boolean all;

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: text).")
  private TextOrJson format = TextOrJson.text;

  @Override
  public Integer call() {
    if (names.get(0).equals(names.get(1))) {
      throw new UserError(
          "%s is compared with itself".formatted(names.get(0)), "name two environments");
    }
    Workspace workspace = parent.workspace();
    Console console = new Console(workspace);
    EnvironmentSelection selection = workspace.select(names);
    ParityReport report =
        workspace
            .synthesis()
            .compare(
                selection.named(names.get(0)),
                selection.named(names.get(1)),
                selection.all(),
                step -> console.progress("comparing " + step + " …"));
    console.line(
        (format == TextOrJson.json ? ParityText.json(report) : ParityText.text(report, all))
            .stripTrailing());
    return report.isFine() ? 0 : ExitCodes.FINDINGS;
  }
}
