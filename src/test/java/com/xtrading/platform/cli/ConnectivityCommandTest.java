package com.xtrading.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.cli.TemporaryProject.Outcome;
import com.xtrading.platform.network.Connectivity;
import com.xtrading.platform.network.ConnectivityQuestion;
import com.xtrading.platform.network.PartyName;
import com.xtrading.platform.objects.ClusterObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectivityCommandTest {

  private static final String MANIFESTS =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, namespace: shop}
      spec:
        template:
          metadata: {labels: {app: web}}
          spec: {containers: [{name: web}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: db, namespace: shop, labels: {app: db}}
      spec: {containers: [{name: db}]}
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: db, namespace: shop}
      spec:
        podSelector: {matchLabels: {app: db}}
        policyTypes: [Ingress, Egress]
        ingress:
          - from: [{podSelector: {matchLabels: {app: web}}}, {ipBlock: {cidr: 10.0.0.0/8}}]
            ports: [{port: 5432}, {port: 53, protocol: UDP}]
      """;

  @TempDir private Path folder;
  private TemporaryProject project;

  @BeforeEach
  void writeManifests() throws IOException {
    project = TemporaryProject.in(folder);
    Files.createDirectories(folder.resolve("theirs"));
    Files.writeString(folder.resolve("theirs/all.yaml"), MANIFESTS);
  }

  @Test
  void listsAnyFolder() {
    Outcome list = project.run("connectivity", "--manifests", "theirs");
    assertThat(list.err()).isEmpty();
    assertThat(list.exitCode()).isZero();
    assertThat(list.out().lines())
        .containsExactly(
            "0.0.0.0/0 => shop/web[Deployment]: everything",
            "10.0.0.0/8 => shop/db[Pod]: TCP 5432, UDP 53",
            "shop/web[Deployment] => 0.0.0.0/0: everything",
            "shop/web[Deployment] => shop/db[Pod]: TCP 5432, UDP 53");
  }

  @Test
  void listsItForPrograms() throws IOException {
    Outcome list = project.run("connectivity", "--manifests", "theirs", "--format", "json");
    JsonNode connections = new ObjectMapper().readTree(list.out()).at("/connections");
    assertThat(connections).hasSize(6);
    assertThat(connections.get(0).toString())
        .isEqualTo("{\"dst\":\"shop/web[Deployment]\",\"protocol\":\"ALL\",\"src\":\"0.0.0.0/0\"}");
    assertThat(connections.get(2).toString())
        .isEqualTo(
            "{\"dst\":\"shop/db[Pod]\",\"ports\":\"53\",\"protocol\":\"UDP\",\"src\":\"10.0.0.0/8\"}");
  }

  @Test
  void drawsIt() {
    assertThat(
            project
                .run("connectivity", "--manifests", "theirs", "--format", "dot", "--to", "db")
                .out())
        .isEqualToIgnoringNewLines(
            """
            digraph connectivity {
              "10.0.0.0/8" -> "shop/db[Pod]" [label="TCP 5432, UDP 53"];
              "shop/web[Deployment]" -> "shop/db[Pod]" [label="TCP 5432, UDP 53"];
            }
            """);
  }

  @Test
  void explainsWhatDecides() {
    Outcome denied =
        project.run(
            "connectivity",
            "--manifests",
            "theirs",
            "--from",
            "shop/db",
            "--to",
            "web",
            "--explain");
    assertThat(denied.out().lines())
        .containsExactly(
            "shop/db[Pod] => shop/web[Deployment]: denied",
            "  egress of shop/db[Pod]: closed, no rule opens it",
            "  ingress of shop/web[Deployment]: open, no policy selects it");
    Outcome allowed =
        project.run(
            "connectivity", "production", "--from", "kong", "--to", "user-service", "--explain");
    assertThat(allowed.out())
        .contains(
            "pytrading-prod-edge/kong[Deployment] => pytrading-prod/user-service[Deployment]:"
                + " allowed, TCP 8000")
        .contains("NetworkPolicy pytrading-prod/user-service spec.ingress[");
  }

  @Test
  void explainsItForPrograms() throws IOException {
    JsonNode allowed = explained("web", "db");
    assertThat(allowed.get("src").asText()).isEqualTo("shop/web[Deployment]");
    assertThat(allowed.get("dst").asText()).isEqualTo("shop/db[Pod]");
    assertThat(allowed.get("verdict").asText()).isEqualTo("allowed");
    String traffic =
        "[{\"ports\":\"5432\",\"protocol\":\"TCP\"},{\"ports\":\"53\",\"protocol\":\"UDP\"}]";
    assertThat(allowed.get("allowed").toString()).isEqualTo(traffic);
    assertThat(allowed.get("unknown")).isEmpty();
    assertThat(allowed.get("egress").toString())
        .isEqualTo("{\"opens\":[{\"protocol\":\"ALL\"}],\"rules\":[],\"selected\":false}");
    assertThat(allowed.get("ingress").get("selected").asBoolean()).isTrue();
    assertThat(allowed.get("ingress").get("rules").toString())
        .isEqualTo(
            "[{\"opens\":%s,\"rule\":\"NetworkPolicy shop/db spec.ingress[0]\"}]"
                .formatted(traffic));
    assertThat(explained("db", "web").get("verdict").asText()).isEqualTo("denied");
    Files.writeString(
        folder.resolve("theirs/all.yaml"),
        MANIFESTS.replace("{podSelector: {matchLabels: {app: web}}}, ", ""));
    JsonNode unknown = explained("web", "db");
    assertThat(unknown.get("verdict").asText()).isEqualTo("unknown");
    assertThat(unknown.get("allowed")).isEmpty();
    assertThat(unknown.get("unknown").toString()).isEqualTo(traffic);
  }

  private JsonNode explained(String from, String to) throws IOException {
    Outcome outcome =
        project.run(
            "connectivity",
            "--manifests",
            "theirs",
            "--from",
            from,
            "--to",
            to,
            "--explain",
            "--format",
            "json");
    assertThat(outcome.exitCode()).isZero();
    JsonNode explanations = new ObjectMapper().readTree(outcome.out()).get("explanations");
    assertThat(explanations).hasSize(1);
    return explanations.get(0);
  }

  @Test
  void namesWhatIsBrokenJudgesTheRestAndFails() throws IOException {
    Files.writeString(folder.resolve("theirs/broken.yaml"), "a: [\n");
    Files.writeString(
        folder.resolve("theirs/odd.yaml"),
        """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: odd, namespace: shop}
        spec: {podSelector: {}, ingress: [{ports: [{port: 90, endPort: 80}]}]}
        """);
    Outcome list = project.run("connectivity", "--manifests", "theirs", "--to", "db");
    assertThat(list.exitCode()).isEqualTo(2);
    assertThat(list.out().lines()).hasSize(2);
    assertThat(list.err())
        .contains("broken.yaml")
        .contains(
            "odd.yaml: NetworkPolicy shop/odd: spec.ingress[0].ports[0]: 90 to 80 is no range of"
                + " ports");
  }

  @Test
  void wantsOneSourceAndKnownNames() {
    assertThat(project.run("connectivity").err())
        .contains("connectivity wants an environment or --manifests, and one of both");
    assertThat(project.run("connectivity", "staging", "--manifests", "theirs").exitCode())
        .isEqualTo(2);
    assertThat(project.run("connectivity", "--manifests", "gone").err())
        .contains("gone is not there");
    assertThat(project.run("connectivity", "--manifests", "theirs", "--from", "wep").err())
        .contains("--from: no workload here is called \"wep\"; did you mean web?");
    assertThat(project.run("connectivity", "--manifests", "theirs", "--to", "nobody").err())
        .contains(
            "--to: no workload here is called \"nobody\"; write an address such as 10.0.0.0/8, or"
                + " one of shop/db[Pod], shop/web[Deployment]");
    assertThat(explaining("--to", "web").err())
        .contains("between web and web is nothing to explain; name two workloads");
    assertThat(explaining("--to", "db", "--format", "dot").err())
        .contains("--explain has no graph; choose --format text or json");
    assertThat(project.run("connectivity", "--manifests", "theirs", "--explain").err())
        .contains("--explain wants --from and --to");
    assertThat(project.run("connectivity", "nowhere").exitCode()).isEqualTo(2);
  }

  private Outcome explaining(String... more) {
    return project.run(
        Stream.concat(
                Stream.of("connectivity", "--manifests", "theirs", "--explain", "--from", "web"),
                Stream.of(more))
            .toArray(String[]::new));
  }

  @Test
  void everyWorkloadIsFoundByTheNameThatTheReadmeUses() {
    List<String> names =
        TestPlatform.reference("production").topology().groups().stream()
            .map(group -> group.pods().namespace() + "/" + group.pods().name())
            .toList();
    assertThat(names)
        .contains("pytrading-prod-data/postgres", "pytrading-prod-monitoring/prometheus");
    ClusterObjects objects = TestPlatform.reference("production").rendered().objects();
    Connectivity connectivity =
        new ConnectivityQuestion(Optional.empty(), Optional.empty()).in(objects);
    for (String name : names) {
      ConnectivityQuestion question =
          new ConnectivityQuestion(Optional.empty(), Optional.of(new PartyName("--to", name)));
      assertThatCode(() -> question.connections(connectivity)).as(name).doesNotThrowAnyException();
    }
  }
}
