package com.xtrading.platform.cli;

import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.file.Settings;
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

  private static final String ROW = "%-14s %-11s %-28s %-18s %-32s %-20s %s";

  @ParentCommand private PlatformCommand parent;

  @Override
  public Integer call() {
    Workspace workspace = parent.workspace();
    Console console = new Console(workspace);
    console.line(
        ROW.formatted(
            "ENVIRONMENT", "KUBERNETES", "NODES", "NAMESPACE", "API", "MONITORING", "BACKUP"));
    for (Environment environment : EnvironmentSelection.of(workspace, List.of()).all()) {
      console.line(
          ROW.formatted(
              environment.name(),
              environment.kubernetes(),
              "%d x %s"
                  .formatted(
                      environment.cluster().nodes().count(), environment.cluster().nodes().size()),
              environment.namespace(),
              environment.apiHost(),
              Settings.written(environment.monitoring().level()),
              "%s, %s"
                  .formatted(
                      Settings.written(environment.backup().mode()),
                      environment.backup().retention())));
    }
    return 0;
  }
}
