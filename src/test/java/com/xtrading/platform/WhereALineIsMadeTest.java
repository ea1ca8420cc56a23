package com.xtrading.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.component.Component;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.manifest.OutputFile;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Follows docs/where-a-line-is-made.md: its three lines, and every class that it names. */
class WhereALineIsMadeTest {

  private static final Path PAGE = Path.of("docs/where-a-line-is-made.md");
  private static final Path SOURCES = Path.of("src/main/java/com/xtrading/platform");
  private static final String COMPONENTS = "| component | class |\n|---|---|\n";
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern CLASS = Pattern.compile("`([a-z]+(?:\\.[a-z]+)*\\.[A-Z]\\w+)`");

  private static String page() throws IOException {
    return Files.readString(PAGE);
  }

  /** What stands in code font in the cells of the row that begins with a line. */
  private static List<List<String>> row(String line) throws IOException {
    String row =
        page()
            .lines()
            .filter(one -> one.startsWith("| `" + line + "` |"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no row about " + line));
    return Stream.of(row.split("(?<!\\\\)\\|"))
        .filter(cell -> !cell.isBlank())
        .map(cell -> CODE.matcher(cell).results().map(match -> match.group(1)).toList())
        .toList();
  }

  private static String source(String name) throws IOException {
    return Files.readString(SOURCES.resolve(name.replace('.', '/') + ".java"));
  }

  private static List<String> lines(JudgedEnvironment rendered, String path) {
    return rendered.files().stream()
        .filter(file -> file.path().equals(path))
        .map(OutputFile::text)
        .findFirst()
        .orElseThrow()
        .lines()
        .map(String::strip)
        .toList();
  }

  @Test
  void aSizeComesFromTheEnvironmentFile() throws IOException {
    List<List<String>> row = row("maxReplicas: 6");
    String path = row.get(1).get(0);
    assertThat(lines(TestPlatform.sample("production"), path)).contains("maxReplicas: 6");
    assertThat(source(row.get(2).get(0))).contains("maxReplicas(");
    assertThat(source(row.get(2).get(1))).contains("Workloads.");
    assertThat(row.get(3)).contains("services.user-service.replicas.max");
    JudgedEnvironment changed =
        TestPlatform.render(
            EditedEnvironment.of(
                "production",
                "  user-service:\n    replicas: {min: 3, max: 6}",
                "  user-service:\n    replicas: {min: 3, max: 5}"));
    assertThat(lines(changed, path)).contains("maxReplicas: 5").doesNotContain("maxReplicas: 6");
  }

  @Test
  void anOpenPortComesFromAnEdge() throws IOException {
    List<List<String>> row = row("- port: 5432");
    String path = row.get(1).get(0);
    assertThat(lines(TestPlatform.sample("production"), path)).contains("- port: 5432");
    assertThat(source(row.get(2).get(0))).contains("NetworkPolicies.policy(");
    assertThat(Files.readString(SOURCES.resolve("TradingPlatform.java")))
        .contains(row.get(3).get(0));
    assertThat(source(row.get(3).get(1))).contains("5432");
    // The sample platform declares the same edge for others, and not for its frontend.
    assertThat(
            lines(
                TestPlatform.sample("production"),
                "manifests/frontend/NetworkPolicy-frontend.yaml"))
        .doesNotContain("- port: 5432");
  }

  @Test
  void anAlertComesFromItsStore() throws IOException {
    List<List<String>> row = row("- alert: PostgresDown");
    assertThat(lines(TestPlatform.sample("production"), row.get(1).get(0)))
        .contains("- alert: PostgresDown");
    assertThat(source(row.get(2).get(0))).contains("\"alert\"");
    assertThat(source(row.get(3).get(0))).contains("\"PostgresDown\"");
  }

  @Test
  void everyClassThatThePageNamesIsThere() throws IOException {
    Matcher names = CLASS.matcher(page());
    List<String> missing =
        names
            .results()
            .map(match -> match.group(1))
            .filter(name -> !Files.exists(SOURCES.resolve(name.replace('.', '/') + ".java")))
            .toList();
    assertThat(missing).isEmpty();
  }

  @Test
  void thePageHasTheClassOfEveryComponent() throws IOException {
    SortedMap<String, SortedSet<String>> known = new TreeMap<>();
    Stream.of("development", "staging", "production")
        .map(TestPlatform::environment)
        .forEach(environment -> classes(environment, known));
    classes(
        EditedEnvironment.of(
            "staging",
            "\nmonitoring:\n",
            "\nmesh: istio-ambient\nmonitoring:\n",
            "\nlogging:\n",
            TestPlatform.CLAIR.indent(0).replaceFirst("^", "\n") + "logging:\n"),
        known);
    StringBuilder rows = new StringBuilder();
    known.forEach((type, names) -> rows.append("| %s | `%s` |\n".formatted(names(names), type)));
    String page = page();
    String wanted =
        page.substring(0, page.indexOf(COMPONENTS) + COMPONENTS.length()) + rows.toString();
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, wanted);
    }
    assertThat(page())
        .as("mvn test -Dtest=WhereALineIsMadeTest -Dgolden.update=true rewrites the list")
        .isEqualTo(wanted);
  }

  /** One more service of a known kind changes nothing here. */
  private static String names(SortedSet<String> names) {
    return names.size() == 1 ? names.first() : "several";
  }

  private static void classes(Environment environment, SortedMap<String, SortedSet<String>> known) {
    Platform platform = TradingPlatform.declare(environment);
    for (Component component : platform.components()) {
      String type =
          component
              .getClass()
              .getName()
              .substring("com.xtrading.platform.".length())
              .replace('$', '.');
      known.computeIfAbsent(type, unused -> new TreeSet<>()).add(component.name());
    }
  }
}
