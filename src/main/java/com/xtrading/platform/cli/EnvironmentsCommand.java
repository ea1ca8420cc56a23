package com.xtrading.platform.cli;

import com.xtrading.platform.report.EnvironmentsTable;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code environments}: a table of all environments. */
@Command(
    name = "environments",
    description = "Lists the environments with what they are made of.",
    mixinStandardHelpOptions = true)
final class EnvironmentsCommand implements Callable<Integer> {

  @ParentCommand private PlatformCommand parent;

  @Override
  public Integer call() {
    Workspace workspace = parent.workspace();
    Console console = new Console(workspace);
    console.line(EnvironmentsTable.heading());
    workspace.select(List.of()).all().stream().map(EnvironmentsTable::row).forEach(console::line);
    return 0;
  }
}
