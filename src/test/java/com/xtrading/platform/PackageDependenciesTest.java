package com.xtrading.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the imports of the main sources against the list of packages in docs/architecture.md. */
class PackageDependenciesTest {

  private static final String ROOT = "com.xtrading.platform";
  private static final Path SOURCES = Path.of("src/main/java/com/xtrading/platform");

  /** From top to bottom; packages of one line stand side by side and do not see each other. */
  static final List<Set<String>> LAYERS =
      List.of(
          Set.of(""),
          Set.of("cli"),
          Set.of("scaffold"),
          Set.of("synthesis"),
          Set.of("report"),
          Set.of("policy.rules"),
          Set.of(
              "policy.rules.access",
              "policy.rules.addresses",
              "policy.rules.admission",
              "policy.rules.change",
              "policy.rules.credentials",
              "policy.rules.delivery",
              "policy.rules.isolation",
              "policy.rules.monitoring",
              "policy.rules.references",
              "policy.rules.storage",
              "policy.rules.workload"),
          Set.of("schema"),
          Set.of("policy"),
          Set.of("coverage"),
          Set.of("network", "capacity", "parity"),
          Set.of(
              "delivery",
              "backup",
              "edge",
              "security",
              "logging",
              "monitoring",
              "services",
              "data",
              "storage",
              "tracing"),
          Set.of("component"),
          Set.of("kubernetes"),
          Set.of("admission"),
          Set.of("collection", "projection", "health"),
          Set.of("objects"),
          Set.of("manifest"),
          Set.of("slo"),
          Set.of("declaration"),
          Set.of("environment.file"),
          Set.of("environment"),
          Set.of("alerting", "credential", "dashboard", "document", "metric", "promql"),
          Set.of("model"));

  /** What draws: whoever is not in it has no jsii type, and starts no Node.js. */
  static final Set<String> DRAWING =
      Set.of(
          "",
          "cli",
          "scaffold",
          "synthesis",
          "delivery",
          "backup",
          "edge",
          "security",
          "logging",
          "monitoring",
          "services",
          "data",
          "storage",
          "tracing",
          "component",
          "kubernetes");

  private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?([\\w.]+);");

  @Test
  void everyPackageHasALayer() {
    assertThat(sources().map(this::packageOf).distinct())
        .allSatisfy(name -> assertThat(layer(name)).isNotNegative());
  }

  @Test
  void packagesImportOnlyWhatLiesBelow() {
    List<String> violations = new ArrayList<>();
    sources()
        .forEach(
            file ->
                importsOf(file)
                    .filter(imported -> imported.startsWith(ROOT + "."))
                    .map(this::packageOfImport)
                    .filter(imported -> !imported.equals(packageOf(file)))
                    .filter(imported -> layer(imported) <= layer(packageOf(file)))
                    .forEach(imported -> violations.add(file + " imports " + imported)));
    assertThat(violations).isEmpty();
  }

  /** The order above says so too; this says why it is that order. */
  @Test
  void whoDrawsKnowsNothingOfWhoJudges() {
    Set<String> judging = Set.of("policy", "capacity", "network", "parity", "schema", "report");
    List<String> violations = new ArrayList<>();
    sources()
        .filter(file -> layer(packageOf(file)) >= layer("component"))
        .forEach(
            file ->
                importsOf(file)
                    .filter(imported -> imported.startsWith(ROOT + "."))
                    .map(this::packageOfImport)
                    .filter(imported -> judging.contains(imported.split("\\.")[0]))
                    .forEach(imported -> violations.add(file + " imports " + imported)));
    assertThat(violations).isEmpty();
  }

  @Test
  void plainPackagesHaveNoJsiiType() {
    List<String> violations = new ArrayList<>();
    sources()
        .filter(file -> !DRAWING.contains(packageOf(file)))
        .forEach(
            file ->
                importsOf(file)
                    .filter(
                        imported ->
                            imported.startsWith("org.cdk8s.")
                                || imported.startsWith("software.")
                                || imported.startsWith(ROOT + ".")
                                    && DRAWING.contains(packageOfImport(imported)))
                    .forEach(imported -> violations.add(file + " imports " + imported)));
    assertThat(violations).isEmpty();
  }

  private static int layer(String name) {
    for (int index = 0; index < LAYERS.size(); index++) {
      if (LAYERS.get(index).contains(name)) {
        return index;
      }
    }
    return -1;
  }

  private String packageOf(Path file) {
    return SOURCES.relativize(file.getParent()).toString().replace('/', '.');
  }

  /** The lower-case part of an imported name, without the root. */
  private String packageOfImport(String imported) {
    StringBuilder name = new StringBuilder();
    for (String part : imported.substring(ROOT.length() + 1).split("\\.")) {
      if (!Character.isLowerCase(part.charAt(0))) {
        break;
      }
      name.append(name.isEmpty() ? "" : ".").append(part);
    }
    return name.toString();
  }

  private static Stream<String> importsOf(Path file) {
    try {
      Matcher imports = IMPORT.matcher(Files.readString(file));
      return imports.results().map(match -> match.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> sources() {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
