package com.xtrading.platform.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.xtrading.platform.model.InvalidValue;
import org.junit.jupiter.api.Test;

class UnitTest {

  @Test
  void everyUnitOfGrafanaIsKnownOnce() {
    assertThat(Unit.known())
        .doesNotHaveDuplicates()
        .hasSizeGreaterThan(250)
        .contains("reqps", "percentunit", "s", "bytes", "currencyJPY", "µs")
        .allSatisfy(id -> assertThat(new Unit(id).id()).isEqualTo(id).isEqualTo(id.strip()));
  }

  @Test
  void aUnitThatGrafanaWouldShowAsASuffixIsRefusedWithTheNearestNames() {
    InvalidValue refused = catchThrowableOfType(InvalidValue.class, () -> new Unit("Percent-unit"));
    assertThat(refused).hasMessage("\"Percent-unit\" is no unit of Grafana");
    assertThat(refused.change()).startsWith("write percentunit or ");
    assertThat(refused.change().split(" or ")).hasSize(3);
  }

  @Test
  void capitalsTellUnitsApart() {
    assertThat(new Unit("bps")).isNotEqualTo(new Unit("Bps"));
    assertThat(catchThrowableOfType(InvalidValue.class, () -> new Unit("REQPS")).change())
        .startsWith("write reqps or ");
  }
}
