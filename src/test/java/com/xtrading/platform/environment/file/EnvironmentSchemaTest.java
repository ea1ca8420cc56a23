package com.xtrading.platform.environment.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class EnvironmentSchemaTest {

  private static final Path FILE = Path.of("environments/schema.json");
  private static final String COMMAND =
      "mvn test -Dtest=EnvironmentSchemaTest -Dgolden.update=true";

  private final JsonNode schema = parse(EnvironmentSchema.json());
  private final Set<String> used = new TreeSet<>();

  @Test
  void theCommittedSchemaIsCurrent() throws IOException {
    String current = EnvironmentSchema.json();
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(FILE, current);
    }
    assertThat(Files.exists(FILE) ? Files.readString(FILE) : "")
        .as("%s is not current; rewrite it with: %s", FILE, COMMAND)
        .isEqualTo(current);
  }

  @Test
  void theCommittedFilesAndTheSchemaDescribeTheSame() {
    for (String name : List.of("development", "staging", "production")) {
      FileProblems problems = new FileProblems(name);
      YamlNode top = LocatedYaml.read(EnvironmentFiles.committed(name), problems).orElseThrow();
      validate(top, schema);
    }
    Set<String> unused = new TreeSet<>();
    requiredProperties("", schema, unused);
    unused.removeAll(used);
    assertThat(unused).as("required by the schema and used in no file").isEmpty();
  }

  @Test
  void refusesWhatTheLoaderRefuses() {
    String text = EnvironmentFiles.staging("memory: 8Gi,", "memory: 8G,");
    YamlNode top = LocatedYaml.read(text, new FileProblems("x")).orElseThrow();
    assertThatThrownBy(() -> validate(top, schema)).hasMessageContaining("cluster.nodes.memory");
    String typo = EnvironmentFiles.staging("domain:", "domian:");
    YamlNode other = LocatedYaml.read(typo, new FileProblems("x")).orElseThrow();
    assertThatThrownBy(() -> validate(other, schema)).hasMessageContaining("domian");
  }

  @Test
  void saysWhatEverySettingMeansInOneSentenceWithItsForm() {
    JsonNode memory = schema.at("/$defs/Cluster.Nodes/properties/memory");
    assertThat(memory.get("description").asText())
        .isEqualTo(
            "Memory of one node. Written as: whole number with a binary unit: Ki, Mi, Gi, Ti or Pi.");
    assertThat(schema.at("/$defs/Monitoring.Level/enum"))
        .extracting(JsonNode::asText)
        .containsExactly("basic", "full", "full-with-alerting");
    assertThat(schema.at("/$defs/Backup/required"))
        .extracting(JsonNode::asText)
        .containsExactly("mode", "bucket", "region", "retention");
    assertThat(schema.at("/properties/services/propertyNames/$ref").asText())
        .isEqualTo("#/$defs/KubernetesName");
  }

  @Test
  void everyExampleIsAcceptedAndHasTheWrittenForm() {
    for (Class<?> type : ValueForms.types()) {
      ValueForms.Form form = ValueForms.of(type).orElseThrow();
      for (String example : form.examples()) {
        assertThat(example).matches(form.pattern());
        FileProblems problems = new FileProblems("x");
        YamlNode.Scalar scalar = new YamlNode.Scalar(1, "", example, YamlNode.Kind.TEXT);
        assertThat(new ScalarBinder(problems).bind(scalar, type, Optional.empty()))
            .as(problems.all().toString())
            .isPresent();
      }
    }
  }

  private static JsonNode parse(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  private JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? schema.at(node.get("$ref").asText().substring(1)) : node;
  }

  private void validate(YamlNode node, JsonNode described) {
    JsonNode rule = resolve(described);
    assertThat(rule.isMissingNode()).as(node.path()).isFalse();
    if (node instanceof YamlNode.Mapping mapping) {
      mapping
          .entries()
          .forEach(
              (key, child) -> {
                JsonNode property = rule.path("properties").path(key);
                JsonNode rest = rule.path("additionalProperties");
                assertThat(property.isObject() || rest.isObject()).as(child.path()).isTrue();
                used.add(child.path());
                validate(child, property.isObject() ? property : rest);
              });
    } else if (node instanceof YamlNode.Sequence sequence) {
      assertThat(rule.path("type").asText()).as(node.path()).isEqualTo("array");
      sequence.items().forEach(item -> validate(item, rule.get("items")));
    } else if (node instanceof YamlNode.Scalar scalar) {
      if (rule.has("pattern")) {
        assertThat(scalar.text()).as(node.path()).containsPattern(rule.get("pattern").asText());
      } else if (rule.has("enum")) {
        assertThat(rule.get("enum"))
            .as(node.path())
            .extracting(JsonNode::asText)
            .contains(scalar.text());
      } else if (rule.path("type").asText().equals("boolean")) {
        assertThat(scalar.text()).as(node.path()).isIn("true", "false");
      } else {
        assertThat(Integer.parseInt(scalar.text()))
            .as(node.path())
            .isBetween(rule.get("minimum").asInt(), rule.get("maximum").asInt());
      }
    }
  }

  private void requiredProperties(String path, JsonNode described, Set<String> found) {
    JsonNode rule = resolve(described);
    rule.path("required")
        .forEach(
            name -> {
              String below = YamlNode.below(path, name.asText());
              found.add(below);
              requiredProperties(below, rule.get("properties").get(name.asText()), found);
            });
  }
}
