package com.xtrading.platform.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrading.platform.model.InvalidValue;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatcherTest {

  static Stream<Arguments> lines() {
    return Stream.of(
        Arguments.of("severity=critical", "severity=\"critical\""),
        Arguments.of(" severity =~ \"a|b\" ", "severity=~\"a|b\""),
        Arguments.of("{a=b,c!=\"d\"}", "a=\"b\" c!=\"d\""),
        Arguments.of("a=b,", "a=\"b\""),
        Arguments.of("{a=b", "a=\"b\""), // the old one alone, for which each brace may be left out
        Arguments.of("a=", "a=\"\""),
        Arguments.of("", ""),
        Arguments.of("{}", ""),
        Arguments.of("\"weird name\"=a", "\"weird name\"=\"a\""),
        Arguments.of("标签=\"值\"", "标签=\"值\""),
        Arguments.of(
            "a=\"\\u00fc\\x41\"", "a=\"\\\\u00fc\\\\x41\""), // both read it, the old one counts
        Arguments.of("标签=\"\\u00fc\"", "标签=\"ü\""), // the new one alone reads the name
        Arguments.of("a=b c", "a=\"b c\""), // the old one alone
        Arguments.of("a=\\d", "a=\"\\\\d\""),
        Arguments.of("a:b=c", "a:b=\"c\""),
        Arguments.of("a='b'", "a=\"'b'\""));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void isReadAsAlertmanagerReadsIt(String line, String printed) {
    List<Matcher> matchers = Matcher.parse(line);
    assertThat(matchers.stream().map(Matcher::toString).collect(Collectors.joining(" ")))
        .isEqualTo(printed);
    matchers.forEach(
        matcher -> assertThat(Matcher.parse(matcher.toString())).containsExactly(matcher));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "severity",
        "=a",
        "a=\"b",
        "a=~\"(\"",
        "a!b",
        ",",
        "a=b,,c=d",
        "a=say \"hi\"",
        "\"weird\\q\"=a",
        "weird name=a"
      })
  void whatBothParsersRefuseIsRefused(String line) {
    assertThatThrownBy(() -> Matcher.parse(line)).isInstanceOf(InvalidValue.class);
  }

  @ParameterizedTest
  @CsvSource({
    "=,a,a,true",
    "=,a,b,false",
    "!=,a,b,true",
    "=,'','',true",
    "!=,'',a,true",
    "=~,a|b,b,true",
    "=~,a|b,ab,false", // for the whole value
    "=~,a,'xa',false",
    "=~,.*,'',true",
    "=~,.+,'',false",
    "!~,.+,'',true",
    "!~,crit.*,critical,false"
  })
  void comparesTheWholeValue(String sign, String value, String actual, boolean matches) {
    assertThat(new Matcher("x", Matcher.Op.of(sign), value).matchesValue(actual))
        .isEqualTo(matches);
  }

  @Test
  void aLabelThatIsMissingIsEmptyAndADotIsNoLineBreak() {
    assertThat(Matcher.equal("team", "").matches(Map.of())).isTrue();
    assertThat(Matcher.regex("team", ".*").matches(Map.of("team", "a\nb"))).isFalse();
    assertThat(Matcher.regex("team", "(?s).*").matches(Map.of("team", "a\nb"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "0,0s",
    "0s,0s",
    "90m,1h30m",
    "1h30m,1h30m",
    "14d,2w",
    "15d,15d",
    "365d,1y",
    "1y1d,366d",
    "5ms,5ms",
    "300y1ms,",
    "5,",
    "1m1h,",
    "'',",
    "1.5h,",
    "-5m,"
  })
  void durationsAreReadAndPrinted(String text, String printed) {
    if (printed == null) {
      assertThatThrownBy(() -> PromDuration.parse(text)).isInstanceOf(InvalidValue.class);
    } else {
      assertThat(PromDuration.print(PromDuration.parse(text))).isEqualTo(printed);
    }
  }
}
