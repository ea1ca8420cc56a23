package com.xtrading.platform.report;

import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.file.Settings;

/** Environments side by side, for a terminal: what each is made of. */
public final class EnvironmentsTable {

  private static final String ROW = "%-14s %-11s %-28s %-18s %-32s %-20s %s";

  private EnvironmentsTable() {}

  /** The line above all others. */
  public static String heading() {
    return ROW.formatted(
        "ENVIRONMENT", "KUBERNETES", "NODES", "NAMESPACE", "API", "MONITORING", "BACKUP");
  }

  /** The line of an environment. */
  public static String row(Environment environment) {
    return ROW.formatted(
        environment.name(),
        environment.kubernetes(),
        "%d x %s"
            .formatted(environment.cluster().nodes().count(), environment.cluster().nodes().size()),
        environment.namespace(),
        environment.apiHost(),
        Settings.written(environment.monitoring().level()),
        "%s, %s"
            .formatted(
                Settings.written(environment.backup().mode()), environment.backup().retention()));
  }
}
