package com.xtrading.platform.services;

import static com.xtrading.platform.RenderedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrading.platform.EditedEnvironment;
import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebServiceTest {

  private static final String NAME = "user-service";
  private static final JudgedEnvironment PRODUCTION = TestPlatform.sample("production");
  private static final JudgedEnvironment DEVELOPMENT = TestPlatform.sample("development");

  @Test
  void leavesTheNumberOfPodsToTheAutoscaler() {
    assertThat(PRODUCTION).has("Deployment", NAME).at("spec.replicas").isAbsent();
    assertThat(PRODUCTION)
        .has("HorizontalPodAutoscaler", NAME)
        .at("spec.scaleTargetRef.kind")
        .is("Deployment")
        .at("spec.scaleTargetRef.name")
        .is(NAME)
        .at("spec.minReplicas")
        .is(3)
        .at("spec.maxReplicas")
        .is(6)
        .at("spec.metrics.0.resource.name")
        .is("cpu")
        .at("spec.metrics.0.resource.target.averageUtilization")
        .is(70)
        .at("spec.metrics.1.resource.name")
        .is("memory")
        .at("spec.metrics.1.resource.target.averageUtilization")
        .is(80)
        .at("spec.behavior.scaleDown.stabilizationWindowSeconds")
        .is(300);
  }

  @Test
  void hasAFixedNumberOfPodsAndNoAutoscalerWhereThereIsNothingToScale() {
    assertThat(DEVELOPMENT).has("Deployment", NAME).at("spec.replicas").is(1);
    assertThat(DEVELOPMENT).hasNo("HorizontalPodAutoscaler", NAME);
  }

  @Test
  void isToldWhatItNeedsAndNotChanged() {
    assertThat(PRODUCTION)
        .has("VerticalPodAutoscaler", NAME)
        .at("spec.updatePolicy.updateMode")
        .is("Off")
        .at("spec.targetRef.kind")
        .is("Deployment");
    assertThat(PRODUCTION)
        .has("Application", "production-vertical-pod-autoscaler")
        .at("spec.sources.0.helm.valuesObject.updater.enabled")
        .is(false)
        .at("spec.sources.0.helm.valuesObject.admissionController.enabled")
        .is(false);
    assertThat(DEVELOPMENT).hasNo("VerticalPodAutoscaler");
  }

  @Test
  void neverHasFewerReadyPodsWhileItRolls() {
    assertThat(PRODUCTION)
        .has("Deployment", NAME)
        .at("spec.strategy.rollingUpdate.maxUnavailable")
        .is(0)
        .at("spec.strategy.rollingUpdate.maxSurge")
        .is(1);
  }

  @Test
  void isAsLargeAsTheEnvironmentFileSays() {
    assertThat(PRODUCTION).has("Deployment", NAME).requests("500m", "1Gi").limits("2", "1536Mi");
  }

  @Test
  void isNotKilledBeforePreStopAndDrainAreOver() {
    long preStop =
        Select.at(pod(PRODUCTION), "containers.0.lifecycle.preStop.sleep.seconds").number(0);
    long drain = Long.parseLong(setting(PRODUCTION, "GRACEFUL_SHUTDOWN_SECONDS"));
    assertThat(preStop).isPositive();
    assertThat(preStop + drain)
        .isLessThan(pod(PRODUCTION).at("terminationGracePeriodSeconds").number(0));
  }

  @Test
  void readsCredentialsFromFilesOnly() {
    assertThat(PRODUCTION)
        .has("Deployment", NAME)
        .at("spec.template.spec.containers.0.env")
        .isAbsent()
        .at("spec.template.spec.volumes.1.secret.secretName")
        .is("user-service-postgres");
    assertThat(PRODUCTION)
        .has("ConfigMap", "user-service-connections")
        .at("data.DATABASE_PASSWORD_FILE")
        .is("/etc/xtrading/secrets/user-service-postgres/password");
    Set<String> settings =
        Select.one(PRODUCTION, "ConfigMap", NAME + "-connections").at("data").map().keySet();
    assertThat(settings).doesNotContain("DATABASE_PASSWORD", "DATABASE_USERNAME");
  }

  @Test
  void migratesItsDatabasePastThePoolerBeforeNewPodsStart() {
    assertThat(PRODUCTION)
        .has("Job", NAME + "-migrate")
        .at("metadata.annotations", "argocd.argoproj.io/hook")
        .is("Sync")
        .at("metadata.annotations", "argocd.argoproj.io/hook-delete-policy")
        .is("BeforeHookCreation")
        .at("metadata.annotations", "argocd.argoproj.io/sync-wave")
        .is("1")
        .at("spec.template.spec.containers.0.args")
        .is(List.of(NAME, "migrate"));
    assertThat(Select.one(PRODUCTION, "ConfigMap", NAME + "-migrate-connections").at("data").map())
        .containsEntry("DATABASE_HOST", "postgres-rw.pytrading-prod-data.svc.cluster.local")
        .doesNotContainKeys("DATABASE_POOL_SIZE", "REDIS_HOST");
    assertThat(Select.one(PRODUCTION, "ConfigMap", NAME + "-connections").at("data").map())
        .containsEntry("DATABASE_HOST", "postgres-pooler-rw.pytrading-prod-data.svc.cluster.local");
    for (String kind : List.of("Deployment", "HorizontalPodAutoscaler")) {
      assertThat(
              Select.one(PRODUCTION, kind, NAME)
                  .at("metadata", "annotations", "argocd.argoproj.io/sync-wave")
                  .text(""))
          .as(kind)
          .isEqualTo("2");
    }
  }

  @Test
  void isAskedThroughItsServiceWhenTheSyncIsOver() {
    assertThat(PRODUCTION)
        .has("Job", NAME + "-smoke")
        .at("metadata.annotations", "argocd.argoproj.io/hook")
        .is("PostSync")
        .at("spec.template.spec.containers.0.args.1")
        .is("http://user-service.pytrading-prod.svc.cluster.local:8000/health/ready");
    assertThat(PRODUCTION)
        .has("NetworkPolicy", NAME)
        .allowsIngressFrom("pytrading-prod", "app.kubernetes.io/name=user-service-smoke", 8000);
  }

  @Test
  void givesWebSocketsMoreTimeToEnd() {
    JudgedEnvironment open =
        TestPlatform.renderOnly(onlyUserService(), platform -> service(platform).withSockets());
    assertThat(setting(open, "GRACEFUL_SHUTDOWN_SECONDS")).isEqualTo("60");
    assertThat(pod(open).at("terminationGracePeriodSeconds").number(0))
        .isEqualTo(pod(PRODUCTION).at("terminationGracePeriodSeconds").number(0) + 30);
  }

  @Test
  void readsTheSettingsOfTheApplication() {
    assertThat(setting(PRODUCTION, "LOG_LEVEL")).isEqualTo("INFO");
    assertThat(setting(DEVELOPMENT, "LOG_LEVEL")).isEqualTo("DEBUG");
    assertThat(setting(PRODUCTION, "API_RATE_LIMIT")).isEqualTo("1000");
  }

  @Test
  void startsNewPodsWhenItsOwnConfigurationChanges() {
    JudgedEnvironment moved =
        TestPlatform.render(
            EditedEnvironment.of(
                "production",
                "domain: xtrading.com",
                "domain: other.com",
                "zone: xtrading.com",
                "zone: other.com"));
    assertThat(setting(moved, "PUBLIC_URL")).isEqualTo("https://api.other.com");
    assertThat(hash(moved)).isNotEqualTo(hash(PRODUCTION));
  }

  @Test
  void startsNewPodsWhenAConnectionChanges() {
    assertThat(hash(withDatabase("one"))).isNotEqualTo(hash(withDatabase("two")));
  }

  @Test
  void keepsItsPodsWhileNothingTheyReadChanges() {
    JudgedEnvironment larger =
        TestPlatform.render(EditedEnvironment.of("production", "storage: 100Gi", "storage: 200Gi"));
    assertThat(hash(larger)).isEqualTo(hash(PRODUCTION));
  }

  @ParameterizedTest
  @CsvSource({"development, 1", "staging, 1", "production, 2"})
  void runsOneWorkerForEachCoreOfItsLimit(String environment, String workers) {
    assertThat(setting(TestPlatform.sample(environment), "MAX_WORKERS")).isEqualTo(workers);
  }

  @Test
  void runsOneWorkerForACoreThatIsBegun() {
    JudgedEnvironment begun =
        TestPlatform.render(
            EditedEnvironment.of(
                "production", "{cpu: \"2\", memory: 1536Mi}", "{cpu: 1100m, memory: 1536Mi}"));
    assertThat(setting(begun, "MAX_WORKERS")).isEqualTo("2");
  }

  @Test
  void keepsMetricsOffThePortThatUsersReach() {
    Manifest service = Select.one(PRODUCTION, "Service", NAME);
    assertThat(service.at("spec", "ports").elements().map(port -> port.at("name").text("")))
        .containsExactly("http", "metrics");
    assertThat(PRODUCTION)
        .has("NetworkPolicy", NAME)
        .allowsIngressFrom(
            "pytrading-prod-monitoring", "operator.prometheus.io/name=prometheus", 9000);
  }

  @Test
  void needsNoSecretAndNoConnectionsWhereItUsesNothing() {
    JudgedEnvironment alone = TestPlatform.renderOnly(onlyUserService(), WebServiceTest::service);
    assertThat(alone).hasNo("ExternalSecret").hasNo("ConfigMap", "user-service-connections");
    assertThat(alone)
        .has("Deployment", NAME)
        .at("spec.template.spec.volumes.1")
        .isAbsent()
        .at("spec.template.spec.containers.0.envFrom.1")
        .isAbsent();
    assertThat(alone).has("NetworkPolicy", NAME).at("spec.egress").isAbsent();
  }

  @Test
  void refusesTwoEndpointsThatSetTheSameSetting() {
    assertThatThrownBy(
            () ->
                TestPlatform.renderOnly(
                    onlyUserService(),
                    platform -> {
                      WebService service = service(platform);
                      service.uses(service.http().withSetting("UPSTREAM", "a"));
                      service.uses(service.http().withSetting("UPSTREAM", "b"));
                    }))
        .hasMessageContaining("both set UPSTREAM");
  }

  private static WebService service(Platform platform) {
    return new WebService(platform, NAME, platform.environment().images().backend());
  }

  private static Environment onlyUserService() {
    return EditedEnvironment.sizing(TestPlatform.environment("production"), NAME);
  }

  private static JudgedEnvironment withDatabase(String database) {
    return TestPlatform.renderOnly(
        onlyUserService(),
        platform -> {
          WebService service = service(platform);
          service.uses(service.http().withSetting("DATABASE_NAME", database));
        });
  }

  private static Tree pod(JudgedEnvironment rendered) {
    return Select.one(rendered, "Deployment", NAME).at("spec", "template", "spec");
  }

  private static String setting(JudgedEnvironment rendered, String name) {
    return Select.one(rendered, "ConfigMap", "user-service-config").at("data", name).text("");
  }

  private static String hash(JudgedEnvironment rendered) {
    String hash =
        Select.one(rendered, "Deployment", NAME)
            .at("spec", "template", "metadata", "annotations", "checksum/config")
            .text("");
    assertThat(hash).matches("[0-9a-f]{16}");
    return hash;
  }
}
