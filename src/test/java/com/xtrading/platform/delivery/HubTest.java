package com.xtrading.platform.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
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
