package com.xtrading.platform.cli;

import com.xtrading.platform.component.Timings;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.manifest.DistDirectory;
import com.xtrading.platform.manifest.FileDifference;
import com.xtrading.platform.model.UserError;
import com.xtrading.platform.schema.SchemaCatalog;
import com.xtrading.platform.schema.SchemaReport;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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

  /** By minor version of Kubernetes; environments mostly share one. */
  private final Map<String, SchemaCatalog> catalogs = new HashMap<>();

  private int problems;

  @Override
  public Integer call() {
    Workspace workspace = parent.workspace();
    Console console = new Console(workspace);
    EnvironmentSelection selection = EnvironmentSelection.of(workspace, names);
    selection.problems().forEach(problem -> count(() -> console.error(problem.toString())));
    DistDirectory dist = DistDirectory.at(workspace.dist());
    DistDirectory before =
        base.map(folder -> workspace.directory().resolve(folder))
            .map(folder -> baseIn(folder, selection.chosen(), console))
            .orElse(dist);
    List<JudgedEnvironment> results = selection.render(workspace, before, console, new Timings());
    for (JudgedEnvironment result : results) {
      policies(console, result);
      schemas.ifPresent(folder -> schemas(console, workspace.directory().resolve(folder), result));
      differences(console, workspace, dist, result);
    }
    if (names.isEmpty()) {
      Set<String> known = results.stream().map(JudgedEnvironment::name).collect(Collectors.toSet());
      UnknownEnvironments.of(workspace, known)
          .forEach(problem -> count(() -> console.error(problem)));
    }
    if (problems == 0) {
      console.good("%s is current and every policy holds".formatted(workspace.distName()));
      return 0;
    }
    console.line(problems == 1 ? "1 problem" : problems + " problems");
    return ExitCodes.FINDINGS;
  }

  /** A folder in which nothing could be found would let everything pass. */
  private static DistDirectory baseIn(Path folder, List<Environment> chosen, Console console) {
    DistDirectory base = DistDirectory.at(folder);
    List<String> missing =
        chosen.stream()
            .map(environment -> environment.name().value())
            .filter(environment -> !base.holds(environment))
            .toList();
    if (missing.size() == chosen.size()) {
      throw new UserError(
          "--base %s holds none of %s".formatted(folder, String.join(", ", missing)),
          "name a dist/ folder, which has a folder with an inventory.json for each environment");
    }
    missing.forEach(
        environment ->
            console.warning(
                "%s is not in --base and is taken for new: nothing is compared"
                    .formatted(environment)));
    return base;
  }

  private void policies(Console console, JudgedEnvironment result) {
    String name = result.name();
    result.verdict().findings().forEach(finding -> count(() -> console.finding(name, finding)));
    result
        .verdict()
        .expiredFindings()
        .forEach(waived -> count(() -> console.finding(name, waived.finding())));
    result
        .verdict()
        .waiverFindings()
        .forEach(finding -> count(() -> console.finding(name, finding)));
  }

  private void schemas(Console console, Path folder, JudgedEnvironment result) {
    String name = result.name();
    SchemaReport report =
        catalogs
            .computeIfAbsent(
                result.environment().kubernetes().value(),
                minor -> SchemaCatalog.load(folder, minor))
            .check(result.manifests());
    report.findings().forEach(finding -> count(() -> console.finding(name, finding)));
    console.line(
        "%s: %d objects held against Kubernetes %s; %d CEL rules not evaluated"
            .formatted(
                name,
                report.objects(),
                result.environment().kubernetes(),
                report.celRulesNotEvaluated()));
  }

  private void differences(
      Console console, Workspace workspace, DistDirectory dist, JudgedEnvironment result) {
    String name = result.name();
    List<FileDifference> differences = dist.verify(name, result.files());
    differences.forEach(difference -> count(() -> console.error(difference.toString())));
    if (differences.stream().anyMatch(FileDifference::synthesisRepairs)) {
      console.line(
          "fix: run mvn compile exec:java and commit %s/%s".formatted(workspace.distName(), name));
    }
  }

  private void count(Runnable report) {
    problems++;
    report.run();
  }
}
