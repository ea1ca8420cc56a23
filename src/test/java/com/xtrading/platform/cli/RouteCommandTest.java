package com.xtrading.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.xtrading.platform.cli.TemporaryProject.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteCommandTest {

  private static final String CONFIG =
      """
      route:
        receiver: chat
        group_by: [alertname]
        routes:
          - matchers: [severity="critical"]
            receiver: pager
            group_wait: 10s
          - matchers: [severity="info"]
            receiver: nobody
            group_by: ['...']
            mute_time_intervals: [nights]
      inhibit_rules:
        - name: severe
          source_matchers: [severity="critical"]
          target_matchers: [severity!="critical"]
          equal: [alertname, namespace]
      receivers:
        - name: chat
          slack_configs: [{api_url_file: /etc/slack}]
        - name: pager
          pagerduty_configs: [{routing_key_file: /etc/pagerduty}]
        - name: nobody
        - name: idle
      time_intervals:
        - name: nights
          time_intervals:
            - location: Asia/Shanghai
              times: [{start_time: "00:00", end_time: "07:00"}]
      """;

  @TempDir private Path folder;
  private TemporaryProject project;

  @BeforeEach
  void writeConfig() throws IOException {
    project = TemporaryProject.reference(folder);
    Files.writeString(folder.resolve("am.yaml"), CONFIG);
  }

  private Outcome route(String... more) {
    return project.run(
        Stream.concat(Stream.of("route", "--config", "am.yaml"), Stream.of(more))
            .toArray(String[]::new));
  }

  @Test
  void saysWhoIsToldWhenAndWhatKeepsItQuiet() {
    Outcome told = route("severity=info", "alertname=A", "--at", "2026-12-01T06:30+08:00");
    assertThat(told.exitCode()).isZero();
    assertThat(told.out())
        .isEqualToNormalizingNewlines(
            """
            alertname="A", severity="info" at 2026-12-01 06:30:00+08:00

            nobody
              told by        nothing: it tells nobody
              route          route.routes[1]: severity="info"
              together with  no other alert
              first          30s after its group begins
              changes        every 5m
              again          after 4h, when one of these 5m ends
              quiet          until 2026-12-01 07:00:00+08:00: muted by nights

            silenced while another alert fires that is
                severity="critical", alertname="A", without namespace (inhibit_rules[0]: severe)
            """);
    assertThat(told.err())
        .contains("am.yaml:23: receivers[3]: no route uses the receiver \"idle\"");
  }

  @Test
  void saysItForPrograms() throws IOException {
    Outcome told =
        route("severity=critical", "pod=p", "--at", "2026-12-01T00:00Z", "--format", "json");
    JsonNode tree = new ObjectMapper().readTree(told.out());
    assertThat(tree.at("/notices")).hasSize(1);
    assertThat(tree.at("/notices/0/receiver").asText()).isEqualTo("pager");
    assertThat(tree.at("/notices/0/toldBy").toString()).isEqualTo("[\"pagerduty\"]");
    assertThat(tree.at("/notices/0/groupKey").asText()).isEqualTo("{}/{severity=\"critical\"}:{}");
    assertThat(tree.at("/notices/0/groupWait").asText()).isEqualTo("10s");
    assertThat(tree.at("/notices/0/quiet").isMissingNode()).isTrue();
    assertThat(tree.at("/silencers")).isEmpty();
    assertThat(tree.at("/at").asText()).isEqualTo("2026-12-01T00:00:00Z");
  }

  @Test
  void whatAlertmanagerRefusesIsToldWithItsPlace() throws IOException {
    Files.writeString(
        folder.resolve("am.yaml"), CONFIG.replace("receiver: pager", "receiver: pagr"));
    Outcome refused = route("a=b");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .contains(
            "am.yaml:6: route.routes[0].receiver: no receiver is called \"pagr\"; allowed: chat,"
                + " pager, nobody, idle; did you mean pager?");
  }

  @Test
  void anEnvironmentWithoutAnAlertmanagerSaysSo() {
    Outcome none = project.run("route", "development", "a=b");
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err()).contains("development has no Alertmanager").contains("--config FILE");
  }

  @Test
  void wantsOneSourceLabelsAndATimeWithAZone() {
    assertThat(project.run("route").err()).contains("route wants an environment or --config");
    assertThat(project.run("route", "a=b").err()).contains("and one of both");
    assertThat(route("development", "a=b").err()).contains("and one of both");
    assertThat(route().err()).contains("the alert has no labels");
    assertThat(route("a=").err()).contains("the alert has no labels");
    assertThat(route("a=b", "b").err()).contains("\"b\" is not a label with its value");
    assertThat(route("a=b", "a=c").err()).contains("label a is there twice");
    assertThat(route("a=b", "--at", "2026-12-01T00:00").err())
        .contains("is not a time with its zone");
    assertThat(project.run("route", "--config", "gone.yaml", "a=b").err())
        .contains("gone.yaml is not there");
    assertThat(project.run("route", "--config", "gone.yaml", "a=b").exitCode()).isEqualTo(2);
    assertThat(project.run("route", "nowhere", "a=b").exitCode()).isEqualTo(2);
  }
}
