package com.xtrading.platform.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
    Stream.concat(
            TestPlatform.reference().stream(),
            Stream.of(TestPlatform.meshed(), TestPlatform.ownVault(), TestPlatform.withClair()))
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
                  .isIn("critical", "warning", "none");
              assertThat(alert.at("annotations", "summary").text("")).isNotBlank();
              assertThat(alert.at("annotations", "description").text("")).isNotBlank();
              assertThat(alert.at("for").text("1m")).matches("[1-9]\\d*[sm]");
            });
  }

  @Test
  void alertsOfOneEnvironmentNeverSpeakOfAnother() {
    assertThat(alerts(TestPlatform.sample("staging")).map(alert -> alert.at("expr").text("")))
        .noneMatch(expression -> expression.contains("pytrading-prod"));
  }

  private static Stream<Tree> alerts(JudgedEnvironment rendered) {
    return Select.all(rendered, "PrometheusRule")
        .flatMap(rule -> rule.at("spec", "groups").elements())
        .flatMap(group -> group.at("rules").elements());
  }
}
