package com.xtrading.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.component.Timings;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.file.Settings;
import com.xtrading.platform.parity.ParityReport;
import com.xtrading.platform.synthesis.Synthesis;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  @Test
  void aSettingIsTheCauseOfWhatItChangesInWhatIsDrawn() {
    Environment staging = TestPlatform.environment("staging");
    Environment larger =
        Settings.with(
            staging, "services.user-service.replicas", TestPlatform.environment("production"));
    List<String> steps = new ArrayList<>();
    ParityReport report =
        new Synthesis(SamplePlatform::declare, LocalDate.of(2026, 11, 23), new Timings())
            .compare(staging, larger, List.of(staging, larger), steps::add);
    assertThat(steps).containsExactly("start", "services.user-service");
    assertThat(report.causes())
        .singleElement()
        .satisfies(
            cause -> {
              assertThat(cause.part()).isEqualTo("services.user-service");
              assertThat(cause.changes())
                  .anyMatch(change -> change.object().startsWith("HorizontalPodAutoscaler "));
            });
    assertThat(report.isFine()).as("nobody has allowed it").isFalse();
  }
}
