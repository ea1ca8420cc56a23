package com.xtrading.platform.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingTest {

  private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");

  private static final String TREE =
      """
      route:
        receiver: chat
        group_by: [alertname, namespace]
        group_wait: 1m
        routes:
          - matchers: [severity="critical"]
            receiver: pager
            continue: true
            group_wait: 10s
            mute_time_intervals: [always]
            routes:
              - matchers: [team="data"]
                group_by: ['...']
              - matchers: [team="edge"]
                group_by: []
                repeat_interval: 1h
          - matchers: [severity=~"critical|warning"]
            group_by: [severity]
          - matchers: [severity="warning"]
            receiver: nobody
      receivers: [{name: chat}, {name: pager}, {name: nobody}]
      time_intervals: [{name: always, time_intervals: [{}]}]
      """;

  static List<Notice> notices(String yaml, Map<String, String> labels) {
    ConfigFile file = ConfigFile.read("test.yaml", yaml);
    assertThat(file.located(file.refusals())).isEmpty();
    return Routing.of(file.config().orElseThrow()).of(labels, NOON);
  }

  private static Map<String, String> labels(String pairs) {
    return List.of(pairs.split(" ")).stream()
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  @ParameterizedTest
  @CsvSource({
    "severity=info, route",
    "severity=warning, route.routes[1]",
    "severity=critical, route.routes[0] route.routes[1]",
    "severity=critical team=data, route.routes[0].routes[0] route.routes[1]",
    "severity=critical team=edge, route.routes[0].routes[1] route.routes[1]",
    "team=data, route"
  })
  void theFirstThatMatchesTakesItUnlessItContinues(String labels, String routes) {
    assertThat(notices(TREE, labels(labels)).stream().map(Notice::path))
        .containsExactly(routes.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "severity=info alertname=A namespace=n pod=p; {}:{alertname=\"A\", namespace=\"n\"}",
        "severity=info alertname=A; {}:{alertname=\"A\"}",
        "severity=warning alertname=A;"
            + " {}/{severity=~\"critical|warning\"}:{severity=\"warning\"}",
        "severity=critical alertname=A namespace=n;"
            + " {}/{severity=\"critical\"}:{alertname=\"A\", namespace=\"n\"}",
        "severity=critical team=data pod=p; {}/{severity=\"critical\"}/{team=\"data\"}"
            + ":{pod=\"p\", severity=\"critical\", team=\"data\"}",
        "severity=critical team=edge pod=p; {}/{severity=\"critical\"}/{team=\"edge\"}:{}"
      })
  void theFourFormsOfGroupByAreFourThings(String labels, String key) {
    assertThat(notices(TREE, labels(labels)).get(0).groupKey()).isEqualTo(key);
  }

  @Test
  void timingsAndReceiversAreInheritedAndIntervalsAreNot() {
    Notice pager = notices(TREE, labels("severity=critical")).get(0);
    assertThat(pager.receiver()).isEqualTo("pager");
    assertThat(pager.quiet()).isPresent();
    Notice edge = notices(TREE, labels("severity=critical team=edge")).get(0);
    assertThat(edge.receiver()).isEqualTo("pager");
    assertThat(edge.groupWait()).isEqualTo(Duration.ofSeconds(10));
    assertThat(edge.groupInterval()).isEqualTo(Duration.ofMinutes(5));
    assertThat(edge.repeatInterval()).isEqualTo(Duration.ofHours(1));
    assertThat(edge.quiet()).isEmpty();
  }

  @Test
  void whatAlertmanagerRefusesIsNotEvaluated() {
    AlertmanagerConfig config = AlertmanagerConfig.of(Route.root("gone"), List.of());
    assertThatThrownBy(() -> Routing.of(config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no receiver is called \"gone\"");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-12-01T12:00:00Z, nights, '', ''",
    "2026-12-01T14:00:00Z, nights, '', 2026-12-01T23:00:00Z", // 22:00 to 07:00 in Shanghai
    "2026-12-01T13:59:59Z, nights, '', ''",
    "2026-12-05T12:00:00Z, '', weekdays, 2026-12-06T23:00:00Z", // a Saturday; Monday there
    "2026-12-04T12:00:00Z, '', weekdays, ''",
    "2026-12-01T14:00:00Z, nights, weekdays, 2026-12-01T23:00:00Z",
    "2026-12-04T14:00:00Z, nights, weekdays, 2026-12-06T23:00:00Z", // the night, then a weekend
    "2026-12-01T12:00:00Z, always, '', never"
  })
  void isQuietUntilNothingKeepsItSo(String at, String mute, String active, String until) {
    String yaml =
        """
        route:
          receiver: chat
          routes: [{mute_time_intervals: [%s], active_time_intervals: [%s]}]
        receivers: [{name: chat}]
        time_intervals:
          - name: nights
            time_intervals:
              - location: Asia/Shanghai
                times: [{start_time: "22:00", end_time: "24:00"}, {start_time: "00:00", end_time: "07:00"}]
          - name: weekdays
            time_intervals: [{weekdays: ["monday:friday"], location: Asia/Shanghai, times: [{start_time: "07:00", end_time: "24:00"}]}]
          - name: always
            time_intervals: [{}]
        """
            .formatted(mute, active);
    AlertmanagerConfig config = ConfigFile.read("test.yaml", yaml).config().orElseThrow();
    List<Notice> notices = Routing.of(config).of(Map.of("a", "b"), Instant.parse(at));
    String said =
        notices
            .get(0)
            .quiet()
            .map(quiet -> quiet.until().map(Instant::toString).orElse("never"))
            .orElse("");
    assertThat(said).isEqualTo(until);
  }
}
