package com.xtrading.platform.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.manifest.YamlWriter;
import com.xtrading.platform.model.FilePath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigFileTest {

  private static final String GOOD = "route: {receiver: a}\nreceivers: [{name: a}]\n";

  static Stream<Integer> seeds() {
    return IntStream.range(0, 150).boxed();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatIsWrittenIsReadBack(int seed) {
    AlertmanagerConfig config = new RandomConfigs(new Random(seed)).config();
    ConfigFile read = ConfigFile.read("test.yaml", YamlWriter.write(config.tree()));
    assertThat(read.refusals()).isEmpty();
    assertThat(read.config()).contains(config);
  }

  @Test
  void keysHaveTheirUsualOrder() {
    AlertmanagerConfig config = new RandomConfigs(new Random(1)).config();
    List<String> usual =
        List.of("global", "route", "inhibit_rules", "receivers", "templates", "time_intervals");
    assertThat(config.tree().keySet()).isSubsetOf(usual);
    assertThat(config.tree().keySet().stream().map(usual::indexOf).toList()).isSorted();
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("", "test.yaml:1: is empty at the top"),
        Arguments.of("route: [", "test.yaml:1: is not YAML"),
        Arguments.of("receivers: [{name: a}]", "test.yaml:1: there is no route"),
        Arguments.of(
            GOOD + "tempaltes: []",
            "test.yaml:3: tempaltes: is not known; allowed: global, route, inhibit_rules,"),
        Arguments.of(GOOD + "tempaltes: []", "did you mean templates?"),
        Arguments.of(
            "route: {receiver: b}\nreceivers: [{name: abc}]",
            "test.yaml:1: route.receiver: no receiver is called \"b\"; allowed: abc; define it"),
        Arguments.of("route: {receiver: abd}\nreceivers: [{name: abc}]", "did you mean abc?"),
        Arguments.of("route: {}\nreceivers: [{name: a}]", "the root has no receiver"),
        Arguments.of("route: {receiver: a, matchers: [a=b]}\nreceivers: [{name: a}]", "move them"),
        Arguments.of("route: {receiver: a, continue: true}\nreceivers: [{name: a}]", "remove it"),
        Arguments.of(
            "route: {receiver: a, mute_time_intervals: [x]}\nreceivers: [{name: a}]",
            "the root is muted"),
        Arguments.of(
            "route:\n  receiver: a\n  routes:\n    - {}\n    - active_time_intervals:\n      - x\n"
                + "receivers: [{name: a}]",
            "test.yaml:6: route.routes[1].active_time_intervals[0]: no time interval is called"
                + " \"x\"; allowed: none is defined"),
        Arguments.of(
            "route: {receiver: a, group_by: [a, a]}\nreceivers: [{name: a}]",
            "route.group_by: group_by has a twice"),
        Arguments.of(
            "route: {receiver: a, group_by: [a, '...']}\nreceivers: [{name: a}]",
            "group_by has \"...\" beside labels"),
        Arguments.of(
            "route: {receiver: a, group_by: a}\nreceivers: [{name: a}]", "is a single value"),
        Arguments.of(
            "route: {receiver: a, group_interval: 0s}\nreceivers: [{name: a}]",
            "group_interval is zero"),
        Arguments.of(
            "route: {receiver: a, group_wait: 30}\nreceivers: [{name: a}]",
            "route.group_wait: \"30\" is not a duration"),
        Arguments.of(
            "route: {receiver: a, continue: \"no\"}\nreceivers: [{name: a}]",
            "route.continue: is neither true nor false"),
        Arguments.of(
            "route: {receiver: a, routes: [{match: {'a b': c}}]}\nreceivers: [{name: a}]",
            "\"a b\" is not the name of a label here"),
        Arguments.of(
            GOOD + "receivers: [{name: b}]",
            "test.yaml:3: receivers: is written twice, on line 2 and on line 3"),
        Arguments.of("route: {receiver: a}\nreceivers: [{name: a}, {name: a}]", "is there twice"),
        Arguments.of("route: {receiver: a}\nreceivers: [{}]", "a receiver has no name"),
        Arguments.of(receiver("webhook_configs: [{}]"), "has neither url nor url_file"),
        Arguments.of(receiver("webhook_configs: [{url: 'http://a', url_file: b}]"), "one of both"),
        Arguments.of(receiver("webhook_configs: [~]"), "is empty"),
        Arguments.of(receiver("pagerduty_configs: [{severity: x}]"), "has no key"),
        Arguments.of(receiver("slack_configs: [{chanel: x}]"), "did you mean channel?"),
        Arguments.of(receiver("slack_configs: [{channel: x}]"), "has no address"),
        Arguments.of(receiver("email_configs: [{to: a@b}]"), "has no smarthost"),
        Arguments.of(span("weekdays: ['friday:monday']"), "for weeks begin on sunday"),
        Arguments.of(span("weekdays: [sun]"), "\"sun\" is not a weekday"),
        Arguments.of(span("days_of_month: ['28:-1']"), "end with 31"),
        Arguments.of(span("days_of_month: ['-1:1']"), "count both from the end"),
        Arguments.of(span("days_of_month: ['0']"), "no month has such a day"),
        Arguments.of(span("months: ['december:january']"), "months end before they begin"),
        Arguments.of(span("years: ['2027:2026']"), "years end before they begin"),
        Arguments.of(span("location: GMT+8"), "\"GMT+8\" is not a time zone"),
        Arguments.of(span("location: Local"), "the machine on which Alertmanager runs"),
        Arguments.of(
            span("times: [{start_time: '22:00', end_time: '07:00'}]"),
            "write a night as two ranges"),
        Arguments.of(
            span("times: [{start_time: '9:00', end_time: '17:00'}]"),
            "\"9:00\" is not a time of day"));
  }

  private static String receiver(String ways) {
    return "route: {receiver: a}\nreceivers:\n  - name: a\n    " + ways + "\n";
  }

  private static String span(String fields) {
    return GOOD + "time_intervals: [{name: x, time_intervals: [{%s}]}]\n".formatted(fields);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatAlertmanagerRefusesGetsOneClearMessage(String yaml, String message) {
    ConfigFile read = ConfigFile.read("test.yaml", yaml);
    assertThat(read.config()).isEmpty();
    assertThat(read.located(read.refusals()))
        .anySatisfy(said -> assertThat(said).contains(message));
    assertThat(read.located(read.refusals())).allMatch(said -> said.startsWith("test.yaml"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "route: {receiver: a, group_by: ['...', '...']}",
        "route: {receiver: a, continue: no}",
        "route: &root {receiver: a, routes: [{matchers: ['']}, {<<: {group_wait: 0}}]}",
        "{route: {receiver: a}, time_intervals: [{name: x, time_intervals: [{months: ['13']}]}]}",
        "{route: {receiver: a}, mute_time_intervals: [{name: x}], global: {resolve_timeout: 1h}}"
      })
  void whatAlertmanagerAcceptsIsAccepted(String start) {
    String yaml =
        start.startsWith("{")
            ? start.substring(0, start.length() - 1) + ", receivers: [{name: a}]}"
            : start + "\nreceivers: [{name: a}]\n";
    ConfigFile read = ConfigFile.read("test.yaml", yaml);
    assertThat(read.located(read.refusals())).isEmpty();
  }

  @Test
  void aSecondDocumentIsNotLookedAt() {
    assertThat(ConfigFile.read("test.yaml", GOOD + "---\nroute: 5\n").config()).isPresent();
  }

  @Test
  void aliasesThatGrowWithoutEndAreRefused() {
    StringBuilder yaml = new StringBuilder("tracing:\n  a0: &a0 [x]\n");
    for (int level = 1; level < 12; level++) {
      yaml.append("  a%d: &a%1$d [%s]\n".formatted(level, ("*a" + (level - 1) + ", ").repeat(10)));
    }
    ConfigFile read = ConfigFile.read("test.yaml", GOOD + yaml);
    assertThat(read.located(read.refusals()))
        .anyMatch(said -> said.contains("its aliases are more than a million values"));
  }

  @Test
  void waysOfTellingAreOursWhereNothingMoreIsWritten() {
    String yaml =
        """
        route: {receiver: a}
        receivers:
          - name: a
            slack_configs:
              - {api_url_file: /etc/slack, channel: '#a'}
              - {api_url_file: /etc/slack, username: b}
            telegram_configs: [{chat_id: 5, bot_token_file: /etc/bot}]
        """;
    assertThat(
            ConfigFile.read("test.yaml", yaml)
                .config()
                .orElseThrow()
                .receivers()
                .get(0)
                .integrations())
        .containsExactly(
            new Integration.Slack(
                FilePath.parse("/etc/slack"),
                false,
                Optional.of("#a"),
                Optional.empty(),
                Optional.empty()),
            new Integration.Other(
                "slack_configs", Map.of("api_url_file", "/etc/slack", "username", "b")),
            new Integration.Other(
                "telegram_configs", Map.of("chat_id", 5L, "bot_token_file", "/etc/bot")));
  }
}
