package com.xtrading.platform.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.EditedEnvironment;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import org.junit.jupiter.api.Test;

/** The platform that the benchmark renders is one that would be delivered. */
class SyntheticPlatformTest {

  @Test
  void breaksNoPolicy() {
    JudgedEnvironment rendered =
        TestPlatform.render(
            SyntheticPlatform::declare,
            EditedEnvironment.sizing(TestPlatform.environment("production"), "user-service"));
    assertThat(rendered.verdict().findings()).isEmpty();
  }
}
