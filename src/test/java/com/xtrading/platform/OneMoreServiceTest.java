package com.xtrading.platform;

import static com.xtrading.platform.RenderedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrading.platform.component.Platform;
import com.xtrading.platform.data.CloudNativePg;
import com.xtrading.platform.data.PostgresCluster;
import com.xtrading.platform.delivery.ArgoCd;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.logging.FluentBit;
import com.xtrading.platform.model.InvalidValue;
import com.xtrading.platform.monitoring.Prometheus;
import com.xtrading.platform.monitoring.PrometheusOperator;
import com.xtrading.platform.security.ExternalSecretsOperator;
import com.xtrading.platform.security.Namespaces;
import com.xtrading.platform.security.SecretStores;
import com.xtrading.platform.services.Frontend;
import com.xtrading.platform.services.WebService;
import com.xtrading.platform.synthesis.Synthesized;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A new service is one declaration and one size. */
class OneMoreServiceTest {

  private static final String NAME = "strategy-service";
  private static final String SELECTOR = "app.kubernetes.io/name=strategy-service";
  private static final Environment SIZED =
      EditedEnvironment.of(
          "production",
          "services:\n",
          """
          services:
            strategy-service:
              replicas: {min: 2, max: 4}
              requests: {cpu: 100m, memory: 128Mi}
              limits: {cpu: 500m, memory: 256Mi}
          """);
  private static final Synthesized RENDERED =
      TestPlatform.render(OneMoreServiceTest::declare, SIZED);

  @Test
  void bringsEveryObjectOfAService() {
    assertThat(
            RENDERED.manifests().stream()
                .filter(manifest -> manifest.component().equals(NAME))
                .map(manifest -> manifest.kind() + " " + manifest.name()))
        .containsExactlyInAnyOrder(
            "ConfigMap strategy-service-config",
            "ConfigMap strategy-service-connections",
            "Deployment strategy-service",
            "ExternalSecret postgres-strategy-service",
            "HorizontalPodAutoscaler strategy-service",
            "NetworkPolicy strategy-service",
            "PodDisruptionBudget strategy-service",
            "Service strategy-service",
            "ServiceAccount strategy-service",
            "ServiceMonitor strategy-service");
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
        .allowsEgressTo("pytrading-prod-data", "cnpg.io/cluster=postgres", 5432)
        .allowsIngressFrom(
            "pytrading-prod-monitoring", "operator.prometheus.io/name=prometheus", 9000);
    assertThat(RENDERED)
        .has("NetworkPolicy", "postgres")
        .allowsIngressFrom("pytrading-prod", SELECTOR, 5432);
    assertThat(RENDERED)
        .has("NetworkPolicy", "prometheus")
        .allowsEgressTo("pytrading-prod", SELECTOR, 9000);
  }

  @Test
  void bringsItsDatabaseItsRoleAndThePasswordOnBothSides() {
    assertThat(RENDERED).has("Database", NAME).at("spec.owner").is("strategy_service");
    assertThat(
            Select.one(RENDERED, "Cluster", "postgres")
                .at("spec", "managed", "roles")
                .elements()
                .map(role -> role.at("name").text("")))
        .containsExactly("strategy_service", "user_service");
    for (String secret : List.of("postgres-strategy-service", "postgres-role-strategy-service")) {
      assertThat(RENDERED)
          .has("ExternalSecret", secret)
          .at("spec.data.0.remoteRef.key")
          .is("production/postgres/strategy_service");
    }
  }

  @Test
  void isWatchedAndDelivered() {
    assertThat(Select.file(RENDERED, "config/prometheus/rules/services.yaml"))
        .contains("absent(up{namespace=\"pytrading-prod\", job=\"strategy-service\"})");
    assertThat(RENDERED)
        .has("Application", "production-strategy-service")
        .at("spec.source.path")
        .is("dist/production/manifests/strategy-service");
  }

  @Test
  void leavesTheOtherServicesAsTheyWere() {
    Synthesized before = TestPlatform.committed("production");
    for (String component : List.of("user-service", "frontend")) {
      assertThat(files(RENDERED, component)).isNotEmpty().isEqualTo(files(before, component));
    }
  }

  @Test
  void aServiceWithoutASizeIsOneClearMistake() {
    assertThatThrownBy(() -> declare(TestPlatform.environment("production")))
        .isInstanceOfSatisfying(
            InvalidValue.class,
            mistake -> {
              assertThat(mistake)
                  .hasMessageContaining("services.strategy-service")
                  .hasMessageContaining("no size");
              assertThat(mistake.change())
                  .isEqualTo("add services.strategy-service to environments/production.yaml");
            });
  }

  @Test
  void aSizeWithoutAServiceIsOneClearMistake() {
    assertThatThrownBy(() -> TradingPlatform.declare(SIZED).topology())
        .isInstanceOfSatisfying(
            InvalidValue.class,
            mistake -> {
              assertThat(mistake)
                  .hasMessageContaining("services.strategy-service is sized and declared nowhere");
              assertThat(mistake.change()).contains("remove it from environments/production.yaml");
            });
  }

  /** The platform with one line more; what is not touched by a service is left out. */
  private static Platform declare(Environment environment) {
    Platform platform = new Platform(environment);
    new ExternalSecretsOperator(platform);
    new PrometheusOperator(platform);
    CloudNativePg cloudNativePg = new CloudNativePg(platform);
    PostgresCluster postgres = new PostgresCluster(platform);
    cloudNativePg.manages(postgres);
    new WebService(platform, "user-service", environment.images().backend())
        .uses(postgres.database("user_service"));
    new WebService(platform, NAME, environment.images().backend())
        .uses(postgres.database("strategy_service"));
    new Frontend(platform);
    new FluentBit(platform);
    new Prometheus(platform);
    new Namespaces(platform);
    new SecretStores(platform);
    new ArgoCd(platform);
    return platform;
  }

  private static List<String> files(Synthesized rendered, String component) {
    return rendered.files().stream()
        .filter(file -> file.component().equals(component))
        .map(file -> file.path() + "\n" + file.text())
        .toList();
  }
}
