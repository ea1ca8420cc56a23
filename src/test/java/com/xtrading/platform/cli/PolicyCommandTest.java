package com.xtrading.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.xtrading.platform.cli.TemporaryProject.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

class PolicyCommandTest {

  private static final String PODS =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec:
        hostNetwork: true
        containers: [{name: web, image: web}]
      ---
      apiVersion: batch/v1
      kind: CronJob
      metadata: {name: nightly, namespace: shop}
      spec:
        jobTemplate:
          spec:
            template:
              spec:
                containers: [{name: nightly, image: web, securityContext: {privileged: true}}]
      """;

  @TempDir private Path folder;
  private TemporaryProject project;

  @BeforeEach
  void writeManifests() throws IOException {
    project = TemporaryProject.in(folder);
    Files.createDirectories(folder.resolve("theirs"));
    Files.writeString(folder.resolve("theirs/all.yaml"), PODS);
  }

  @Test
  void saysFileLineRuleObjectPlaceAndChange() {
    Outcome outcome = project.run("policy", "--manifests", "theirs", "--profile", "baseline");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out().lines())
        .containsExactly(
            "theirs/all.yaml:16: PodsKeepToBaseline: CronJob shop/nightly:"
                + " spec.jobTemplate.spec.template.spec.containers[0].securityContext.privileged:"
                + " privileged: is privileged; leave it out",
            "theirs/all.yaml:5: PodsKeepToBaseline: Pod shop/web: spec.hostNetwork: hostNamespaces: shares"
                + " a namespace of the node; leave it out",
            "2 errors, 0 warnings in 2 of 2 objects; rules: 1");
  }

  @Test
  void jsonHasOneEntryForEachFinding() throws IOException {
    Outcome outcome =
        project.run("policy", "--manifests", "theirs", "--profile", "baseline", "--format", "json");
    assertThat(outcome.exitCode()).isEqualTo(1);
    JsonNode findings = new ObjectMapper().readTree(outcome.out()).get("findings");
    assertThat(findings).hasSize(2);
    JsonNode first = findings.get(1);
    assertThat(first.get("rule").asText()).isEqualTo("PodsKeepToBaseline");
    assertThat(first.get("severity").asText()).isEqualTo("error");
    assertThat(first.get("object").asText()).isEqualTo("Pod shop/web");
    assertThat(first.get("path").asText()).isEqualTo("spec.hostNetwork");
    assertThat(first.get("message").asText()).startsWith("hostNamespaces: shares a namespace");
  }

  @Test
  void sarifNamesRulesAndLines() throws IOException {
    Outcome outcome = project.run("policy", "--manifests", "theirs", "--format", "sarif");
    JsonNode run = new ObjectMapper().readTree(outcome.out()).get("runs").get(0);
    List<String> rules = new ArrayList<>();
    run.get("tool").get("driver").get("rules").forEach(rule -> rules.add(rule.get("id").asText()));
    assertThat(rules).contains("PodsKeepToBaseline", "PodsAreRestricted", "ImagesArePinned");
    assertThat(run.get("results"))
        .isNotEmpty()
        .allSatisfy(
            result -> {
              assertThat(rules).contains(result.get("ruleId").asText());
              JsonNode place = result.get("locations").get(0).get("physicalLocation");
              assertThat(place.get("artifactLocation").get("uri").asText())
                  .isEqualTo("theirs/all.yaml");
              assertThat(place.get("region").get("startLine").asInt()).isBetween(1, 16);
            });
  }

  @Test
  void junitHasATestForEachRule() throws Exception {
    Outcome outcome =
        project.run(
            "policy", "--manifests", "theirs", "--profile", "restricted", "--format", "junit");
    Element suite =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(outcome.out().getBytes(StandardCharsets.UTF_8)))
            .getDocumentElement();
    assertThat(suite.getAttribute("tests")).isEqualTo("2");
    assertThat(suite.getAttribute("failures")).isEqualTo("2");
    assertThat(suite.getElementsByTagName("failure").item(1).getTextContent())
        .contains("Pod shop/web: spec.hostNetwork");
  }

  @Test
  void aProfileHoldsTheOnesBeforeItAndSaysNothingTwice() {
    Outcome restricted = project.run("policy", "--manifests", "theirs", "--profile", "restricted");
    assertThat(restricted.out())
        .contains("PodsKeepToBaseline: Pod shop/web: spec.hostNetwork")
        .contains("PodsAreRestricted: Pod shop/web")
        .doesNotContain("ImagesArePinned");
    assertThat(project.run("policy", "--manifests", "theirs").out()).contains("ImagesArePinned");
  }

  @Test
  void whatOtherToolsMakeObjectsOfIsNamedOnceAndNoError() throws IOException {
    Map<String, String> files =
        Map.of(
            "theirs/kustomization.yaml", "resources: [all.yaml]\n",
            "theirs/part/kustomization.yaml",
                "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n",
            "theirs/shop/Chart.yaml", "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
            "theirs/shop/values.yaml", "image: shop\n",
            "theirs/shop/templates/web.yaml", "{{- if .Values.image }}\nkind: Pod\n{{- end }}\n",
            "theirs/shop/templates/map.yaml", "apiVersion: v1\nkind: ConfigMap\n",
            "theirs/values-prod.yaml", "image: shop\n",
            "theirs/job.yaml", "kind: {{ .Kind }}: x\n");
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.createDirectories(folder.resolve(file.getKey()).getParent());
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
    String alone = "--profile=baseline";
    Outcome outcome = project.run("policy", "--manifests", "theirs", alone);
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out()).endsWith("in 2 of 2 objects; rules: 1\n");
    assertThat(outcome.err().lines())
        .containsExactlyInAnyOrder(
            "skipped: theirs/kustomization.yaml: is for Kustomize; run kustomize build on its folder,"
                + " and judge what it prints",
            "skipped: theirs/part/kustomization.yaml: is for Kustomize; run kustomize build on its"
                + " folder, and judge what it prints",
            "skipped: theirs/shop/Chart.yaml: 4 files of a Helm chart; run helm template on its"
                + " folder, and judge what it prints",
            "skipped: theirs/values-prod.yaml: holds values; run helm template with it, and judge"
                + " what it prints",
            "skipped: theirs/job.yaml: is a template; run what fills it in, such as helm template,"
                + " and judge what it prints");
    assertThat(project.run("connectivity", "--manifests", "theirs").exitCode()).isZero();
    Outcome chart = project.run("policy", "--manifests", "theirs/shop", alone);
    assertThat(chart.exitCode()).as("nothing was judged").isEqualTo(2);
    assertThat(chart.err()).contains("theirs/shop/: holds no manifests");
  }

  @Test
  void whatIsBrokenIsNamedAndTheRestIsJudged() throws IOException {
    Files.writeString(folder.resolve("theirs/broken.yaml"), "kind: [\n---\n" + PODS);
    Files.writeString(
        folder.resolve("theirs/unknown.yaml"),
        "{apiVersion: v1, kind: Pot, metadata: {name: x}}\n");
    Outcome outcome = project.run("policy", "--manifests", "theirs", "--profile", "baseline");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .contains("broken.yaml:2: document 1 is no YAML")
        .contains("unknown.yaml: document 1: v1 has no kind \"Pot\"");
    // An object that is in two files is judged in both.
    assertThat(outcome.out().lines())
        .hasSize(5)
        .anyMatch(line -> line.startsWith("theirs/broken.yaml:"))
        .anyMatch(line -> line.startsWith("theirs/all.yaml:5: "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Pod, spec: 5 | spec: is 5; write a mapping",
        "Pod, spec: {containers: abc} | spec.containers: is the text \"abc\"; write a list",
        "Pod, spec: {securityContext: []} | spec.securityContext: is a list; write a mapping",
        "Pod, spec: {containers: [{ports: {}}]} | spec.containers[0].ports: is a mapping; write a list",
        "Pod, spec: {containers: [null, {name: a}]} | spec.containers[0]: is null; write a mapping, or remove it",
        "CronJob, spec: {jobTemplate: [1]} | spec.jobTemplate: is a list; write a mapping",
        "Service, spec: 5 | spec: is 5; write a mapping",
        "PodTemplate, template: [1] | template: is a list; write a mapping",
      })
  void anObjectOfWrongTypesIsOneReportAndTheRestIsJudged(String object, String problem)
      throws IOException {
    String kind = object.substring(0, object.indexOf(','));
    Files.writeString(
        folder.resolve("theirs/bad.yaml"),
        "{apiVersion: %s, kind: %s, metadata: {name: bad, namespace: shop},%s}"
            .formatted(
                kind.equals("CronJob") ? "batch/v1" : "v1",
                kind,
                object.substring(object.indexOf(',') + 1)));
    Outcome outcome = project.run("policy", "--manifests", "theirs");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .isEqualToIgnoringNewLines(
            "error: theirs/bad.yaml: %s shop/bad: %s".formatted(kind, problem));
    assertThat(outcome.out()).contains("Pod shop/web: spec.hostNetwork").doesNotContain("bad");
    // The other command says the same.
    assertThat(project.run("connectivity", "--manifests", "theirs").err()).isEqualTo(outcome.err());
  }

  @Test
  void whatOperatorsWillMakeIsJudgedWhateverTheirResourcesSay() throws IOException {
    Files.writeString(
        folder.resolve("theirs/all.yaml"),
        """
        apiVersion: monitoring.coreos.com/v1
        kind: Prometheus
        metadata: {name: watch, namespace: shop}
        spec:
          hostNetwork: true
          containers:
            - {name: prometheus, securityContext: {privileged: true}}
        ---
        apiVersion: postgresql.cnpg.io/v1
        kind: Cluster
        metadata: {name: db, namespace: shop}
        spec:
          podSecurityContext: {runAsUser: 0, runAsNonRoot: false}
          plugins: [{name: archive}]
        ---
        apiVersion: rabbitmq.com/v1beta1
        kind: RabbitmqCluster
        metadata: {name: queue, namespace: shop}
        spec:
          override:
            statefulSet:
              spec:
                template:
                  spec:
                    containers:
                      - {name: rabbitmq, securityContext: {privileged: true, procMount: Unmasked}}
        ---
        apiVersion: redis.redis.opstreelabs.in/v1beta2
        kind: RedisCluster
        metadata: {name: cache, namespace: shop}
        spec: {redisExporter: {enabled: false, port: 9121}}
        ---
        apiVersion: monitoring.coreos.com/v1
        kind: ThanosRuler
        metadata: {name: alerts, namespace: shop}
        """);
    Outcome outcome = project.run("policy", "--manifests", "theirs", "--profile", "restricted");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err().lines())
        .containsExactly(
            "skipped: theirs/all.yaml: RedisCluster shop/cache: spec.redisExporter.port is off, by"
                + " spec.redisExporter.enabled",
            "error: theirs/all.yaml: ThanosRuler shop/alerts is not evaluated; the pods that it runs"
                + " are missing here",
            "error: theirs/all.yaml: Cluster shop/db: spec.plugins[0].name is not evaluated; what is"
                + " made of it is not known here",
            // The operator takes it away.
            "error: theirs/all.yaml: RabbitmqCluster shop/queue:"
                + " spec.override.statefulSet.spec.template.spec.containers[0].securityContext"
                + ".privileged is not evaluated; what is made of it is not known here");
    assertThat(outcome.out())
        .contains(
            "StatefulSet prometheus-watch: spec.template.spec.hostNetwork",
            "StatefulSet prometheus-watch: spec.template.spec.containers[0].securityContext.privileged",
            "Pod db-1: spec.securityContext.runAsUser",
            "StatefulSet queue-server:"
                + " spec.template.spec.containers[0].securityContext.procMount");
  }

  @Test
  void podsThatAnOperatorWouldMakeOfWrongTypesAreNamedAtWhatTheyAreMadeOf() throws IOException {
    Files.writeString(
        folder.resolve("theirs/all.yaml"),
        "{apiVersion: rabbitmq.com/v1beta1, kind: RabbitmqCluster, metadata: {name: q, namespace:"
            + " shop}, spec: {replicas: 1, resources: {limits: {cpu: [1]}}}}");
    Outcome outcome = project.run("policy", "--manifests", "theirs");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .isEqualToIgnoringNewLines(
            "error: theirs/all.yaml: StatefulSet shop/q-server:"
                + " spec.template.spec.containers[0].resources.limits.cpu: is a list; write an"
                + " amount such as 500m or 1Gi");
    assertThat(outcome.out()).doesNotContain("cannot be evaluated");
  }

  @Test
  void whatIsLeftOutOfAListIsFoundAtItsPlace() throws IOException {
    Files.writeString(
        folder.resolve("theirs/all.yaml"),
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: shop}
        spec:
          selector: {matchExpressions: [{operator: In}, {key: app}]}
          template: {spec: {securityContext: {sysctls: [{value: a}]}}}
        """);
    Outcome outcome = project.run("policy", "--manifests", "theirs");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out())
        .contains("spec.selector: selector: does not match the labels of its own pods")
        .contains("sysctls[0].name: sysctls: sets something without a name")
        .doesNotContain("cannot be evaluated");
  }

  @Test
  void podsOfKindsThatAreNotReadAreNamed() throws IOException {
    Files.writeString(
        folder.resolve("theirs/rollout.yaml"),
        "{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: r, namespace: shop}}");
    Outcome outcome = project.run("policy", "--manifests", "theirs", "--format", "json");
    assertThat(outcome.exitCode()).isEqualTo(2);
    String problem =
        "theirs/rollout.yaml: Rollout shop/r is not evaluated; the pods that it runs are missing"
            + " here";
    assertThat(outcome.err()).contains("error: " + problem);
    JsonNode report = new ObjectMapper().readTree(outcome.out());
    assertThat(report.get("findings")).isNotEmpty();
    assertThat(report.get("problems")).hasSize(1);
    assertThat(report.get("problems").get(0).asText()).isEqualTo(problem);
  }

  @Test
  void sarifNamesFilesFromWhereTheCommandRunsAndOthersByTheirWholePath() throws IOException {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Files.createDirectories(elsewhere.resolve("environments"));
    Path deep = Files.createDirectories(folder.resolve("theirs/a b"));
    Files.move(folder.resolve("theirs/all.yaml"), deep.resolve("all.yaml"));
    String below = "theirs/a%20b/all.yaml";
    assertThat(places("--manifests", "theirs")).containsOnly(below + " %SRCROOT%");
    assertThat(places("--manifests", "theirs/../theirs/a b/all.yaml"))
        .containsOnly(below + " %SRCROOT%");
    assertThat(places("--manifests", deep.toString())).containsOnly(below + " %SRCROOT%");
    assertThat(places("-C", elsewhere.toString(), "--manifests", "../theirs"))
        .containsOnly(deep.resolve("all.yaml").toUri() + " ");
  }

  private List<String> places(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("policy", "--format", "sarif"));
    all.addAll(List.of(arguments));
    Outcome outcome = project.run(all.toArray(String[]::new));
    List<String> places = new ArrayList<>();
    new ObjectMapper()
        .readTree(outcome.out())
        .at("/runs/0/results")
        .findValues("artifactLocation")
        .forEach(
            one -> places.add(one.path("uri").asText() + " " + one.path("uriBaseId").asText()));
    return places;
  }

  @Test
  void manyObjectsOfOneFileAreFoundWithoutReadingItAgain() throws IOException {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      many.append("---\n").append(PODS.replace("name: web,", "name: web-" + i + ","));
    }
    Files.writeString(folder.resolve("theirs/all.yaml"), many.toString());
    Outcome outcome = project.run("policy", "--manifests", "theirs");
    // Read again for each finding, this would take hours, and the build would stop.
    assertThat(outcome.out().lines().count()).isGreaterThan(10_000);
  }

  @Test
  void whatXmlCannotSayIsReplaced() throws Exception {
    Files.writeString(
        folder.resolve("theirs/all.yaml"),
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec: {containers: [{name: web, securityContext: {seLinuxOptions: {user: "a\\u0001b"}}}]}
        """);
    Outcome outcome =
        project.run(
            "policy", "--manifests", "theirs", "--profile", "baseline", "--format", "junit");
    assertThat(outcome.out()).contains("a\uFFFDb");
  }

  @Test
  void whatHasNoNameYetAndWhatCouldNotBeReadIsInTheReports() throws IOException {
    Files.writeString(
        folder.resolve("theirs/all.yaml"),
        "{apiVersion: v1, kind: Pod, metadata: {generateName: once-, namespace: shop},"
            + " spec: {hostPID: true}}\n---\nkind: [\n");
    Outcome junit =
        project.run(
            "policy", "--manifests", "theirs", "--profile", "baseline", "--format", "junit");
    assertThat(junit.exitCode()).isEqualTo(2);
    assertThat(junit.out())
        .contains("Pod shop/once-: spec.hostPID")
        .contains("<error>theirs/all.yaml:4: document 2 is no YAML");
    Outcome sarif =
        project.run(
            "policy", "--manifests", "theirs", "--profile", "baseline", "--format", "sarif");
    JsonNode invocation =
        new ObjectMapper().readTree(sarif.out()).get("runs").get(0).get("invocations").get(0);
    assertThat(invocation.get("executionSuccessful").asBoolean()).isFalse();
    assertThat(invocation.get("toolExecutionNotifications")).hasSize(1);
  }

  @Test
  void anEnvironmentIsJudgedWithItsWaivers() {
    Outcome outcome = project.run("policy", "production");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .matches("0 errors, 0 warnings in 0 of \\d{3} objects; rules: \\d{1,2}\\R");
  }

  @Test
  void anOlderKubernetesHasItsOwnRules() throws IOException {
    Files.writeString(
        folder.resolve("theirs/all.yaml"),
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
          hostUsers: false
          containers: [{name: web, securityContext: {procMount: Unmasked}}]
        """);
    String[] arguments = {"policy", "--manifests", "theirs", "--profile", "baseline"};
    assertThat(project.run(arguments).exitCode()).isZero();
    List<String> older = new ArrayList<>(List.of(arguments));
    older.addAll(List.of("--kubernetes", "1.34"));
    assertThat(project.run(older.toArray(String[]::new)).out()).contains("procMount");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "policy | wants an environment or --manifests",
        "policy production --manifests theirs | wants an environment or --manifests",
        "policy --manifests gone | gone is not there",
        "policy theirs | theirs is no environment; write --manifests theirs",
        "policy --manifests= | --manifests is empty",
        "policy --manifests theirs --profil platform | Unknown option: '--profil'",
        "policy --manifests theirs --kubernetes 1.12 | no rules are known for Kubernetes 1.12",
        "policy production --kubernetes 1.35 | leave --kubernetes out",
        "policy --manifests theirs --profile strict | expected one of [baseline, restricted, platform]",
        "policy moon | there is no environment \"moon\"",
      })
  void badArgumentsAreExplained(String arguments, String message) {
    Outcome outcome = project.run(arguments.split(" "));
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains(message);
  }
}
