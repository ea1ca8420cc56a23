package com.xtrading.platform.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.Events;
import com.xtrading.platform.declaration.SeriesLabels;
import com.xtrading.platform.declaration.Sli;
import com.xtrading.platform.declaration.Slo;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.model.Days;
import java.util.List;
import org.junit.jupiter.api.Test;

class SloPeriodTest {

  private static final Events REQUESTS = Events.of("requests_total", SeriesLabels.none());

  private static final class Promising extends Component {

    Promising(Platform platform, Slo... slos) {
      super(
          platform,
          Delivery.of("promising", platform.namespace(Zone.APPLICATION), SyncWave.SERVICES));
      List.of(slos).forEach(this::slo);
    }

    @Override
    protected void render(Rendering rendering) {}
  }

  private static Slo slo(String name) {
    return Slo.of("orders", name, "99.9", new Sli.Availability(REQUESTS, REQUESTS), "1");
  }

  private static Platform platform(String environment, Slo... slos) {
    Platform platform = new Platform(TestPlatform.reference(environment).environment());
    new Promising(platform, slos);
    return platform;
  }

  private static List<String> aboutRetention(Platform platform) {
    return platform.problems().stream()
        .filter(problem -> problem.path().equals("monitoring.retention"))
        .map(Object::toString)
        .toList();
  }

  @Test
  void aBudgetOverMoreThanIsKeptIsSaidOnceWithTheChangeToMake() {
    assertThat(aboutRetention(platform("staging", slo("availability").over(new Days(16)))))
        .containsExactly(
            "environments/staging.yaml: monitoring.retention: 15d is less than 16d, over which the error budget of"
                + " orders availability is counted; allowed: at least 16d; raise it, or ask for a shorter time where the"
                + " objective is declared (over)");
    assertThat(aboutRetention(platform("staging", slo("availability").over(new Days(15)))))
        .isEmpty();
  }

  @Test
  void theUsualBudgetIsLeftOutWhereSamplesAreNotKeptForSoLong() {
    assertThat(aboutRetention(platform("staging", slo("availability")))).isEmpty();
    assertThat(recorded("staging")).contains("slo:sli_error:ratio_rate3d");
    assertThat(recorded("staging"))
        .noneMatch(name -> name.contains("30d") || name.contains("remaining"));
    assertThat(recorded("production")).contains("slo:period_error_budget_remaining:ratio");
  }

  private static List<String> recorded(String environment) {
    return platform(environment, slo("availability")).topology().recordings().stream()
        .map(rule -> rule.name())
        .toList();
  }

  @Test
  void whereLittleIsWatchedNothingIsPromised() {
    Platform platform = platform("development", slo("availability").over(new Days(365)));
    assertThat(platform.topology().slos()).isEmpty();
    assertThat(platform.topology().recordings()).isEmpty();
    assertThat(platform.topology().alerts()).extracting(AlertRule::name).isEmpty();
    assertThat(aboutRetention(platform)).isEmpty();
  }

  @Test
  void twoOfOneNameAreRefused() {
    assertThatThrownBy(
            () -> platform("staging", slo("availability"), slo("availability")).topology())
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "the objective orders availability is declared twice, and its samples would be mixed; give one of them another name");
    assertThat(platform("staging", slo("availability"), slo("latency")).topology().slos())
        .hasSize(2);
  }
}
