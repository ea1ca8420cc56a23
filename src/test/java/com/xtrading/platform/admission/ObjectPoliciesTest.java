package com.xtrading.platform.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrading.platform.model.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectPoliciesTest {

  @Test
  void theyAreKnownForSomeVersionsOfKubernetes() {
    assertThat(ObjectPolicies.ofVersion("1.34").policy("PodsKeepToBaseline", Profile.BASELINE))
        .isNotNull();
    assertThat(ObjectPolicies.ofVersion("1.37")).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.33", "1.38", "1.034", "v1.35", "35", ""})
  void othersAreAMistake(String version) {
    assertThatThrownBy(() -> ObjectPolicies.ofVersion(version))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "no rules are known for Kubernetes %s; choose from 1.34 to 1.37".formatted(version));
  }
}
