package com.xtrading.platform.cli;

import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.report.EnvironmentsTable;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code environments}: a table of all environments. */
@Command(
    name = "environments",
    description = "Lists the environments with what they are made of.",
    mixinStandardHelpOptions = true)
final class EnvironmentsCommand implements Callable<Integer> {

  @ParentCommand private PlatformCommand parent;

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: text).")
  private TextOrJson format = TextOrJson.text;

  @Override
  public Integer call() {
    Workspace workspace = parent.workspace();
    Console console = new Console(workspace);
    List<Environment> all = workspace.select(List.of()).all();
    console.lines(
        format == TextOrJson.json ? EnvironmentsTable.json(all) : EnvironmentsTable.text(all));
    return 0;
  }
}
