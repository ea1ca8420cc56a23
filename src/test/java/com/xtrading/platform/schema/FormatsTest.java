package com.xtrading.platform.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTest {

  @ParameterizedTest
  @CsvSource({
    "date, 2026-02-28, 2026-02-30",
    "date-time, 2026-02-28T10:00:00+08:00, 2026-02-28 10:00:00",
    "duration, 3 days, 3 moons",
    "ipv4, 10.0.0.1, 10.0.0.256",
    "ipv6, fd00::1, fd00::g",
    "cidr, 10.0.0.0/8, 10.0.0.0/33",
    "uuid, 01234567-89ab-cdef-0123-456789abcdef, 01234567",
    "uri, https://example.com/a, example.com",
    "hostname, api.example.com, -api",
    "byte, YWJj, YW",
  })
  void aFormatTakesWhatTheServerTakesAndNothingElse(String format, String good, String bad) {
    assertThat(Formats.matches(TextNode.valueOf(good), format)).isTrue();
    assertThat(Formats.matches(TextNode.valueOf(bad), format)).isFalse();
  }

  @Test
  void aFormatThatNobodyEnforcesTakesEverything() {
    assertThat(Formats.matches(TextNode.valueOf("x"), "password")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "'^[[:alpha:]_]+$', ab_, ab1",
    "'^[[:^alpha:]]+$', 123, abc",
    "'^[]a[]+$', ][a, b",
    "'^[a&&b]+$', a&b, c",
    "'^(?P<word>\\w+)$', abc, a-b",
    "'^\\$[$]$', $$, $",
    "'^(?i)on|off$', ON, maybe",
  })
  void aPatternOfGoMeansTheSameInJava(String pattern, String good, String bad) {
    Patterns patterns = new Patterns();

    assertThat(patterns.get(pattern).orElseThrow().matcher(good).find()).isTrue();
    assertThat(patterns.get(pattern).orElseThrow().matcher(bad).find()).isFalse();
  }

  @Test
  void aPatternThatJavaDoesNotKnowIsNotGuessed() {
    assertThat(new Patterns().get("a(")).isEmpty();
  }
}
