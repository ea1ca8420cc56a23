package com.xtrading.platform.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.xtrading.platform.manifest.GroupKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The fields of which we say that RabbitMQ's topology operator refuses to change them are those
 * that its running webhooks refused, each tried by itself.
 */
class RecordedRefusalsTest {

  private static final Path RECORDED =
      Path.of("src/test/resources/operators/messaging-topology-operator-1.20.1/refused.yaml");

  @Test
  void areTheFixedFields() throws IOException {
    Map<String, Map<String, String>> kinds =
        new YAMLMapper().readValue(RECORDED.toFile(), new TypeReference<>() {});
    assertThat(kinds).hasSize(7);
    kinds.forEach(
        (kind, fields) -> {
          Set<String> fixed =
              OperatedKinds.of(new GroupKind("rabbitmq.com", kind)).orElseThrow().fixed().stream()
                  .map(FixedField::path)
                  .collect(Collectors.toSet());
          fields.forEach(
              (field, answer) ->
                  assertThat(fixed.contains("spec") || fixed.contains("spec." + field))
                      .as(kind + " spec." + field)
                      .isEqualTo(answer.equals("refused")));
        });
  }
}
