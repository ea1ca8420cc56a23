package com.xtrading.platform;

import static com.xtrading.platform.RenderedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrading.platform.component.Platform;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.InvalidEnvironments;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A new service is one declaration and one size. */
class OneMoreServiceTest {

  private static final String NAME = "signal-service";
  private static final String SELECTOR = "app.kubernetes.io/name=signal-service";
  private static final Environment SIZED =
      EditedEnvironment.of(
          "production",
          "services:\n",
          """
          services:
            signal-service:
              replicas: {min: 2, max: 4}
              requests: {cpu: 100m, memory: 128Mi}
              limits: {cpu: 500m, memory: 256Mi}
          """);
  private static final JudgedEnvironment RENDERED =
      TestPlatform.render(OneMoreServiceTest::declare, SIZED);

  @Test
  void bringsEveryObjectOfAService() {
    assertThat(
            RENDERED.manifests().stream()
                .filter(manifest -> manifest.component().equals(NAME))
                .map(manifest -> manifest.kind() + " " + manifest.name()))
        .containsExactlyInAnyOrder(
            "ConfigMap signal-service-config",
            "ConfigMap signal-service-connections",
            "ConfigMap signal-service-migrate-connections",
            "Deployment signal-service",
            "ExternalSecret signal-service-postgres",
            "HorizontalPodAutoscaler signal-service",
            "Job signal-service-migrate",
            "Job signal-service-smoke",
            "NetworkPolicy signal-service",
            "NetworkPolicy signal-service-migrate",
            "NetworkPolicy signal-service-smoke",
            "PodDisruptionBudget signal-service",
            "Service signal-service",
            "ServiceAccount signal-service",
            "ServiceAccount signal-service-migrate",
            "ServiceAccount signal-service-smoke",
            "ServiceMonitor signal-service",
            "VerticalPodAutoscaler signal-service");
    assertThat(RENDERED)
        .has("Deployment", NAME)
        .requests("100m", "128Mi")
        .limits("500m", "256Mi")
        .at("spec.template.spec.containers.0.args.0")
        .is(NAME);
  }

  @Test
  void opensTheWayToItsDatabaseOnBothSides() {
    assertThat(RENDERED)
        .has("NetworkPolicy", NAME)
        .allowsEgressTo("pytrading-prod-data", "xtrading.com/workload=postgres-pooler-rw", 5432)
        .allowsIngressFrom(
            "pytrading-prod-monitoring", "operator.prometheus.io/name=prometheus", 9000);
    assertThat(RENDERED)
        .has("NetworkPolicy", "postgres-pooler-rw")
        .allowsIngressFrom("pytrading-prod", SELECTOR, 5432)
        .allowsEgressTo("pytrading-prod-data", "xtrading.com/workload=postgres", 5432);
    assertThat(RENDERED)
        .has("NetworkPolicy", "prometheus")
        .allowsEgressTo("pytrading-prod", SELECTOR, 9000);
  }

  @Test
  void bringsItsDatabaseItsRoleAndThePasswordOnBothSides() {
    assertThat(RENDERED).has("Database", NAME).at("spec.owner").is("signal_service");
    assertThat(RENDERED)
        .has("DatabaseRole", NAME)
        .at("spec.name")
        .is("signal_service")
        .at("spec.passwordSecret.name")
        .is("postgres-role-signal-service");
    for (String secret : List.of("signal-service-postgres", "postgres-role-signal-service")) {
      assertThat(RENDERED)
          .has("ExternalSecret", secret)
          .at("spec.data.0.remoteRef.key")
          .is("production/postgres/signal_service");
    }
  }

  @Test
  void isWatchedAndDelivered() {
    assertThat(Select.file(RENDERED, "config/prometheus/rules/services.yaml"))
        .contains("absent(up{namespace=\"pytrading-prod\", job=\"signal-service\"})");
    assertThat(RENDERED)
        .has("Application", "production-signal-service")
        .at("spec.source.path")
        .is("dist/production/manifests/signal-service");
  }

  @Test
  void leavesTheOtherServicesAsTheyWere() {
    JudgedEnvironment before = TestPlatform.sample("production");
    for (String component : List.of("user-service", "frontend")) {
      assertThat(files(RENDERED, component)).isNotEmpty().isEqualTo(files(before, component));
    }
  }

  @Test
  void aServiceWithoutASizeIsOneClearMistake() {
    Environment unsized = TestPlatform.environment("production");
    assertThatThrownBy(() -> TestPlatform.render(OneMoreServiceTest::declare, unsized))
        .isInstanceOf(InvalidEnvironments.class)
        .hasMessage(
            "environments/production.yaml: services.signal-service: is declared in Java and has no"
                + " size; allowed: replicas, requests and limits; add services.signal-service");
  }

  @Test
  void aSizeWithoutAServiceIsOneClearMistake() {
    assertThatThrownBy(() -> TestPlatform.render(SIZED))
        .isInstanceOf(InvalidEnvironments.class)
        .hasMessage(
            "environments/production.yaml: services.signal-service: has a size and is declared"
                + " nowhere; allowed: the declared services: [frontend, user-service]; remove it, or"
                + " declare it in TradingPlatform");
  }

  @Test
  void mistakesOfAllEnvironmentsComeAtOnceWithWhatWasMeant() {
    List<Environment> misspelt =
        List.of(
            EditedEnvironment.of("staging", "user-service:", "user-servise:"),
            EditedEnvironment.of("production", "user-service:", "user-servise:"));
    assertThatThrownBy(() -> TestPlatform.render(misspelt, misspelt))
        .isInstanceOfSatisfying(
            InvalidEnvironments.class,
            mistakes -> {
              assertThat(mistakes.problems()).hasSize(4);
              assertThat(mistakes).hasMessageContaining("write user-service");
            });
  }

  private static Platform declare(Environment environment) {
    return SamplePlatform.declare(environment, NAME);
  }

  private static List<String> files(JudgedEnvironment rendered, String component) {
    return rendered.files().stream()
        .filter(file -> file.component().equals(component))
        .map(file -> file.path() + "\n" + file.text())
        .toList();
  }
}
