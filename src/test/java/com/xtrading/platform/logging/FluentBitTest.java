package com.xtrading.platform.logging;

import static com.xtrading.platform.RenderedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.EditedEnvironment;
import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FluentBitTest {

  private static final String NAME = "fluent-bit";
  private static final String EACH = "com.xtrading.platform.TestPlatform#each";
  private static final JudgedEnvironment PRODUCTION = TestPlatform.sample("production");

  /** Multiline parsers that Fluent Bit has by itself: manual, "Multiline Parsing", built-in. */
  private static final Set<String> BUILT_IN =
      Set.of("cri", "docker", "go", "java", "python", "ruby");

  @ParameterizedTest
  @MethodSource(EACH)
  void runsTheBytesThatFluentBitCanCheckAsAFile(JudgedEnvironment rendered) {
    assertThat(rendered)
        .has("ConfigMap", "fluent-bit-config")
        .at("data", "fluent-bit.yaml")
        .is(Select.file(rendered, "config/fluent-bit/fluent-bit.yaml"));
  }

  @Test
  void namesOnlyParsersThatExist() {
    Set<String> known = new TreeSet<>(BUILT_IN);
    configuration(PRODUCTION)
        .at("multiline_parsers")
        .elements()
        .forEach(parser -> known.add(parser.at("name").text("")));
    List<String> used =
        steps("inputs", "filters")
            .map(step -> step.at("multiline.parser"))
            .filter(Tree::exists)
            .map(parser -> parser.text(""))
            .toList();
    assertThat(used).isNotEmpty().allMatch(known::contains);
  }

  @Test
  void everyFilterAndOutputSeesWhatTheInputReads() {
    List<String> tags = steps("inputs").map(input -> input.at("tag").text("")).toList();
    assertThat(tags).containsExactly("kube.*");
    assertThat(steps("filters", "outputs").map(step -> step.at("match").text("")))
        .isNotEmpty()
        .allMatch(tags::contains);
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void carriesCredentialsOnlyAsReferencesToItsEnvironment(JudgedEnvironment rendered) {
    Tree output =
        configuration(rendered).at("pipeline", "outputs").elements().findFirst().orElseThrow();
    assertThat(output.at("http_user").text("")).isEqualTo("${LOG_DESTINATION_USER}");
    assertThat(output.at("http_passwd").text("")).isEqualTo("${LOG_DESTINATION_PASSWORD}");
    Set<String> referenced = new TreeSet<>();
    Pattern.compile("\\$\\{(\\w+)}")
        .matcher(Select.file(rendered, "config/fluent-bit/fluent-bit.yaml"))
        .results()
        .forEach(place -> referenced.add(place.group(1)));
    assertThat(container(rendered).at("env").elements())
        .allSatisfy(
            variable -> {
              assertThat(variable.at("value").exists()).isFalse();
              assertThat(variable.at("valueFrom", "secretKeyRef", "name").text(""))
                  .isEqualTo("log-destination");
            })
        .extracting(variable -> variable.at("name").text(""))
        .containsExactlyInAnyOrderElementsOf(referenced);
  }

  @Test
  void sendsOverTlsThatItVerifies() {
    Tree output = steps("outputs").findFirst().orElseThrow();
    assertThat(output.at("tls").isTrue()).isTrue();
    assertThat(output.at("tls.verify").isTrue()).isTrue();
    assertThat(output.at("tls.verify_hostname").isTrue()).isTrue();
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void keepsRecordsOnTheNodeUpToTheBufferWhileTheDestinationIsAway(JudgedEnvironment rendered) {
    Tree configuration = configuration(rendered);
    Tree output = configuration.at("pipeline", "outputs").elements().findFirst().orElseThrow();
    assertThat(output.at("retry_limit").text("")).isEqualTo("no_limits");
    assertThat(output.at("storage.total_limit_size").text(""))
        .isEqualTo(rendered.environment().logging().buffer().toMebibytes() + "M");
    String writable =
        container(rendered)
            .at("volumeMounts")
            .elements()
            .filter(mount -> mount.at("readOnly").isFalse())
            .map(mount -> mount.at("mountPath").text(""))
            .reduce((first, second) -> first + " and " + second)
            .orElse("none");
    Tree input = configuration.at("pipeline", "inputs").elements().findFirst().orElseThrow();
    assertThat(input.at("storage.type").text("")).isEqualTo("filesystem");
    assertThat(input.at("db").text("")).startsWith(writable + "/");
    assertThat(configuration.at("service", "storage.path").text("")).startsWith(writable + "/");
  }

  @Test
  void hasTimeToSendWhatItHoldsBeforeItIsKilled() {
    assertThat(configuration(PRODUCTION).at("service", "grace").number(0))
        .isPositive()
        .isLessThan(pod(PRODUCTION).at("terminationGracePeriodSeconds").number(0));
  }

  @Test
  void runsOnEveryNodeAndIsReplacedOneNodeAtATime() {
    assertThat(PRODUCTION)
        .has("DaemonSet", NAME)
        .at("spec.template.spec.tolerations.0.operator")
        .is("Exists")
        .at("spec.template.spec.tolerations.0.key")
        .isAbsent()
        .at("spec.updateStrategy.rollingUpdate.maxUnavailable")
        .is(1);
    assertThat(PRODUCTION).hasNo("PodDisruptionBudget", NAME);
  }

  @Test
  void isProbedOnThePortThatItListensOn() {
    long port = configuration(PRODUCTION).at("service", "http_port").number(0);
    assertThat(container(PRODUCTION).at("livenessProbe", "httpGet", "port").number(0))
        .isEqualTo(port);
    assertThat(container(PRODUCTION).at("readinessProbe", "httpGet", "path").text(""))
        .isEqualTo("/api/v2/health");
    assertThat(configuration(PRODUCTION).at("service", "health_check").isTrue()).isTrue();
  }

  @Test
  void mayReadPodsAndNamespacesAndNothingElse() {
    Manifest role = Select.one(PRODUCTION, "ClusterRole", "xtrading-fluent-bit");
    assertThat(role.at("rules").elements().map(Tree::map))
        .containsExactly(
            Map.of(
                "apiGroups", List.of(""),
                "resources", List.of("namespaces", "pods"),
                "verbs", List.of("get", "list", "watch")));
    assertThat(PRODUCTION)
        .has("ClusterRoleBinding", "xtrading-fluent-bit")
        .at("subjects.0.namespace")
        .is("pytrading-prod-agents");
  }

  @Test
  void startsNewPodsWhenItsConfigurationChanges() {
    JudgedEnvironment larger =
        TestPlatform.renderOnly(
            EditedEnvironment.sizing(
                EditedEnvironment.of("production", "buffer: 2Gi", "buffer: 3Gi")),
            FluentBit::new);
    assertThat(hash(larger)).matches("[0-9a-f]{16}").isNotEqualTo(hash(PRODUCTION));
  }

  private static Stream<Tree> steps(String... parts) {
    return Stream.of(parts)
        .flatMap(part -> configuration(PRODUCTION).at("pipeline", part).elements());
  }

  private static Tree configuration(JudgedEnvironment rendered) {
    return Select.parse(Select.file(rendered, "config/fluent-bit/fluent-bit.yaml"));
  }

  private static Tree pod(JudgedEnvironment rendered) {
    return Select.one(rendered, "DaemonSet", NAME).at("spec", "template", "spec");
  }

  private static Tree container(JudgedEnvironment rendered) {
    return Select.at(pod(rendered), "containers.0");
  }

  private static String hash(JudgedEnvironment rendered) {
    Manifest daemonSet = Select.one(rendered, "DaemonSet", NAME);
    return Select.at(daemonSet, "spec.template.metadata.annotations", "checksum/config").text("");
  }
}
