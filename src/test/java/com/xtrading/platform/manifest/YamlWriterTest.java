package com.xtrading.platform.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class YamlWriterTest {

  /** Texts that one reader or another takes for something else. */
  private static final List<String> TRAPS =
      List.of(
          "yes",
          "No",
          "on",
          "OFF",
          "y",
          "N",
          "true",
          "null",
          "~",
          "1e3",
          "0777",
          "0o17",
          "0x1F",
          "1_000",
          ".5",
          "+1",
          "12:30:45",
          ".inf",
          "-.INF",
          ".nan",
          "2026-01-01",
          "2026-01-01T00:00:00Z",
          "=",
          "<<",
          "",
          " a",
          "a ",
          "- a",
          "-",
          "a: b",
          "a #b",
          "#a",
          "a:",
          "*x",
          "&x",
          "!x",
          "%x",
          "@x",
          "`x",
          "{a",
          "[a",
          "?",
          "? a",
          "---",
          "...",
          "a\nb\n",
          "a\n\tb",
          "a\n\n",
          "\n",
          "\na",
          " a\nb",
          "a \nb",
          "a\r\nb",
          "a\u0085b",
          "a\u2028b",
          "\ufeffa",
          "部署",
          "🚀 x",
          "a\tb",
          "\t",
          "0b11",
          "1.",
          "1,000",
          "a\\b\"c",
          "it's",
          "'",
          "\"",
          "a\u0000b",
          "\u007f",
          "08",
          "Infinity",
          "| a",
          "> a",
          "a]",
          "10.0.0.0/8",
          "--x=y",
          "a\n  \nb",
          "\u00a0a");

  private final Random random = new Random(7);

  @Test
  void everyTrapIsReadBackAsTheTextItWas() throws IOException {
    for (String trap : TRAPS) {
      Map<String, Object> tree =
          Map.of("value", trap, "list", List.of(trap), "key", Map.of(trap, 1));
      assertThat(readAsYaml11(YamlWriter.write(tree))).as("\"%s\"", trap).isEqualTo(tree);
      assertThat(new YAMLMapper().readValue(YamlWriter.write(tree), Object.class))
          .as("\"%s\"", trap)
          .isEqualTo(tree);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "1e3", "0777", "12:30:45", "2026-01-01", "~", "", "on"})
  void quotesWhatYaml11TakesForSomethingElse(String trap) {
    assertThat(YamlWriter.write(Map.of("value", trap))).isEqualTo("value: \"" + trap + "\"\n");
  }

  @ParameterizedTest
  @CsvSource({"10.0.0.0/8", "api.xtrading.com", "500m", "4Gi", "部署", "/health/live"})
  void leavesPlainTextPlain(String text) {
    assertThat(YamlWriter.write(Map.of("value", text))).isEqualTo("value: " + text + "\n");
  }

  @Test
  void writesAnObjectAsPeopleReadIt() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("spec", Map.of("replicas", 2.0, "args", List.of("a", Map.of("b", true))));
    tree.put("metadata", Map.of("labels", Map.of("x", "y"), "namespace", "shop", "name", "web"));
    tree.put("kind", "Thing");
    tree.put("data", Map.of("script", "#!/bin/sh\n\texit 0\n"));
    tree.put("apiVersion", "v1");
    assertThat(YamlWriter.write(tree))
        .isEqualTo(
            """
            apiVersion: v1
            kind: Thing
            metadata:
              name: web
              namespace: shop
              labels:
                x: "y"
            spec:
              args:
                - a
                - b: true
              replicas: 2
            data:
              script: |
                #!/bin/sh
                \texit 0
            """);
  }

  @Test
  void readersAgreeOnRandomTreesAndOrderDoesNotMatter() throws IOException {
    for (int round = 0; round < 3000; round++) {
      Map<String, Object> tree = map(0);
      String yaml = YamlWriter.write(tree);
      Map<String, Object> back = readAsYaml11(yaml);
      assertThat(JsonWriter.write(back)).isEqualTo(JsonWriter.write(tree));
      assertThat(JsonWriter.write(new YAMLMapper().readValue(yaml, Object.class)))
          .isEqualTo(JsonWriter.write(tree));
      assertThat(YamlWriter.write(back)).isEqualTo(yaml);
      @SuppressWarnings("unchecked")
      Map<String, Object> shuffled = (Map<String, Object>) shuffled(tree);
      assertThat(YamlWriter.write(shuffled)).isEqualTo(yaml);
    }
  }

  @Test
  void refusesWhatYamlCannotSayAndNamesThePlace() {
    Map<String, Object> withNull = new LinkedHashMap<>();
    withNull.put("replicas", null);
    assertThatThrownBy(() -> YamlWriter.write(Map.of("spec", withNull)))
        .isInstanceOf(UnwritableTree.class)
        .hasMessageContaining("spec.replicas");
    assertThatThrownBy(() -> YamlWriter.write(Map.of("spec", new Object())))
        .isInstanceOf(UnwritableTree.class);
    assertThatThrownBy(() -> YamlWriter.write(Map.of("spec", Double.NaN)))
        .isInstanceOf(UnwritableTree.class);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> readAsYaml11(String yaml) {
    return (Map<String, Object>) new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
  }

  private Map<String, Object> map(int depth) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int entry = random.nextInt(5); entry > 0; entry--) {
      map.put(random.nextInt(4) == 0 ? text() : "k" + random.nextInt(9), value(depth));
    }
    return map;
  }

  private Object value(int depth) {
    return switch (random.nextInt(depth > 3 ? 5 : 8)) {
      case 0 -> random.nextBoolean();
      case 1 -> random.nextInt();
      case 2 -> (double) random.nextInt(99);
      case 3 -> random.nextInt(1000) / 8.0;
      case 4 -> text();
      case 5, 6 -> map(depth + 1);
      default -> {
        List<Object> list = new ArrayList<>();
        for (int element = random.nextInt(4); element > 0; element--) {
          list.add(value(depth + 1));
        }
        yield list;
      }
    };
  }

  private String text() {
    if (random.nextInt(3) > 0) {
      return TRAPS.get(random.nextInt(TRAPS.size()));
    }
    String alphabet = "ab0 1:#-\n\t'\"\\.{}[],&*!|>%@`~=?eE_+xé部\r";
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(8); length > 0; length--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private Object shuffled(Object node) {
    if (node instanceof Map<?, ?> map) {
      List<Object> keys = new ArrayList<>(map.keySet());
      Collections.shuffle(keys, random);
      Map<Object, Object> copy = new LinkedHashMap<>();
      keys.forEach(key -> copy.put(key, shuffled(map.get(key))));
      return copy;
    }
    if (node instanceof List<?> list) {
      return list.stream().map(this::shuffled).toList();
    }
    return node;
  }
}
