package com.xtrading.platform.cli;

import com.xtrading.platform.admission.ObjectPolicies;
import com.xtrading.platform.admission.Profile;
import com.xtrading.platform.manifest.ManifestFolder;
import com.xtrading.platform.manifest.OutputFile;
import com.xtrading.platform.model.UserError;
import com.xtrading.platform.objects.ClusterObjects;
import com.xtrading.platform.objects.FieldTypes;
import com.xtrading.platform.objects.Made;
import com.xtrading.platform.objects.UnreadPods;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Rule;
import com.xtrading.platform.policy.rules.admission.ObjectRule;
import com.xtrading.platform.projection.Projection;
import com.xtrading.platform.report.FindingsReport;
import com.xtrading.platform.report.FindingsReport.Place;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code policy}: the rules that the API server is given too, over an environment or a folder. */
@Command(
    name = "policy",
    description =
        "Holds the objects of an environment, or of any folder of manifests, to the rules that the"
            + " API server is given as well. Waivers count for an environment; a folder has none."
            + " What cannot be read is named, the rest is judged, and the exit code is 2.",
    mixinStandardHelpOptions = true)
final class PolicyCommand implements Callable<Integer> {

  /** How findings are written. */
  enum Format {
    text,
    json,
    sarif,
    junit
  }

  /** Which rules are asked; each profile holds those before it. */
  enum Asked {
    baseline(Profile.BASELINE),
    restricted(Profile.RESTRICTED),
    platform(Profile.PLATFORM);

    private final Profile profile;

    Asked(Profile profile) {
      this.profile = profile;
    }
  }

  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::file)
          .thenComparing(Place::line)
          .thenComparing(place -> place.finding().toString());

  @ParentCommand private PlatformCommand parent;

  @Mixin private EnvironmentOrFolder judged;

  @Option(
      names = "--profile",
      description = "${COMPLETION-CANDIDATES} (default: platform, which holds the others).")
  private Asked asked = Asked.platform;

  @Option(
      names = "--kubernetes",
      paramLabel = "VERSION",
      description =
          "Of which version of Kubernetes the rules are, from 1.34 to 1.37 (default: the newest, or"
              + " that of the environment).")
  private Optional<String> kubernetes = Optional.empty();

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: text).")
  private Format format = Format.text;

  @Override
  public Integer call() {
    boolean isEnvironment = judged.isEnvironment();
    if (isEnvironment && kubernetes.isPresent()) {
      throw new UserError(
          "an environment has a version of Kubernetes", "leave --kubernetes out, or name a folder");
    }
    Workspace workspace = parent.workspace();
    Console console = new Console(workspace);
    List<String> problems = new ArrayList<>();
    FindingsReport report =
        isEnvironment ? ofEnvironment(workspace, console) : ofFolder(workspace, problems);
    problems.forEach(console::error);
    String text =
        switch (format) {
          case text -> report.text();
          case json -> report.json();
          case sarif -> report.sarif();
          case junit -> report.junit();
        };
    text.lines().forEach(console::line);
    if (!problems.isEmpty()) {
      return ExitCodes.BAD_INPUT;
    }
    return report.places().isEmpty() ? 0 : ExitCodes.FINDINGS;
  }

  private ObjectPolicies asked() {
    if (kubernetes.isEmpty()) {
      return ObjectPolicies.newest();
    }
    String version = kubernetes.get();
    if (!version.matches("1\\.3[4-7]")) {
      throw new UserError(
          "no rules are known for Kubernetes %s".formatted(version), "choose from 1.34 to 1.37");
    }
    return ObjectPolicies.of(Integer.parseInt(version.substring(2)), List.of());
  }

  private FindingsReport ofFolder(Workspace workspace, List<String> problems) {
    ManifestFolder read = judged.read(workspace);
    problems.addAll(read.problems());
    read.manifests().forEach(one -> UnreadPods.problem(one).ifPresent(problems::add));
    ObjectPolicies policies = asked();
    List<ObjectRule> rules = ObjectRule.of(asked.profile);
    FindingLocations locations =
        new FindingLocations(path -> text(workspace.directory().resolve(path)), "");
    List<Place> places = new ArrayList<>();
    for (FindingLocations.Round round : locations.rounds(read.manifests())) {
      List<Made> made = new ArrayList<>();
      for (Made one : Projection.of(round.manifests()).made()) {
        List<String> wrong = FieldTypes.problems(one.object());
        wrong.forEach(
            problem ->
                problems.add("%s: %s: %s".formatted(one.by().path(), one.object().id(), problem)));
        if (wrong.isEmpty()) {
          made.add(one);
        }
      }
      ClusterObjects objects = new ClusterObjects(round.manifests(), made);
      for (ObjectRule rule : rules) {
        rule.check(objects, policies).forEach(finding -> places.add(round.of(finding)));
      }
    }
    return new FindingsReport(List.copyOf(rules), places.stream().sorted(ORDER).toList(), problems);
  }

  private FindingsReport ofEnvironment(Workspace workspace, Console console) {
    JudgedEnvironment result = judged.render(workspace, console);
    List<? extends Rule> rules = ObjectRule.of(asked.profile);
    List<String> ids = rules.stream().map(Rule::id).toList();
    List<Finding> findings = new ArrayList<>(result.verdict().findings());
    result.verdict().expiredFindings().forEach(waived -> findings.add(waived.finding()));
    findings.removeIf(finding -> !ids.contains(finding.rule()));
    Map<String, String> texts = new HashMap<>();
    for (OutputFile file : result.files()) {
      texts.put(file.path(), file.text());
    }
    String path = "%s/%s/".formatted(workspace.distName(), result.name());
    FindingLocations.Round objects =
        new FindingLocations(texts::get, path)
            .rounds(result.manifests())
            .get(0); // none is there twice
    return new FindingsReport(
        List.copyOf(rules), findings.stream().map(objects::of).sorted(ORDER).toList(), List.of());
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException gone) {
      return ""; // it was read a moment ago
    }
  }
}
