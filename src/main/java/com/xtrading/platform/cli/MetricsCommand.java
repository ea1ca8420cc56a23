package com.xtrading.platform.cli;

import com.xtrading.platform.coverage.Expressions;
import com.xtrading.platform.coverage.MetricCoverage;
import com.xtrading.platform.coverage.WatchedExpression;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.model.UserError;
import com.xtrading.platform.objects.NestedText;
import com.xtrading.platform.policy.MetricReach;
import com.xtrading.platform.report.MetricsText;
import com.xtrading.platform.report.MetricsText.Judged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code metrics}: whether rules and pages look at what is really there. */
@Command(
    name = "metrics",
    description =
        "Holds every expression of rules and pages against what is exported, scraped, reachable and"
            + " kept in an environment. Fails where one looks at nothing, or at something else.",
    mixinStandardHelpOptions = true)
final class MetricsCommand implements Callable<Integer> {

  @ParentCommand private PlatformCommand parent;

  @Parameters(paramLabel = "ENV", arity = "0..*", description = "Environments (default: all).")
  private List<String> names = List.of();

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      arity = "1..*",
      description = "Rules of Prometheus or PrometheusRules, in place of those that are rendered.")
  private List<Path> rules = List.of();

  @Option(
      names = "--dashboards",
      paramLabel = "FILE",
      arity = "1..*",
      description = "Pages of Grafana as JSON, in place of those that are rendered.")
  private List<Path> dashboards = List.of();

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: text).")
  private TextOrJson format = TextOrJson.text;

  @Override
  public Integer call() {
    Workspace workspace = parent.workspace();
    Console console = new Console(workspace);
    List<WatchedExpression> given = given(workspace);
    boolean ofFiles = !rules.isEmpty() || !dashboards.isEmpty();
    List<Judged> judged =
        workspace.synthesis().render(workspace.select(names), console::rendering).stream()
            .map(
                rendered -> {
                  MetricCoverage own = MetricReach.coverageOf(rendered);
                  return ofFiles
                      ? Judged.of(rendered.name(), own.with(given), given)
                      : Judged.of(rendered.name(), own, own.expressions());
                })
            .toList();
    console.line(
        (format == TextOrJson.json ? MetricsText.json(judged) : MetricsText.text(judged))
            .stripTrailing());
    return judged.stream().allMatch(one -> one.gaps().isEmpty()) ? 0 : ExitCodes.FINDINGS;
  }

  private List<WatchedExpression> given(Workspace workspace) {
    List<WatchedExpression> given = new ArrayList<>();
    for (Path file : rules) {
      for (Tree document : documents(workspace, "--rules", file)) {
        boolean isObject = document.at("spec", "groups").exists();
        if (!isObject && !document.at("groups").exists()) {
          throw new UserError(
              "--rules %s holds no groups of rules".formatted(file),
              "name a file with groups:, or with a PrometheusRule");
        }
        given.addAll(
            Expressions.ofRules(
                file.toString(),
                isObject ? "spec." : "",
                isObject ? document.at("spec") : document));
      }
    }
    for (Path file : dashboards) {
      for (Tree document : documents(workspace, "--dashboards", file)) {
        // The payload of Grafana's API has the page one level below.
        Tree page = document.at("dashboard").exists() ? document.at("dashboard") : document;
        if (!page.at("panels").exists()) {
          throw new UserError(
              "--dashboards %s holds no panels".formatted(file),
              "name a page that Grafana exported as JSON");
        }
        given.addAll(Expressions.ofDashboard(file.toString(), page));
      }
    }
    return given;
  }

  private static List<Tree> documents(Workspace workspace, String option, Path file) {
    Path place = workspace.directory().resolve(file);
    String text;
    try {
      text = Files.readString(place);
    } catch (IOException e) {
      throw new UserError("%s %s cannot be read".formatted(option, file), "name a file");
    }
    List<Tree> documents = NestedText.documents("x.yaml", text).stream().map(Tree::of).toList();
    if (documents.isEmpty()) {
      throw new UserError(
          "%s %s is neither YAML nor JSON".formatted(option, file), "correct it, or name another");
    }
    return documents;
  }
}
