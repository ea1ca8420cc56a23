package com.xtrading.platform.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is called JSON is read as such, and holds what it would hold as YAML. */
class NestedJsonTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"a\": [1, 2.5, true, null, \"a\"]}",
        "{\"a\": {\"b\": [\"\\u4e2d\\n\", \"x: y\", \"\"]}, \"c\": -7}",
        "{\"a\": 1, \"a\": 2}",
        "  {\"a\":\n\t12345678901234567890}\n"
      })
  void holdsTheSameUnderBothNames(String text) {
    assertThat(NestedText.documents("x.json", text))
        .isEqualTo(NestedText.documents("x.yaml", text))
        .hasSize(1);
  }

  @Test
  void whatIsNotJsonAfterAllIsReadAsYaml() {
    assertThat(NestedText.documents("x.json", "password: a\n---\nb: [c]\n"))
        .isEqualTo(List.of(Map.of("password", "a"), Map.of("b", List.of("c"))));
    assertThat(NestedText.documents("x.json", "{\"a\": 1}\n---\n{\"b\": 2}\n")).hasSize(2);
    assertThat(NestedText.documents("x.json", "{a: 'b',}")).isEqualTo(List.of(Map.of("a", "b")));
    assertThat(NestedText.documents("x.json", "only words")).isEmpty();
  }
}
