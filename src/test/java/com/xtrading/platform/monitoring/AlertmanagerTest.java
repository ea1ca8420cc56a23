package com.xtrading.platform.monitoring;

import static com.xtrading.platform.RenderedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.alerting.AlertmanagerConfig;
import com.xtrading.platform.alerting.ConfigFile;
import com.xtrading.platform.alerting.Inhibition;
import com.xtrading.platform.alerting.Notice;
import com.xtrading.platform.alerting.Routing;
import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertmanagerTest {

  private static final String NAME = "alertmanager";
  private static final String SECRET = "alertmanager-alertmanager";

  /** A Tuesday, ten o'clock in Shanghai. */
  private static final Instant AT_WORK = Instant.parse("2026-12-01T02:00:00Z");

  /** The same Tuesday, three o'clock in the night there. */
  private static final Instant AT_NIGHT = Instant.parse("2026-11-30T19:00:00Z");

  /** A Saturday, ten o'clock there. */
  private static final Instant AT_WEEKEND = Instant.parse("2026-12-05T02:00:00Z");

  private static AlertmanagerConfig config(String environment) {
    ConfigFile file =
        ConfigFile.read(
            "alertmanager.yaml",
            Select.file(
                TestPlatform.reference(environment), "config/alertmanager/alertmanager.yaml"));
    assertThat(file.located(file.refusals())).isEmpty();
    return file.config().orElseThrow();
  }

  /** Who is told at once, and not some time later. */
  private static List<String> told(String environment, Instant at, String... labels) {
    return Routing.of(config(environment)).of(alert(labels), at).stream()
        .filter(notice -> notice.quiet().isEmpty())
        .map(Notice::receiver)
        .toList();
  }

  private static Map<String, String> alert(String... labels) {
    return Stream.of(labels)
        .map(label -> label.split("=", 2))
        .collect(java.util.stream.Collectors.toMap(label -> label[0], label -> label[1]));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "production | critical | page, chat | page, chat",
        "production | warning  | chat       | ''",
        "production | info     | nobody     | nobody",
        "production | none     | nobody     | nobody",
        "staging    | critical | chat       | chat",
        "staging    | warning  | chat       | chat",
        "staging    | info     | nobody     | nobody",
      })
  void tellsBySeverityAndHour(String environment, String severity, String work, String night) {
    for (String team : List.of("platform", "data", "trading", "security")) {
      String[] alert = {"alertname=A", "severity=" + severity, "team=" + team, "namespace=n"};
      assertThat(String.join(", ", told(environment, AT_WORK, alert))).isEqualTo(work);
      assertThat(String.join(", ", told(environment, AT_NIGHT, alert))).isEqualTo(night);
      assertThat(String.join(", ", told(environment, AT_WEEKEND, alert))).isEqualTo(night);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"staging", "production"})
  void givesASignOfLifeAtOnceAndEveryOtherMinute(String environment) {
    List<Notice> notices =
        Routing.of(config(environment)).of(alert("alertname=Watchdog", "severity=none"), AT_NIGHT);
    assertThat(notices)
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.receiver()).isEqualTo("dead-mans-switch");
              assertThat(notice.quiet()).isEmpty();
              assertThat(notice.groupWait()).isZero();
              assertThat(notice.repeatInterval())
                  .isLessThanOrEqualTo(java.time.Duration.ofMinutes(5));
            });
  }

  @Test
  void anAlertWithoutASeverityReachesSomebody() {
    assertThat(told("production", AT_NIGHT, "alertname=Forgotten")).containsExactly("chat");
  }

  private static boolean silenced(Map<String, String> target, Map<String, String> firing) {
    return !Inhibition.of(config("production")).of(target, List.of(target, firing)).isEmpty();
  }

  @Test
  void whatIsCriticalSilencesLessAboutTheSameAndNothingElse() {
    Map<String, String> critical =
        alert("alertname=A", "severity=critical", "namespace=n", "service=a");
    assertThat(
            silenced(
                alert("alertname=B", "severity=warning", "namespace=n", "service=a"), critical))
        .isTrue();
    assertThat(
            silenced(
                alert("alertname=B", "severity=warning", "namespace=n", "service=b"), critical))
        .isFalse();
    assertThat(
            silenced(
                alert("alertname=B", "severity=warning", "namespace=n", "service=a", "pod=a-1"),
                critical))
        .as("one pod of it")
        .isFalse();
    assertThat(
            silenced(
                alert("alertname=B", "severity=critical", "namespace=n", "service=a"), critical))
        .isFalse();
  }

  /** The one that wakes somebody silences the slower ones about the same promise, and no other. */
  @Test
  void aBudgetThatIsUsedUpFastSilencesThatItIsUsedUpSlowly() {
    Map<String, String> fast = burning("critical", "1h", "user-service", "availability");
    assertThat(silenced(burning("warning", "3d", "user-service", "availability"), fast)).isTrue();
    assertThat(silenced(burning("warning", "3d", "user-service", "latency"), fast)).isFalse();
    assertThat(silenced(burning("warning", "3d", "strategy-service", "availability"), fast))
        .isFalse();
    assertThat(silenced(burning("critical", "6h", "user-service", "availability"), fast)).isFalse();
    assertThat(
            silenced(
                alert("alertname=B", "severity=warning", "namespace=n", "service=user-service"),
                fast))
        .isFalse();
  }

  private static Map<String, String> burning(
      String severity, String window, String service, String slo) {
    return alert(
        "alertname=SLOErrorBudgetBurn",
        "severity=" + severity,
        "long_window=" + window,
        "service=" + service,
        "slo=" + slo,
        "team=platform");
  }

  /** Labels that neither has are equal: both would be about everything. */
  @Test
  void whatSaysOfNothingWhatItIsAboutSilencesNothing() {
    assertThat(
            silenced(
                alert("alertname=B", "severity=warning", "namespace=n"),
                alert("alertname=A", "severity=critical", "namespace=n")))
        .isFalse();
  }

  @Test
  void aLostNodeSilencesWarningsOnItAlone() {
    Map<String, String> lost = alert("alertname=NodeNotReady", "severity=critical", "node=n1");
    assertThat(silenced(alert("alertname=B", "severity=warning", "node=n1", "pod=p"), lost))
        .isTrue();
    assertThat(silenced(alert("alertname=B", "severity=warning", "node=n2", "pod=p"), lost))
        .isFalse();
    assertThat(silenced(alert("alertname=B", "severity=warning", "pod=p"), lost)).isFalse();
  }

  @Test
  void aDatabaseThatIsDownSilencesWhatFollowsInItsNamespace() {
    Map<String, String> down = alert("alertname=PostgresDown", "severity=critical", "namespace=d");
    assertThat(
            silenced(
                alert("alertname=PostgresReplicationLag", "severity=warning", "namespace=d"), down))
        .isTrue();
    assertThat(
            silenced(
                alert("alertname=PostgresReplicationLag", "severity=warning", "namespace=e"), down))
        .isFalse();
    assertThat(silenced(alert("alertname=PostgresDown", "severity=critical", "namespace=d"), down))
        .isFalse();
  }

  @Test
  void nothingSilencesTheSignOfLife() {
    assertThat(Inhibition.of(config("production")).of(alert("alertname=Watchdog", "severity=none")))
        .isEmpty();
  }

  /** A label that says what an alert is about and is not compared would silence too much. */
  @Test
  void everyLabelByWhichAnAlertNamesItsObjectIsCompared() {
    Set<String> named = new TreeSet<>();
    for (AlertRule rule : TestPlatform.reference("production").topology().alerts()) {
      Pattern.compile("\\$labels\\.(\\w+)")
          .matcher(rule.message().summary() + rule.message().description())
          .results()
          .forEach(found -> named.add(found.group(1)));
      Pattern.compile("\\bby \\(([^)]*)\\)")
          .matcher(rule.condition().expression())
          .results()
          .forEach(found -> named.addAll(List.of(found.group(1).split(",\\s*"))));
    }
    named.removeAll(Set.of("le"));
    assertThat(named).contains("namespace", "job", "pod");
    for (var rule : config("production").inhibitRules().subList(0, 2)) {
      assertThat(rule.equal()).containsAll(named);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"staging", "production"})
  void whatIsDeliveredSaysTheSameAsTheFile(String environment) {
    JudgedEnvironment rendered = TestPlatform.reference(environment);
    String delivered =
        Select.at(
                Select.one(rendered, "ExternalSecret", SECRET),
                "spec.target.template.data",
                "alertmanager.yaml")
            .text("");
    assertThat(Select.parse(delivered))
        .isEqualTo(Select.parse(Select.file(rendered, "config/alertmanager/alertmanager.yaml")));
    assertThat(delivered).as("the External Secrets Operator would fill it").doesNotContain("{{");
  }

  /** Every file that is named is a key of the secret, and every key is named. */
  @ParameterizedTest
  @ValueSource(strings = {"staging", "production"})
  void readsWhatIsSecretFromFilesThatComeFromVault(String environment) {
    JudgedEnvironment rendered = TestPlatform.reference(environment);
    List<String> keys =
        Select.one(rendered, "ExternalSecret", SECRET)
            .at("spec", "data")
            .elements()
            .map(one -> one.at("secretKey").text(""))
            .toList();
    List<String> files = new ArrayList<>();
    Pattern.compile("_file: \\S*/secrets/%s/(\\S+)".formatted(SECRET))
        .matcher(Select.file(rendered, "config/alertmanager/alertmanager.yaml"))
        .results()
        .forEach(file -> files.add(file.group(1)));
    assertThat(files).containsExactlyInAnyOrderElementsOf(keys);
    Manifest alertmanager = Select.one(rendered, "Alertmanager", NAME);
    assertThat(alertmanager.at("spec", "secrets").elements().map(one -> one.text("")))
        .containsExactly(SECRET);
    assertThat(alertmanager.at("spec", "configSecret").exists())
        .as("the operator looks for alertmanager-<name>")
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"staging", "production"})
  void wordsMessagesInAFileThatIsMounted(String environment) {
    JudgedEnvironment rendered = TestPlatform.reference(environment);
    assertThat(config(environment).templates())
        .containsExactly("/etc/alertmanager/configmaps/alertmanager-templates/messages.tmpl");
    assertThat(rendered)
        .has("ConfigMap", "alertmanager-templates")
        .at("data", "messages.tmpl")
        .is(Select.file(rendered, "config/alertmanager/messages.tmpl"));
    assertThat(Select.file(rendered, "config/alertmanager/messages.tmpl"))
        .contains("[" + environment + "]");
  }

  @ParameterizedTest
  @CsvSource({"staging, 1", "production, 3"})
  void isAsManyPodsAsTheEnvironmentSays(String environment, int replicas) {
    JudgedEnvironment rendered = TestPlatform.reference(environment);
    assertThat(rendered).has("Alertmanager", NAME).at("spec.replicas").is(replicas);
    if (replicas == 1) {
      assertThat(rendered).hasNo("PodDisruptionBudget", NAME);
    } else {
      assertThat(rendered).has("PodDisruptionBudget", NAME).at("spec.maxUnavailable").is(1);
      assertThat(
              rendered.topology().dependencies().stream()
                  .filter(edge -> edge.from().name().equals(NAME))
                  .filter(edge -> edge.to().peer().name().equals(NAME))
                  .map(edge -> edge.to().port().protocol() + " " + edge.to().port().number()))
          .containsExactlyInAnyOrder("TCP 9094", "UDP 9094");
    }
  }

  @Test
  void prometheusTellsEveryPodAndIsLetIn() {
    JudgedEnvironment rendered = TestPlatform.reference("production");
    Tree target =
        Select.one(rendered, "Prometheus", "prometheus")
            .at("spec", "alerting", "alertmanagers")
            .elements()
            .findFirst()
            .orElseThrow();
    assertThat(target.at("name").text("")).isEqualTo("alertmanager-operated");
    assertThat(target.at("namespace").text("")).isEqualTo("pytrading-prod-monitoring");
    assertThat(target.at("port").text("")).isEqualTo("web");
    assertThat(rendered)
        .has("NetworkPolicy", "prometheus")
        .allowsEgressTo("pytrading-prod-monitoring", "alertmanager=alertmanager", 9093);
  }

  @Test
  void whereNobodyIsToldPrometheusTellsNobody() {
    JudgedEnvironment rendered = TestPlatform.reference("development");
    assertThat(rendered).hasNo("Alertmanager", NAME);
    assertThat(Select.one(rendered, "Prometheus", "prometheus").at("spec", "alerting").exists())
        .isFalse();
  }

  /** What decides about alerts here is tried against this version of Alertmanager. */
  @Test
  void runsTheVersionWhoseDecisionsAreMeant() {
    assertThat(
            Select.one(TestPlatform.reference("production"), "Alertmanager", NAME)
                .at("spec", "version")
                .text(""))
        .isEqualTo(AlertmanagerConfig.VERSION);
  }
}
