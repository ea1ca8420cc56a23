package com.xtrading.platform.cli;

import com.xtrading.platform.admission.ObjectRules;
import com.xtrading.platform.admission.Profile;
import com.xtrading.platform.manifest.FieldLine;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.ManifestFolder;
import com.xtrading.platform.manifest.OutputFile;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Rendered;
import com.xtrading.platform.policy.Rule;
import com.xtrading.platform.report.FindingsReport;
import com.xtrading.platform.report.FindingsReport.Place;
import com.xtrading.platform.synthesis.Synthesized;
import com.xtrading.platform.synthesis.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
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

  @Mixin private Judged judged;

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
      return Errors.BAD_INPUT;
    }
    return report.places().isEmpty() ? 0 : Errors.FINDINGS;
  }

  private ObjectRules asked() {
    if (kubernetes.isEmpty()) {
      return ObjectRules.newest();
    }
    String version = kubernetes.get();
    if (!version.matches("1\\.3[4-7]")) {
      throw new UserError(
          "no rules are known for Kubernetes %s".formatted(version), "choose from 1.34 to 1.37");
    }
    return ObjectRules.of(Integer.parseInt(version.substring(2)), List.of());
  }

  private FindingsReport ofFolder(Workspace workspace, List<String> problems) {
    ManifestFolder read = judged.read(workspace);
    Path folder = judged.folder(workspace);
    problems.addAll(read.problems());
    List<? extends Rule> rules = asked().rules(asked.profile);
    UnaryOperator<String> texts =
        path -> text(Files.isDirectory(folder) ? folder.resolve(path) : folder);
    List<Place> places = new ArrayList<>();
    for (List<Manifest> manifests : withoutRepetition(read.manifests())) {
      Rendered rendered = new Rendered(folder.toString(), manifests, List.of());
      List<Finding> findings =
          rules.stream().flatMap(rule -> rule.check(rendered).stream()).toList();
      places.addAll(located(findings, manifests, texts, ""));
    }
    return new FindingsReport(List.copyOf(rules), places.stream().sorted(ORDER).toList());
  }

  private FindingsReport ofEnvironment(Workspace workspace, Console console) {
    Synthesized result = judged.render(workspace, console);
    List<? extends Rule> rules = ObjectRules.newest().rules(asked.profile);
    List<String> ids = rules.stream().map(Rule::id).toList();
    List<Finding> findings = new ArrayList<>(result.verdict().findings());
    result.verdict().expiredFindings().forEach(waived -> findings.add(waived.finding()));
    findings.removeIf(finding -> !ids.contains(finding.rule()));
    Map<String, String> texts = new HashMap<>();
    for (OutputFile file : result.files()) {
      texts.put(file.path(), file.text());
    }
    return new FindingsReport(
        List.copyOf(rules),
        located(
                findings,
                result.manifests(),
                texts::get,
                "%s/%s/".formatted(workspace.distName(), result.name()))
            .stream()
            .sorted(ORDER)
            .toList());
  }

  /** Objects that are in several files are judged in each of them. */
  private static List<List<Manifest>> withoutRepetition(List<Manifest> manifests) {
    List<Map<Object, Manifest>> rounds = new ArrayList<>();
    for (Manifest manifest : manifests) {
      Object id = manifest.id().withoutVersion();
      Map<Object, Manifest> round =
          rounds.stream()
              .filter(one -> !one.containsKey(id))
              .findFirst()
              .orElseGet(
                  () -> {
                    rounds.add(new LinkedHashMap<>());
                    return rounds.get(rounds.size() - 1);
                  });
      round.put(id, manifest);
    }
    return rounds.stream().map(round -> List.copyOf(round.values())).toList();
  }

  private static List<Place> located(
      List<Finding> findings,
      List<Manifest> manifests,
      UnaryOperator<String> texts,
      String folder) {
    Map<String, Manifest> byObject = new HashMap<>();
    manifests.forEach(manifest -> byObject.put(manifest.id().toString(), manifest));
    Map<String, String> read = new HashMap<>();
    List<Place> places = new ArrayList<>();
    for (Finding finding : findings) {
      Manifest manifest = byObject.get(finding.object());
      String text = read.computeIfAbsent(manifest.path(), texts);
      places.add(
          new Place(
              finding,
              folder + manifest.path(),
              FieldLine.of(text, manifest.id(), finding.path())));
    }
    return places;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException gone) {
      return ""; // it was read a moment ago
    }
  }
}
