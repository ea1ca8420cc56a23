package com.xtrading.platform.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.AlertScenario;
import com.xtrading.platform.declaration.InputSeries;
import com.xtrading.platform.environment.Monitoring;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AlertFilesTest {

  private static final Path RUNBOOKS = Path.of("docs/runbooks");
  private static final String EACH = "com.xtrading.platform.TestPlatform#each";

  @ParameterizedTest
  @MethodSource(EACH)
  void promtoolChecksTheRulesThatTheClusterRuns(JudgedEnvironment rendered) {
    List<Manifest> rules = Select.all(rendered, "PrometheusRule").toList();
    assertThat(rules).isNotEmpty();
    for (Manifest rule : rules) {
      Tree file =
          Select.parse(
              Select.file(rendered, "config/prometheus/rules/%s.yaml".formatted(rule.name())));
      assertThat(file).isEqualTo(rule.at("spec"));
    }
    assertThat(
            rendered.files().stream()
                .filter(file -> file.path().startsWith("config/prometheus/rules/")))
        .hasSameSizeAs(rules);
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void everyDeclaredAlertIsRendered(JudgedEnvironment rendered) {
    assertThat(alerts(rendered).map(alert -> alert.at("alert").text("")))
        .containsExactlyInAnyOrderElementsOf(
            rendered.topology().alerts().stream().map(AlertRule::name).toList());
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void everyAlertLeadsToARunbookThatExists(JudgedEnvironment rendered) {
    assertThat(alerts(rendered))
        .isNotEmpty()
        .allSatisfy(
            alert -> {
              String url = alert.at("annotations", "runbook_url").text("");
              assertThat(url)
                  .startsWith("https://github.com/xtrading/platform/blob/main/docs/runbooks/");
              assertThat(RUNBOOKS.resolve(url.substring(url.lastIndexOf('/') + 1))).isRegularFile();
            });
  }

  @Test
  void everyRunbookBelongsToAnAlert() throws IOException {
    Set<String> alerts = new TreeSet<>();
    everywhere()
        .forEach(
            rendered ->
                alerts(rendered).forEach(alert -> alerts.add(alert.at("alert").text("") + ".md")));
    try (Stream<Path> files = Files.list(RUNBOOKS)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(alerts);
    }
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void everyAlertSaysWhatItMeansAndHowUrgentItIs(JudgedEnvironment rendered) {
    assertThat(alerts(rendered))
        .allSatisfy(
            alert -> {
              assertThat(alert.at("labels", "severity").text(""))
                  .isIn("critical", "warning", "info", "none");
              assertThat(alert.at("labels", "team").text(""))
                  .isIn("platform", "data", "trading", "security");
              assertThat(alert.at("annotations", "dashboard_url").text(""))
                  .matches("/d/xtrading-[a-z]+");
              assertThat(alert.at("annotations", "summary").text("")).isNotBlank();
              assertThat(alert.at("annotations", "description").text("")).isNotBlank();
              assertThat(alert.at("for").text("1m")).matches("[1-9]\\d*[sm]");
            });
  }

  @Test
  void everyRunbookSaysWhatItMeansWhatToDoAndWhomToWake() throws IOException {
    try (Stream<Path> files = Files.list(RUNBOOKS)) {
      assertThat(files)
          .allSatisfy(
              file ->
                  assertThat(Files.readString(file))
                      .startsWith("# " + file.getFileName().toString().replace(".md", "\n\n"))
                      .containsSubsequence(
                          "\n\n**Meaning.** ",
                          "\n\n**Impact.** ",
                          "\n\n**Diagnosis.** ",
                          "\n\n**Mitigation.** ",
                          "\n\n**Escalation.** "));
    }
  }

  @Test
  void everyAlertIsProvenToFireAndToStayQuiet() {
    assertThat(everywhere().flatMap(rendered -> rendered.topology().alerts().stream()))
        .isNotEmpty()
        .allSatisfy(
            alert -> {
              assertThat(alert.scenarios()).as(alert.name()).anyMatch(AlertScenario::fires);
              // Nothing keeps the dead man's switch quiet.
              if (!alert.expression().equals("vector(1)")) {
                Set<List<InputSeries>> firing =
                    alert.scenarios().stream()
                        .filter(AlertScenario::fires)
                        .map(scenario -> scenario.given().series())
                        .collect(Collectors.toSet());
                assertThat(alert.scenarios())
                    .as(alert.name())
                    .anyMatch(scenario -> !firing.contains(scenario.given().series()));
              }
            });
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void everyScenarioIsATestOfItsOwnBesideItsRules(JudgedEnvironment rendered) {
    int scenarios =
        rendered.topology().alerts().stream().mapToInt(alert -> alert.scenarios().size()).sum();
    List<Tree> files =
        rendered.files().stream()
            .filter(file -> file.path().startsWith("config/prometheus/tests/"))
            .map(file -> Select.parse(file.text()))
            .toList();
    assertThat(
            files.stream()
                .flatMap(file -> file.at("tests").elements())
                .filter(test -> !test.at("promql_expr_test").exists())
                .map(test -> test.at("alert_rule_test").list().size()))
        .hasSize(scenarios)
        .containsOnly(1);
    assertThat(files.stream().flatMap(file -> file.at("rule_files").elements()))
        .allSatisfy(
            rules ->
                assertThat(Select.file(rendered, "config/prometheus" + rules.text("").substring(2)))
                    .isNotEmpty());
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void everyScenarioOfARecordingIsAsked(JudgedEnvironment rendered) {
    int scenarios =
        rendered.topology().recordings().stream().mapToInt(rule -> rule.scenarios().size()).sum();
    assertThat(
            rendered.files().stream()
                .filter(file -> file.path().startsWith("config/prometheus/tests/"))
                .flatMap(file -> Select.parse(file.text()).at("tests").elements())
                .flatMap(test -> test.at("promql_expr_test").elements()))
        .hasSize(scenarios);
  }

  @Test
  void whereLittleIsWatchedOnlyTheBasicsAreEvaluated() {
    Set<String> basics =
        TestPlatform.reference("development").topology().alerts().stream()
            .map(AlertRule::name)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(TestPlatform.reference("development").environment().monitoring().level())
        .isEqualTo(Monitoring.Level.BASIC);
    assertThat(basics)
        .containsExactly(
            "KubePodCrashLooping",
            "NodeCPUHigh",
            "NodeMemoryHigh",
            "NodeNotReady",
            "PersistentVolumeAlmostFull",
            "PersistentVolumeFillingUp",
            "PostgresDown",
            "ServiceAbsent",
            "ServiceDown",
            "TargetDown",
            "Watchdog");
    assertThat(TestPlatform.reference("staging").topology().alerts().stream().map(AlertRule::name))
        .containsAll(basics)
        .contains("PostgresReplicationLag", "MarketDataStale", "NodeClockSkew");
  }

  @Test
  void theReadmeListsAlertsByTeamWithTheirRunbooks() {
    String readme = Select.file(TestPlatform.reference("production"), "README.md");
    assertThat(readme)
        .contains("| team platform |", "| team data |", "| team trading |", "| team security |")
        .contains(
            "| [MarketDataStale](https://github.com/xtrading/platform/blob/main/docs/runbooks/MarketDataStale.md)"
                + " | critical | page; chat | trading | No market data from *venue* |")
        .contains(
            "| [NodeCPUHigh](https://github.com/xtrading/platform/blob/main/docs/runbooks/NodeCPUHigh.md)"
                + " | warning | chat, in working hours | nodes |");
  }

  @Test
  void alertsOfOneEnvironmentNeverSpeakOfAnother() {
    assertThat(alerts(TestPlatform.sample("staging")).map(alert -> alert.at("expr").text("")))
        .noneMatch(expression -> expression.contains("pytrading-prod"));
  }

  /** Every environment, and every part that none of them has. */
  private static Stream<JudgedEnvironment> everywhere() {
    return Stream.concat(
        TestPlatform.reference().stream(),
        Stream.of(TestPlatform.meshed(), TestPlatform.ownVault(), TestPlatform.withClair()));
  }

  private static Stream<Tree> alerts(JudgedEnvironment rendered) {
    return Select.all(rendered, "PrometheusRule")
        .flatMap(rule -> rule.at("spec", "groups").elements())
        .flatMap(group -> group.at("rules").elements())
        .filter(rule -> rule.at("alert").exists());
  }
}
