package com.xtrading.platform.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrading.platform.admission.FieldPattern.Found;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FieldPatternTest {

  @Test
  void aFieldThatIsNotThereIsNull() {
    assertThat(FieldPattern.parse("a.b").in(Map.of("a", Map.of())))
        .containsExactly(new Found("a.b", null));
    assertThat(FieldPattern.parse("a.b").every("pod", "(it == 1)"))
        .isEqualTo("[pod.?a.?b.orValue(null)].all(it, (it == 1))");
  }

  @Test
  void everyElementOfAListIsAPlace() {
    Object tree = Map.of("ports", List.of(Map.of("hostPort", 1), Map.of()));
    assertThat(FieldPattern.parse("ports[*].hostPort").in(tree))
        .containsExactly(new Found("ports[0].hostPort", 1), new Found("ports[1].hostPort", null));
    assertThat(FieldPattern.parse("add[*]").in(Map.of("add", List.of("A"))))
        .containsExactly(new Found("add[0]", "A"));
    assertThat(FieldPattern.parse("add[*]").in(Map.of())).isEmpty();
  }

  @Test
  void keysThatAreNoIdentifiersAreQuoted() {
    FieldPattern path = FieldPattern.parse("labels[\"app.kubernetes.io/name\"]");
    assertThat(path.in(Map.of("labels", Map.of("app.kubernetes.io/name", "web"))))
        .containsExactly(new Found("labels[\"app.kubernetes.io/name\"]", "web"));
    assertThat(path.every("x", "(true)"))
        .isEqualTo("[x.?labels[?'app.kubernetes.io/name'].orValue(dyn(null))].all(it, (true))");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a..b", "a[0]", "a[*].b[*]", "a b", "a[*", ".", "a."})
  void whatIsNoPathIsRefused(String text) {
    assertThatThrownBy(() -> FieldPattern.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + text + "\" is not a path");
  }
}
