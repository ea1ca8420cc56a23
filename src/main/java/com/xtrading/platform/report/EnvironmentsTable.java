package com.xtrading.platform.report;

import com.xtrading.platform.environment.Cluster;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.file.Settings;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.JsonWriter;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Environments side by side, for a terminal: what each is made of. */
public final class EnvironmentsTable {

  private static final String ROW = "%-14s %-11s %-28s %-18s %-32s %-20s %s";

  private EnvironmentsTable() {}

  /** A line for each, below a heading. */
  public static String text(Collection<Environment> environments) {
    return Stream.concat(Stream.of(heading()), environments.stream().map(EnvironmentsTable::row))
        .map(line -> line.stripTrailing() + "\n")
        .collect(Collectors.joining());
  }

  /** One JSON object with the list {@code environments}. */
  public static String json(Collection<Environment> environments) {
    return JsonWriter.write(
        Fields.of("environments", environments.stream().map(EnvironmentsTable::fields).toList()));
  }

  private static Fields fields(Environment environment) {
    Cluster.Nodes nodes = environment.cluster().nodes();
    return Fields.of("name", environment.name().value())
        .with("kubernetes", environment.kubernetes().value())
        .with(
            "nodes",
            Fields.of("count", nodes.count())
                .with("autoscaleTo", nodes.autoscaleTo())
                .with("cpuMillis", nodes.cpu().millicores())
                .with("memoryBytes", nodes.memory().bytes()))
        .with("namespace", environment.namespace().toString())
        .with("api", environment.apiHost().toString())
        .with("monitoring", Settings.written(environment.monitoring().level()))
        .with(
            "backup",
            Fields.of("mode", Settings.written(environment.backup().mode()))
                .with("retentionDays", environment.backup().retention().count()));
  }

  private static String heading() {
    return ROW.formatted(
        "ENVIRONMENT", "KUBERNETES", "NODES", "NAMESPACE", "API", "MONITORING", "BACKUP");
  }

  private static String row(Environment environment) {
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
