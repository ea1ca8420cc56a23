package com.xtrading.platform.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigLintTest {

  private static ConfigFile read(String yaml) {
    ConfigFile file = ConfigFile.read("test.yaml", yaml);
    assertThat(file.located(file.refusals())).isEmpty();
    return file;
  }

  private static String lint(String yaml) {
    ConfigFile file = read(yaml);
    return String.join("\n", file.located(ConfigLint.of(file.config().orElseThrow())));
  }

  private static String routes(String... routes) {
    return "route:\n  receiver: a\n  routes:\n    - "
        + String.join("\n    - ", routes)
        + "\nreceivers: [{name: a}]\n";
  }

  static Stream<Arguments> fine() {
    return Stream.of(
        Arguments.of((Object) new String[] {"{matchers: [a=b]}", "{matchers: [a=c]}"}),
        Arguments.of((Object) new String[] {"{continue: true}", "{matchers: [a=c]}"}),
        Arguments.of((Object) new String[] {"{matchers: [a=b]}", "{}"}),
        Arguments.of((Object) new String[] {"{matchers: ['a=~\".*\"']}", "{matchers: [c=d]}"}),
        // a value may have several lines
        Arguments.of(
            (Object) new String[] {"{matchers: ['a=~\"x.*\"']}", "{matchers: ['a=~\"xy.*\"']}"}),
        // nobody decides that here
        Arguments.of((Object) new String[] {"{matchers: ['a=~\"x.*\"', 'a=~\"y.*\"']}"}),
        Arguments.of((Object) new String[] {"{matchers: [a=b, c=d]}", "{matchers: [a=b]}"}),
        Arguments.of((Object) new String[] {"{matchers: ['a=~\"b|c\"', a!=b]}"}));
  }

  @ParameterizedTest
  @MethodSource("fine")
  void whatSomeAlertReachesIsFine(String... routes) {
    assertThat(lint(routes(routes))).isEmpty();
  }

  static Stream<Arguments> reported() {
    return Stream.of(
        of(
            "test.yaml:5: route.routes[1]: nothing reaches it: route.routes[0] takes all",
            "{matchers: ['a=~\"b|c\"']}",
            "{matchers: [a=b]}"),
        of("route.routes[1]: nothing reaches it", "{matchers: [a!=b]}", "{matchers: [a=c, d=e]}"),
        of("route.routes[1]: nothing reaches it", "{matchers: ['a=~\".+\"']}", "{matchers: [a=c]}"),
        of(
            "route.routes[1]: nothing reaches it",
            "{matchers: ['a=~\"x.*\"']}",
            "{matchers: [a=xy]}"),
        of(
            "route.routes[1]: nothing reaches it",
            "{matchers: ['a=~\"x.*\"']}",
            "{matchers: ['a=~\"x.*\"', b=c]}"),
        of(
            "route.routes[1]: nothing reaches it",
            "{matchers: ['a!~\"b|c\"']}",
            "{matchers: [a=\"\"]}"),
        of(
            "route.routes[0]: takes every alert that comes here, so that nothing reaches the 1 after",
            "{}",
            "{matchers: [a=c]}"),
        of(
            "route.routes[0].routes[0]: takes every alert",
            "{matchers: [a=b], routes: [{matchers: ['a=~\"b|c\"']}, {matchers: [c=d]}]}"),
        of("nothing reaches it: no alert can be a=\"b\" and a=\"c\"", "{matchers: [a=b, a=c]}"),
        of(
            "no alert can be a=\"b\" and a!=\"b\"",
            "{matchers: [a=b], routes: [{matchers: [a!=b]}]}"),
        of("no alert can be", "{matchers: [a=b], routes: [{matchers: ['a=~\"c.*\"']}]}"),
        of("no alert can be", "{matchers: ['a=~\"b|c\"'], routes: [{matchers: ['a!~\"c|b|d\"']}]}"),
        of("no alert can be", "{matchers: [a=\"\"], routes: [{matchers: ['a=~\".+\"']}]}"),
        of("no alert can be", "{match_re: {a: 'b|c'}, routes: [{match: {a: d}}]}"));
  }

  private static Arguments of(String message, String... routes) {
    return Arguments.of(message, routes);
  }

  @ParameterizedTest
  @MethodSource("reported")
  void whatNoAlertReachesIsReportedOnce(String message, String[] routes) {
    assertThat(lint(routes(routes)).lines()).hasSize(1).allMatch(said -> said.contains(message));
  }

  static Stream<Arguments> others() {
    String two = "route: {receiver: a}\nreceivers: [{name: a}, {name: b}]\n";
    String one = "route: {receiver: a}\nreceivers: [{name: a}]\n";
    String used =
        "route: {receiver: a, routes: [{matchers: [a=b], mute_time_intervals: [x]}]}\n"
            + "receivers: [{name: a}]\n";
    return Stream.of(
        Arguments.of(two, "test.yaml:2: receivers[1]: no route uses the receiver \"b\""),
        Arguments.of(
            one + "time_intervals: [{name: x, time_intervals: [{}]}]",
            "test.yaml:3: time_intervals[0]: no route uses the time interval \"x\""),
        Arguments.of(used + "time_intervals: [{name: x}]", "\"x\" has nothing in it never holds"),
        Arguments.of(
            used + "time_intervals: [{name: x, time_intervals: [{}, {months: ['13']}]}]",
            "time_intervals[0].time_intervals[1]: this part of time interval \"x\" never holds"),
        Arguments.of(
            used
                + "time_intervals: [{name: x, time_intervals: [{months: [february],"
                + " days_of_month: ['30:31']}]}]",
            "never holds"),
        Arguments.of(
            secret("slack_configs: [{api_url: 'https://example.com/SECRET'}]"),
            "receivers[0].slack_configs[0].api_url: is a secret in the text"),
        Arguments.of(
            secret("webhook_configs: [{url_file: /a}, {url: 'https://me:SECRET@example.com/'}]"),
            "receivers[0].webhook_configs[1].url: is an address with a secret in it"),
        Arguments.of(
            secret("webhook_configs: [{url: 'https://example.com/?access_token=SECRET'}]"),
            "is an address with a secret in it"),
        Arguments.of(
            secret(
                "webhook_configs: [{url_file: /a, http_config: {basic_auth: {password: SECRET}}}]"),
            "http_config.basic_auth.password: is a secret"),
        Arguments.of(secret("pagerduty_configs: [{routing_key: SECRET}]"), "routing_key_file"),
        Arguments.of(one + "global: {smtp_auth_password: SECRET}", "global.smtp_auth_password"));
  }

  private static String secret(String ways) {
    return "route: {receiver: a}\nreceivers: [{name: a, %s}]\n".formatted(ways);
  }

  @ParameterizedTest
  @MethodSource("others")
  void whatNobodyCanMeanIsReportedAndNoSecretIsShown(String yaml, String message) {
    assertThat(lint(yaml).lines())
        .hasSize(1)
        .allMatch(said -> said.contains(message))
        .noneMatch(said -> said.contains("SECRET"));
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.ValueSource(
      strings = {
        "webhook_configs: [{url: 'http://bot.chat.svc:8080/hook'}]",
        "webhook_configs: [{url_file: /etc/url}]",
        "telegram_configs: [{bot_token_file: /etc/token, chat_id: 5}]"
      })
  void whatIsNoSecretIsNotReported(String ways) {
    assertThat(lint(secret(ways))).isEmpty();
  }
}
