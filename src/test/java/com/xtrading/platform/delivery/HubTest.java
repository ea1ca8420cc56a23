package com.xtrading.platform.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.health.HealthChecks;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.services.Frontend;
import com.xtrading.platform.services.WebService;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import org.junit.jupiter.api.Test;

/**
 * What holds for the hub as a whole: nothing is forgotten, nothing is deleted behind somebody's
 * back.
 */
class HubTest {

  @Test
  void deliversWhatIsDeclaredAfterIt() {
    JudgedEnvironment rendered =
        TestPlatform.renderOnly(
            TestPlatform.environment("staging"),
            platform -> {
              new ArgoCd(platform);
              new Frontend(platform);
              new WebService(platform, "user-service", platform.environment().images().backend());
            });
    assertThat(Select.all(rendered, "Application").map(Manifest::name))
        .contains("staging-frontend", "staging-user-service");
  }

  @Test
  void deletesNothingByItselfWhereAPersonStartsEachSync() {
    assertThat(rootPrunes("production")).isFalse();
    assertThat(rootPrunes("staging")).isTrue();
  }

  @Test
  void bringsProjectsBeforeApplications() {
    JudgedEnvironment production = TestPlatform.sample("production");
    int lastProject =
        Select.all(production, "AppProject").mapToInt(HubTest::wave).max().orElseThrow();
    int firstApplication =
        Select.all(production, "Application")
            .filter(application -> !application.name().equals("production"))
            .mapToInt(HubTest::wave)
            .min()
            .orElseThrow();
    assertThat(lastProject).isLessThan(firstApplication);
  }

  @Test
  void bringsEveryCheckOfHealthBeforeWhatIsWaitedFor() {
    JudgedEnvironment production = TestPlatform.sample("production");
    Manifest settings = Select.one(production, "ConfigMap", "argocd-cm");
    assertThat(settings.at("data").map().keySet())
        .map(Object::toString)
        .containsExactlyInAnyOrderElementsOf(
            HealthChecks.delivered().keySet().stream()
                .map(kind -> "resource.customizations.health." + HealthChecks.settingOf(kind))
                .toList());
    assertThat(Select.all(production, "AppProject").mapToInt(HubTest::wave).min().orElseThrow())
        .isGreaterThan(wave(settings));
  }

  /** It reads config maps of this label alone. */
  @Test
  void labelsItsSettingsAsArgoCdWantsThem() {
    Manifest settings = Select.one(TestPlatform.sample("production"), "ConfigMap", "argocd-cm");
    assertThat(settings.at("metadata", "labels", "app.kubernetes.io/part-of").text(""))
        .isEqualTo("argocd");
  }

  @Test
  void takesNothingOfItsInstallationAway() {
    Manifest settings = Select.one(TestPlatform.sample("production"), "ConfigMap", "argocd-cm");
    assertThat(settings.at("metadata", "annotations", "argocd.argoproj.io/sync-options").text(""))
        .isEqualTo("Prune=false,Delete=false");
    assertThat(
            Select.one(TestPlatform.sample("production"), "Application", "production")
                .at("spec", "syncPolicy", "syncOptions")
                .elements()
                .map(option -> option.text("")))
        .contains("ServerSideApply=true", "ClientSideApplyMigration=false");
  }

  @Test
  void hasSettingsWhereArgoCdRunsAlone() {
    assertThat(Select.all(TestPlatform.sample("staging"), "ConfigMap").map(Manifest::name))
        .doesNotContain("argocd-cm");
  }

  private static boolean rootPrunes(String environment) {
    return Select.one(TestPlatform.sample(environment), "Application", environment)
        .at("spec", "syncPolicy", "automated", "prune")
        .isTrue();
  }

  private static int wave(Manifest manifest) {
    return Integer.parseInt(
        manifest.at("metadata", "annotations", "argocd.argoproj.io/sync-wave").text(""));
  }
}
