package com.xtrading.platform.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.objects.Kinds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.luaj.vm2.LuaError;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Runs each delivered check against what operators write, from their sources. Conformance runs the
 * same with the interpreter of Argo CD.
 */
class HealthChecksTest {

  private static final Path RECORDED = Path.of("src/test/resources/health");
  private static final Path CHECKS = Path.of("src/main/resources/com/xtrading/platform/health");

  record Case(
      GroupKind kind, String name, String health, Optional<String> message, Map<?, ?> object) {
    @Override
    public String toString() {
      return kind + ": " + name;
    }
  }

  static Stream<Case> cases() {
    return HealthChecks.delivered().keySet().stream().flatMap(HealthChecksTest::casesOf);
  }

  /** Each case is the object at the top of the page, with some of its fields replaced. */
  private static Stream<Case> casesOf(GroupKind kind) {
    Map<?, ?> page = read(RECORDED.resolve(HealthChecks.settingOf(kind) + ".yaml"));
    Map<?, ?> object = (Map<?, ?>) page.get("object");
    assertThat(GroupKind.of((String) object.get("apiVersion"), (String) object.get("kind")))
        .isEqualTo(kind);
    return ((List<?>) page.get("cases"))
        .stream()
            .map(Map.class::cast)
            .map(
                one -> {
                  Map<Object, Object> whole = new TreeMap<>(object);
                  whole.putAll((Map<?, ?>) one.getOrDefault("object", Map.of()));
                  return new Case(
                      kind,
                      (String) one.get("case"),
                      (String) one.get("health"),
                      Optional.ofNullable((String) one.get("message")),
                      whole);
                });
  }

  private static Map<?, ?> read(Path file) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    try {
      return new Yaml(new SafeConstructor(options)).load(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void saysWhatIsSo(Case one) {
    ArgoCdLua.Health said = ArgoCdLua.run(HealthChecks.delivered().get(one.kind()), one.object());
    assertThat(said.status()).isEqualTo(one.health());
    one.message().ifPresent(message -> assertThat(said.message()).isEqualTo(message));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void saysWhy(Case one) {
    ArgoCdLua.Health said = ArgoCdLua.run(HealthChecks.delivered().get(one.kind()), one.object());
    assertThat(said.message()).isNotBlank();
  }

  @Test
  void timesAreComparedInUtcWhereverArgoCdRuns() {
    String script = HealthChecks.delivered().get(Kinds.HORIZONTAL_POD_AUTOSCALER);
    assertThat(ArgoCdLua.run(script, unmeasuredFor(Duration.ofMinutes(9))).status())
        .isEqualTo("Progressing");
    assertThat(ArgoCdLua.run(script, unmeasuredFor(Duration.ofMinutes(11))).status())
        .isEqualTo("Degraded");
  }

  private static Map<?, ?> unmeasuredFor(Duration time) {
    String since = Instant.now().minus(time).truncatedTo(ChronoUnit.SECONDS).toString();
    return Map.of(
        "status",
        Map.of(
            "conditions",
            List.of(
                Map.of(
                    "type", "ScalingActive",
                    "status", "False",
                    "reason", "FailedGetResourceMetric",
                    "lastTransitionTime", since))));
  }

  @Test
  void aCheckHasNoOtherLibraries() {
    assertThat(ArgoCdLua.run("return {status = type(require('os').time())}", Map.of()).status())
        .isEqualTo("number");
    for (String absent :
        List.of(
            "os", "io", "string", "math", "debug", "require('os').execute", "require('os').exit")) {
      assertThat(ArgoCdLua.run("return {status = type(%s)}".formatted(absent), Map.of()).status())
          .as(absent)
          .isEqualTo("nil");
    }
    assertThatThrownBy(() -> ArgoCdLua.run("return ('a'):upper()", Map.of()))
        .isInstanceOf(LuaError.class);
  }

  @Test
  void everyKindStandsInOneListOnce() {
    assertThat(HealthChecks.all()).doesNotHaveDuplicates();
  }

  @Test
  void everyCheckIsListedAndRecorded() throws IOException {
    List<String> delivered =
        HealthChecks.delivered().keySet().stream().map(HealthChecks::settingOf).sorted().toList();
    assertThat(names(CHECKS, ".lua")).isEqualTo(delivered);
    assertThat(names(RECORDED, ".yaml")).isEqualTo(delivered);
  }

  private static List<String> names(Path folder, String extension) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(extension))
          .map(name -> name.substring(0, name.length() - extension.length()))
          .sorted()
          .toList();
    }
  }
}
