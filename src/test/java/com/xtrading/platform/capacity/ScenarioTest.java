package com.xtrading.platform.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrading.platform.model.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ScenarioTest {

  @ParameterizedTest
  @EnumSource(Scenario.class)
  void scenariosAreNamedAsTheyAreWritten(Scenario scenario) {
    assertThat(Scenario.named(scenario.written())).contains(scenario);
  }

  @Test
  void oneIsAskedForByItsName() {
    assertThat(Scenario.asked("--scenario", "node-loss")).isEqualTo(Scenario.NODE_LOSS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "node-los | --scenario node-los is unknown; did you mean node-loss?",
        "NODE_LOSSES | --scenario NODE_LOSSES is unknown; did you mean node-loss?",
        "flood | --scenario flood is unknown; choose from steady, rollout, node-loss, drain,"
            + " autoscaling, node-autoscaling",
      })
  void aNameThatNoneHasIsToldWithThoseThereAre(String name, String message) {
    assertThatThrownBy(() -> Scenario.asked("--scenario", name))
        .isInstanceOf(UserError.class)
        .hasMessage(message);
  }
}
