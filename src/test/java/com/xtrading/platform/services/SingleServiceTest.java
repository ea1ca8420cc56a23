package com.xtrading.platform.services;

import static com.xtrading.platform.RenderedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrading.platform.EditedEnvironment;
import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.InvalidEnvironments;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.monitoring.Prometheus;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import org.junit.jupiter.api.Test;

class SingleServiceTest {

  private static final String NAME = "strategy-runner";
  private static final JudgedEnvironment RENDERED =
      TestPlatform.renderOnly(environment(1), SingleServiceTest::declare);

  @Test
  void isAStatefulSetOfOneThatNothingScalesAndNothingEvicts() {
    assertThat(RENDERED).has("StatefulSet", NAME).at("spec.replicas").is(1);
    assertThat(RENDERED)
        .hasNo("Deployment", NAME)
        .hasNo("HorizontalPodAutoscaler", NAME)
        .hasNo("PodDisruptionBudget", NAME);
  }

  @Test
  void isMarkedSoThatAPolicyKnowsIt() {
    assertThat(
            Select.one(RENDERED, "StatefulSet", NAME)
                .at("spec", "template", "metadata", "annotations", "xtrading.com/singleton")
                .text(""))
        .isEqualTo("true");
  }

  @Test
  void hasTimeToFinishWhatItDoes() {
    Tree pod = Select.one(RENDERED, "StatefulSet", NAME).at("spec", "template", "spec");
    String drain =
        Select.one(RENDERED, "ConfigMap", NAME + "-config")
            .at("data", "GRACEFUL_SHUTDOWN_SECONDS")
            .text("");
    assertThat(drain).isEqualTo("60");
    assertThat(pod.at("terminationGracePeriodSeconds").number(0))
        .isGreaterThan(Long.parseLong(drain));
  }

  @Test
  void isOneProcessAlsoWhereItHasManyCores() {
    JudgedEnvironment large =
        TestPlatform.renderOnly(environment(1, "\"2\""), SingleServiceTest::declare);
    assertThat(large).has("StatefulSet", NAME).limits("2", "256Mi");
    assertThat(large).has("ConfigMap", NAME + "-config").at("data.MAX_WORKERS").is("1");
  }

  /** With the default policy a pod that never gets ready keeps its successor from being made. */
  @Test
  void letsABrokenPodBeReplacedByTheNextRelease() {
    assertThat(RENDERED).has("StatefulSet", NAME).at("spec.podManagementPolicy").is("Parallel");
  }

  @Test
  void isMissedWhenItsOnePodDoesNotAnswer() {
    JudgedEnvironment watched =
        TestPlatform.renderOnly(
            environment(1),
            platform -> {
              declare(platform);
              new Prometheus(platform);
            });
    assertThat(Select.file(watched, "config/prometheus/rules/services.yaml"))
        .contains("absent(up{namespace=\"pytrading-prod\", pod=\"strategy-runner-0\"} == 1)");
  }

  @Test
  void refusesASizeOfMoreThanOne() {
    assertThatThrownBy(() -> TestPlatform.renderOnly(environment(2), SingleServiceTest::declare))
        .isInstanceOf(InvalidEnvironments.class)
        .hasMessage(
            "environments/production.yaml: services.strategy-runner.replicas: max 2: two of"
                + " strategy-runner would do everything twice; allowed: {min: 1, max: 1}; write"
                + " {min: 1, max: 1}");
  }

  private static void declare(Platform platform) {
    new SingleService(platform, NAME, platform.environment().images().backend());
  }

  private static Environment environment(int pods) {
    return environment(pods, "500m");
  }

  private static Environment environment(int pods, String cpu) {
    return EditedEnvironment.sizing(
        EditedEnvironment.of(
            "production",
            "services:\n",
            """
            services:
              strategy-runner:
                replicas: {min: 1, max: %d}
                requests: {cpu: 100m, memory: 128Mi}
                limits: {cpu: %s, memory: 256Mi}
            """
                .formatted(pods, cpu)),
        NAME);
  }
}
