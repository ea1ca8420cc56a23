package com.xtrading.platform.tracing;

import static com.xtrading.platform.RenderedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JaegerTest {

  private static final String NAME = "jaeger";

  private static Tree configuration(JudgedEnvironment rendered) {
    return Select.parse(Select.file(rendered, "config/jaeger/jaeger.yaml"));
  }

  private static Manifest deployment(JudgedEnvironment rendered) {
    return Select.one(rendered, "Deployment", NAME);
  }

  private static List<String> texts(Tree list) {
    return list.elements().map(one -> one.text("")).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"staging", "production"})
  void runsTheFileThatIsThereToBeChecked(String environment) {
    JudgedEnvironment rendered = TestPlatform.reference(environment);
    assertThat(rendered)
        .has("ConfigMap", "jaeger-config")
        .at("data", "jaeger.yaml")
        .is(Select.file(rendered, "config/jaeger/jaeger.yaml"));
  }

  /**
   * What is used and described nowhere keeps the program from starting; the reverse is forgotten.
   */
  @Test
  void usesEverythingThatItDescribesAndNothingElse() {
    Tree configuration = configuration(TestPlatform.reference("production"));
    Tree pipeline = configuration.at("service", "pipelines", "traces");
    for (String kind : List.of("receivers", "processors", "exporters")) {
      assertThat(texts(pipeline.at(kind)))
          .as(kind)
          .containsExactlyInAnyOrderElementsOf(configuration.at(kind).map().keySet());
    }
    assertThat(texts(configuration.at("service", "extensions")))
        .containsExactlyInAnyOrderElementsOf(configuration.at("extensions").map().keySet());
    Set<String> stores =
        configuration.at("extensions", "jaeger_storage", "backends").map().keySet();
    assertThat(
            Stream.of(
                configuration.at("extensions", "jaeger_query", "storage", "traces").text(""),
                configuration.at("exporters", "jaeger_storage_exporter", "trace_storage").text("")))
        .allMatch(stores::contains);
  }

  @Test
  void refusesSpansBeforeItGathersThem() {
    assertThat(
            texts(
                configuration(TestPlatform.reference("production"))
                    .at("service", "pipelines", "traces", "processors")))
        .containsExactly("memory_limiter", "batch");
  }

  @ParameterizedTest
  @CsvSource({"staging, 1300", "production, 9000"})
  void holdsAsManyTracesAsTheEnvironmentSays(String environment, long traces) {
    assertThat(
            configuration(TestPlatform.reference(environment))
                .at("extensions", "jaeger_storage", "backends", "traces", "memory", "max_traces")
                .number(0))
        .isEqualTo(traces);
  }

  /** Two pods would each have a part of every trace. */
  @Test
  void isOnePodThatEndsBeforeTheNextOneStarts() {
    Manifest deployment = deployment(TestPlatform.reference("production"));
    assertThat(deployment.at("spec", "replicas").number(0)).isEqualTo(1);
    assertThat(deployment.at("spec", "strategy", "type").text("")).isEqualTo("Recreate");
    assertThat(deployment.at("spec", "strategy", "rollingUpdate").exists()).isFalse();
  }

  /** Where it listens is where the Service, the probes and the monitor look. */
  @Test
  void listensWhereItIsAsked() {
    JudgedEnvironment rendered = TestPlatform.reference("production");
    String file = Select.file(rendered, "config/jaeger/jaeger.yaml");
    Tree container = Select.at(deployment(rendered), "spec.template.spec.containers.0");
    Set<Long> open = new TreeSet<>();
    container.at("ports").elements().forEach(port -> open.add(port.at("containerPort").number(0)));
    assertThat(open).containsExactly(4318L, 8888L, 13133L, 16686L);
    for (long port : List.of(4318L, 13133L, 16686L)) {
      assertThat(file).contains("endpoint: 0.0.0.0:" + port);
    }
    assertThat(configuration(rendered).at("service", "telemetry", "metrics", "readers").elements())
        .singleElement()
        .satisfies(
            reader ->
                assertThat(reader.at("pull", "exporter", "prometheus", "port").number(0))
                    .isEqualTo(8888));
  }

  @Test
  void everyServiceSendsItsSpansAndIsLetIn() {
    JudgedEnvironment rendered = TestPlatform.reference("production");
    List<String> senders =
        List.of(
            "backtest-service",
            "backtest-worker",
            "strategy-runner",
            "strategy-scheduler",
            "strategy-service",
            "user-service");
    for (String sender : senders) {
      assertThat(rendered)
          .has("ConfigMap", sender + "-connections")
          .at("data.OTEL_EXPORTER_OTLP_ENDPOINT")
          .is("http://jaeger.pytrading-prod-monitoring.svc.cluster.local:4318");
      assertThat(rendered)
          .has("ConfigMap", sender + "-connections")
          .at("data.OTEL_SERVICE_NAME")
          .is(sender)
          .at("data.OTEL_TRACES_SAMPLER_ARG")
          .is("0.1");
      assertThat(rendered)
          .has("NetworkPolicy", sender)
          .allowsEgressTo("pytrading-prod-monitoring", "app.kubernetes.io/name=jaeger", 4318);
    }
    assertThat(
            rendered.topology().dependencies().stream()
                .filter(edge -> edge.to().peer().name().equals(NAME))
                .filter(edge -> edge.to().port().number() == 4318)
                .map(edge -> edge.from().name()))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(senders.stream(), Stream.of("kong")).toList());
  }

  @Test
  void everyTraceIsKeptWhereEverythingIsTraced() {
    assertThat(TestPlatform.reference("staging"))
        .has("ConfigMap", "user-service-connections")
        .at("data.OTEL_TRACES_SAMPLER_ARG")
        .is("1");
  }

  @Test
  void itsPagesAreOpenToTheProxyAndGrafanaAlone() {
    assertThat(
            TestPlatform.reference("production").topology().dependencies().stream()
                .filter(edge -> edge.to().peer().name().equals(NAME))
                .filter(edge -> edge.to().port().number() == 16686)
                .map(edge -> edge.from().name()))
        .containsExactlyInAnyOrder("grafana", "sign-on-jaeger");
  }

  @Test
  void nobodyIsToldToSendSpansWhereNobodyCollectsThem() {
    JudgedEnvironment development = TestPlatform.reference("development");
    assertThat(development).hasNo("Deployment", NAME);
    assertThat(Select.all(development, "ConfigMap"))
        .noneMatch(
            map -> map.at("data").map().keySet().stream().anyMatch(key -> key.startsWith("OTEL_")));
    assertThat(Select.file(development, "config/grafana/datasources.yaml"))
        .doesNotContain("jaeger");
  }

  @Test
  void takesNoLimitThatIsNone() {
    assertThatThrownBy(() -> new JaegerConfig.MemoryLimiter(Duration.ofSeconds(1), 20, 20))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("20 %");
    assertThatThrownBy(() -> new JaegerConfig.Storage.InMemory(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("without end");
  }
}
