package com.xtrading.platform.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaCatalogTest {

  private static final Path CLUSTER = Path.of("src/test/resources/schema/cluster");
  private static final SchemaCatalog CATALOG = SchemaCatalog.load(CLUSTER, "1.35");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{replicas: 1}",
        "{replicas: 2.0, paused: true, size: 1.5Gi, target: http, labels: {a/b: c}}",
        "{replicas: 1, paused: null, size: 2, target: 80, anything: {any: [thing]}}",
        "{replicas: 1, since: '2026-01-31T10:00:00Z', seal: YWJj, policy: '', modes: [day]}",
        "{replicas: 1, ports: [{port: 53}, {port: 53, protocol: UDP}]}",
      })
  void aBuiltInObjectThatTheServerWouldTakeHasNoFinding(String spec) {
    assertThat(findings(shop(spec))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                           | spec.replicas          | is required and missing",
        "{replicas: null}                             | spec.replicas          | is required and missing",
        "{replicas: '1'}                              | spec.replicas          | is string \"1\"",
        "{replicas: 3000000000}                       | spec.replicas          | not a valid int32",
        "{replicas: 1, size: 4Gb}                     | spec.size              | is not a quantity",
        "{replicas: 1, target: 1.5}                   | spec.target            | is number 1.5",
        "{replicas: 1, labels: {a/b: 1}}              | spec.labels[\"a/b\"]   | is integer 1",
        "{replicas: 1, labels: {a: null}}             | spec.labels.a          | is null",
        "{replicas: 1, since: yesterday}              | spec.since             | not a valid date-time",
        "{replicas: 1, seal: YWJ}                     | spec.seal              | not a valid byte",
        "{replicas: 1, policy: always}                | spec.policy            | is not allowed",
        "{replicas: 1, modes: [day, dawn]}            | spec.modes[1]          | is not allowed",
        "{replicas: 1, modes: [day, day]}             | spec.modes[1]          | the same entry as [0]",
        "{replicas: 1, ports: [{port: 1}, {port: 1, protocol: TCP}]} | spec.ports[1] | the same entry",
        "{replicas: 1, replica: 2}                    | spec.replica           | unknown field",
      })
  void aBuiltInObjectThatTheServerWouldRefuseIsFoundAtItsPlace(
      String spec, String path, String problem) {
    assertThat(findings(shop(spec)))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo("MatchesSchema");
              assertThat(finding.severity()).isEqualTo(Severity.ERROR);
              assertThat(finding.object()).isEqualTo("Shop main/corner");
              assertThat(finding.path()).isEqualTo(path);
              assertThat(finding.problem()).contains(problem);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{size: 3}",
        "{size: 1, ratio: 0.1, step: 10, mode: slow, code: abcd, big: 5000000000, wait: 1h30m}",
        "{size: 1, port: 80, maybe: null, free: {any: {thing: 1}}, map: {a: 1}, names: [a, b]}",
        "{size: 1, port: http, parts: [{}, {id: other}], source: {git: 'https://a'}, step: null}",
        "{size: 1, template: {apiVersion: v1, kind: Shop, metadata: {name: a}, any: thing}}",
      })
  void aCustomResourceThatTheServerWouldTakeHasNoFinding(String spec) {
    assertThat(findings(widget(spec))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                  | spec.size           | is required and missing",
        "{size: 0}                           | spec.size           | is too small",
        "{size: 10}                          | spec.size           | is too large",
        "{size: big}                         | spec.size           | is string \"big\"",
        "{size: 1, ratio: 0}                 | spec.ratio          | is too small",
        "{size: 1, step: 3}                  | spec.step           | is not allowed",
        "{size: 1, mode: Fast}               | spec.mode           | is not allowed",
        "{size: 1, code: ABC}                | spec.code           | does not match",
        "{size: 1, code: \"ab\\n\"}          | spec.code           | does not match",
        "{size: 1, code: a}                  | spec.code           | has 1 characters",
        "{size: 1, code: abcde}              | spec.code           | has 5 characters",
        "{size: 1, big: 9223372036854775808} | spec.big            | not a valid int64",
        "{size: 1, wait: soon}               | spec.wait           | not a valid duration",
        "{size: 1, port: true}               | spec.port           | is boolean true",
        "{size: 1, map: {a: x}}              | spec.map.a          | is string \"x\"",
        "{size: 1, map: {a: 1, b: 1, c: 1}}  | spec.map            | has 3 properties",
        "{size: 1, names: []}                | spec.names          | has 0 items",
        "{size: 1, names: [a, b, c, d]}      | spec.names          | has 4 items",
        "{size: 1, names: [a, a]}            | spec.names[1]       | the same entry as [0]",
        "{size: 1, parts: [{}, {id: main}]}  | spec.parts[1]       | the same entry as [0]",
        "{size: 1, source: {}}               | spec.source         | has none of the 2 allowed forms",
        "{size: 1, source: {git: 'https://a', s3: b}} | spec.source | has 2 forms",
        "{size: 1, source: {git: 'http://a'}} | spec.source.git    | does not match",
        "{size: 1, source: {s3: a, local: b}} | spec.source        | forbidden",
        "{size: 1, template: {kind: Shop}}   | spec.template.apiVersion | is required and missing",
        "{size: 1, template: {apiVersion: v1, kind: A, metadata: {nam: a}}} | spec.template.metadata.nam | unknown field",
        "{size: 1, sizes: 1}                 | spec.sizes          | unknown field",
      })
  void aCustomResourceThatTheServerWouldRefuseIsFoundAtItsPlace(
      String spec, String path, String problem) {
    assertThat(findings(widget(spec)))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.ERROR);
              assertThat(finding.path()).isEqualTo(path);
              assertThat(finding.problem()).contains(problem);
            });
  }

  @Test
  void anUnknownFieldNamesTheFieldThatWasMeant() {
    assertThat(findings(widget("{size: 1, Sise: 2}")).get(0).change())
        .startsWith("did you mean \"size\"?")
        .contains("allowed: big, code, free");
  }

  @Test
  void metadataOfACustomResourceIsReadStrictly() {
    String widget =
        widget("{size: 1}").replace("name: corner", "name: corner, label: {a: b}, labels: {a: 1}");

    assertThat(findings(widget))
        .extracting(Finding::path)
        .containsExactly("metadata.label", "metadata.labels.a");
  }

  @Test
  void anObjectWithoutMetadataIsFoundOnce() {
    assertThat(findings("{apiVersion: v1, kind: Shop, metadata: null, spec: {replicas: 1}}"))
        .singleElement()
        .extracting(Finding::path)
        .isEqualTo("metadata");
  }

  @Test
  void aVersionThatIsNotServedNamesThoseThatAre() {
    String old = widget("{size: 1}").replace("example.com/v1", "example.com/v1alpha1");

    assertThat(findings(old))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.path()).isEqualTo("apiVersion");
              assertThat(finding.problem()).contains("v1alpha1 is not served");
              assertThat(finding.change()).endsWith("example.com/v1beta1, example.com/v1");
            });
  }

  @Test
  void aDuplicateThatTheServerOnlyWarnsOfIsAWarning() {
    assertThat(findings(shop("{replicas: 1, container: {env: [{name: a}, {name: a}]}}")))
        .singleElement()
        .extracting(Finding::severity, Finding::path)
        .containsExactly(Severity.WARNING, "spec.container.env[1]");
  }

  @Test
  void aDeprecatedVersionAndWhatTheServerIgnoresAreWarnings() {
    String deprecated = widget("{x: 1}").replace("example.com/v1", "example.com/v1beta1");
    String withStatus = widget("{size: 1}, status: {ready: true}");
    String oven = "{apiVersion: example.com/v1, kind: Oven, metadata: {name: a, namespace: b}}";

    assertThat(List.of(deprecated, withStatus, oven))
        .flatExtracting(SchemaCatalogTest::findings)
        .extracting(Finding::severity, Finding::path)
        .containsExactly(
            tuple(Severity.WARNING, "apiVersion"),
            tuple(Severity.WARNING, "status"),
            tuple(Severity.WARNING, "metadata.namespace"));
  }

  @Test
  void aKindWithoutSchemaIsAFindingThatSaysWhatToAdd() {
    assertThat(findings("{apiVersion: a.b/v1, kind: Lost, metadata: {name: a}}"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.problem()).contains("no schema for a.b/v1 Lost");
              assertThat(finding.change()).contains("add its CustomResourceDefinition");
            });
    assertThat(
            findings("{apiVersion: other/v1, kind: Widget, metadata: {name: a}}").get(0).change())
        .isEqualTo("write one of: example.com/v1beta1, example.com/v1");
  }

  @Test
  void everyItemOfAListOfDefinitionsIsFound() {
    assertThat(findings("{apiVersion: example.com/v1, kind: Lid, metadata: {name: a}, color: red}"))
        .singleElement()
        .extracting(Finding::change)
        .asString()
        .startsWith("did you mean \"colour\"?");
  }

  @Test
  void aListWithIndentedItemsIsReadToo(@TempDir Path dir) throws IOException {
    Files.copy(CLUSTER.resolve("openapi/swagger-1.35.2.json"), dir.resolve("swagger-1.35.2.json"));
    String items =
        Files.readString(CLUSTER.resolve("crds/list.yaml")).replaceAll("(?m)^([- ] .*)$", "  $1");
    Files.writeString(dir.resolve("all.yml"), items);

    SchemaReport report =
        SchemaCatalog.load(dir, "1.35")
            .check(manifest("{apiVersion: example.com/v1, kind: Lid, metadata: {name: a}}"));

    assertThat(report.findings()).isEmpty();
  }

  @Test
  void rulesInCelAreCountedAndNotEvaluated() {
    SchemaReport report =
        CATALOG.check(List.of(manifest(widget("{size: 1}")), manifest(shop("{replicas: 1}"))));

    assertThat(report).isEqualTo(new SchemaReport(List.of(), 2, 1));
  }

  @Test
  void aVersionWithoutOpenApiDocumentListsThoseThatWereFound() {
    assertThatThrownBy(() -> SchemaCatalog.load(CLUSTER, "1.36"))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("no OpenAPI document for Kubernetes 1.36")
        .hasMessageContaining("1.34 (openapi/swagger-1.34.0.json)")
        .hasMessageContaining("1.35 (openapi/swagger-1.35.2.json)")
        .hasMessageContaining("kubectl get --raw /openapi/v2");
  }

  @Test
  void aFolderThatDoesNotExistIsNamed() {
    assertThatThrownBy(() -> SchemaCatalog.load(CLUSTER.resolve("nowhere"), "1.35"))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("nowhere: cannot be read");
  }

  @Test
  void aBrokenFileIsNamedWithItsLine(@TempDir Path dir) throws IOException {
    Files.copy(CLUSTER.resolve("openapi/swagger-1.35.2.json"), dir.resolve("swagger-1.35.2.json"));
    Files.writeString(
        dir.resolve("broken.yaml"),
        "---\nkind: CustomResourceDefinition\nspec:\n  group: example.com\n  names:\n    kind: Widget\n  x: [\n");

    assertThatThrownBy(() -> SchemaCatalog.load(dir, "1.35").check(manifest(widget("{size: 1}"))))
        .isInstanceOf(SchemaException.class)
        .hasMessageMatching("(?s).*broken.yaml:\\d+: is no YAML.*mend it.*");

    Files.writeString(dir.resolve("swagger-1.35.2.json"), "{\"swagger\": \"2.0\", \"info\": {");
    assertThatThrownBy(() -> SchemaCatalog.load(dir, "1.35"))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("swagger-1.35.2.json: cannot be read")
        .hasMessageContaining("line 1");
  }

  @Test
  void twoDifferentDefinitionsOfOneKindAreRefused(@TempDir Path dir) throws IOException {
    String definition = Files.readString(CLUSTER.resolve("crds/widgets.yaml"));
    Files.copy(CLUSTER.resolve("openapi/swagger-1.35.2.json"), dir.resolve("swagger-1.35.2.json"));
    Files.writeString(
        dir.resolve("two.yaml"),
        definition + "---\n" + definition.replace("maximum: 9", "maximum: 8"));

    assertThatThrownBy(() -> SchemaCatalog.load(dir, "1.35").check(manifest(widget("{size: 1}"))))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("remove one of the two");
  }

  private static String shop(String spec) {
    return "{apiVersion: v1, kind: Shop, metadata: {name: corner, namespace: main}, spec: %s}"
        .formatted(spec);
  }

  private static String widget(String spec) {
    return "{apiVersion: example.com/v1, kind: Widget, metadata: {name: corner}, spec: %s}"
        .formatted(spec);
  }

  private static List<Finding> findings(String yaml) {
    return CATALOG.check(manifest(yaml)).findings();
  }

  private static Manifest manifest(String yaml) {
    try {
      Map<String, Object> tree = new YAMLMapper().readValue(yaml, new TypeReference<>() {});
      return new Manifest("manifests/a/a.yaml", "a", tree);
    } catch (IOException impossible) {
      throw new IllegalArgumentException(impossible);
    }
  }
}
