package com.xtrading.platform.services;

import static com.xtrading.platform.RenderedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.EditedEnvironment;
import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrontendTest {

  private static final String NAME = "frontend";
  private static final JudgedEnvironment PRODUCTION = TestPlatform.sample("production");

  @ParameterizedTest
  @CsvSource({
    "development, https://api.development.xtrading.com",
    "staging, https://api.staging.xtrading.com",
    "production, https://api.xtrading.com"
  })
  void callsTheApiOfItsOwnEnvironmentAndNoOther(String environment, String api) {
    Map<String, Object> content = content(TestPlatform.sample(environment));
    assertThat(content.get("env-config.js").toString())
        .contains("api: \"" + api + "\"")
        .contains("environment: \"" + environment + "\"");
    assertThat(content.get("default.conf").toString())
        .contains("connect-src 'self' %s %s;".formatted(api, api.replace("https:", "wss:")));
  }

  @Test
  void servesTheBytesThatNginxCanCheckAsFiles() {
    Map<String, Object> content = content(PRODUCTION);
    assertThat(content)
        .containsEntry("default.conf", Select.file(PRODUCTION, "config/nginx/frontend.conf"))
        .containsEntry("env-config.js", Select.file(PRODUCTION, "config/nginx/env-config.js"))
        .hasSize(2);
  }

  @Test
  void isProbedWhereNginxAnswers() {
    String configuration = content(PRODUCTION).get("default.conf").toString();
    Tree container = pod(PRODUCTION).at("containers").elements().findFirst().orElseThrow();
    for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
      Tree request = container.at(probe, "httpGet");
      assertThat(configuration)
          .contains("location = " + request.at("path").text("?") + " {")
          .contains("listen " + request.at("port").text("?") + ";");
    }
  }

  @Test
  void isNotKilledBeforeOpenConnectionsAreClosed() {
    assertThat(Select.at(pod(PRODUCTION), "containers.0.lifecycle.preStop.sleep.seconds").number(0))
        .isPositive()
        .isLessThan(pod(PRODUCTION).at("terminationGracePeriodSeconds").number(0));
  }

  @Test
  void leavesTheNumberOfPodsToTheAutoscaler() {
    assertThat(PRODUCTION).has("Deployment", NAME).at("spec.replicas").isAbsent();
    assertThat(PRODUCTION)
        .has("HorizontalPodAutoscaler", NAME)
        .at("spec.minReplicas")
        .is(3)
        .at("spec.maxReplicas")
        .is(6);
  }

  @Test
  void hasAFixedNumberOfPodsAndNoAutoscalerWhereThereIsNothingToScale() {
    JudgedEnvironment development = TestPlatform.sample("development");
    assertThat(development).has("Deployment", NAME).at("spec.replicas").is(1);
    assertThat(development).hasNo("HorizontalPodAutoscaler", NAME);
  }

  @Test
  void runsWithoutPrivilegesAndWritesToScratchSpaceOnly() {
    assertThat(PRODUCTION)
        .has("Deployment", NAME)
        .at("spec.template.spec.securityContext.runAsNonRoot")
        .is(true)
        .at("spec.template.spec.containers.0.securityContext.readOnlyRootFilesystem")
        .is(true)
        .at("spec.template.spec.automountServiceAccountToken")
        .is(false);
    assertThat(
            Select.at(pod(PRODUCTION), "containers.0.volumeMounts")
                .elements()
                .filter(mount -> mount.at("readOnly").isFalse())
                .map(mount -> mount.at("mountPath").text("")))
        .containsExactly("/tmp");
  }

  @Test
  void startsNewPodsWhenItsContentChanges() {
    JudgedEnvironment moved =
        TestPlatform.render(
            EditedEnvironment.of(
                "production",
                "domain: xtrading.com",
                "domain: other.com",
                "zone: xtrading.com",
                "zone: other.com"));
    assertThat(hash(moved)).matches("[0-9a-f]{16}").isNotEqualTo(hash(PRODUCTION));
  }

  private static Map<String, Object> content(JudgedEnvironment rendered) {
    return Select.one(rendered, "ConfigMap", "frontend-content").at("data").map();
  }

  private static Tree pod(JudgedEnvironment rendered) {
    return Select.one(rendered, "Deployment", NAME).at("spec", "template", "spec");
  }

  private static String hash(JudgedEnvironment rendered) {
    Manifest deployment = Select.one(rendered, "Deployment", NAME);
    return Select.at(deployment, "spec.template.metadata.annotations", "checksum/config").text("");
  }
}
