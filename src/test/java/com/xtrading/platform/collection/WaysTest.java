package com.xtrading.platform.collection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each link of the way, taken away alone, is named. */
class WaysTest {

  private static final String GOOD =
      """
      service:
        storage.path: /state/storage
        storage.max_chunks_up: 16
      pipeline:
        inputs:
          - name: tail
            alias: containers
            tag: kube.*
            db: /state/positions.db
            storage.type: filesystem
            storage.pause_on_chunks_overlimit: false
        filters:
          - name: multiline
            alias: join
            match: kube.*
            buffer: false
          - name: modify
            match_regex: ^kube\\.var
        outputs:
          - name: http
            alias: destination
            match: "*"
            retry_limit: no_limits
            storage.total_limit_size: 2048M
      """;

  @Test
  void nothingIsLostWhereEachStepWaitsOnDisk() {
    assertThat(Ways.losses("fluent-bit.yaml", GOOD)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "  storage.path: /state/storage | '' | service.storage.path",
        "storage.type: filesystem | storage.type: memory | pipeline.inputs[0].storage.type",
        "      storage.type: filesystem | '' | pipeline.inputs[0].storage.type",
        "overlimit: false | overlimit: on | pipeline.inputs[0].storage.pause_on_chunks_overlimit",
        "      db: /state/positions.db | '' | pipeline.inputs[0].db",
        "buffer: false | Buffer: On | pipeline.filters[0].buffer",
        "      buffer: false | '' | pipeline.filters[0].buffer",
        "match_regex: ^kube\\.var | match_regex: ^kubes\\.var | pipeline.filters[1].match",
        "name: modify | name: rewrite_tag | pipeline.filters[1].name",
        "      retry_limit: no_limits | '' | pipeline.outputs[0].retry_limit",
        "retry_limit: no_limits | retry_limit: 5 | pipeline.outputs[0].retry_limit",
        "      storage.total_limit_size: 2048M | '' | pipeline.outputs[0].storage.total_limit_size"
      })
  void namesTheLinkThatIsMissing(String written, String instead, String path) {
    String changed = GOOD.replace(written, instead.equals("''") ? "" : instead);
    assertThat(changed).isNotEqualTo(GOOD);
    assertThat(Ways.losses("fluent-bit.yaml", changed))
        .extracting(Loss::path)
        .containsExactly(path);
  }

  @Test
  void aTagThatNobodyMatchesIsSaidOnBothSides() {
    assertThat(Ways.losses("x.yaml", GOOD.replace("match: \"*\"", "match: kubernetes.*")))
        .extracting(Loss::problem)
        .containsExactly(
            "records of containers with the tag kube.* come to no output",
            "nothing comes to destination: no input has such a tag");
  }

  @Test
  void anInputWithoutTypeHasThatOfTheServiceWhereItInherits() {
    String inherited =
        GOOD.replace("      storage.type: filesystem\n", "")
            .replace("service:\n", "service:\n  storage.type: filesystem\n");
    assertThat(Ways.losses("x.yaml", inherited))
        .extracting(Loss::path)
        .containsExactly("pipeline.inputs[0].storage.type");
    assertThat(
            Ways.losses(
                "x.yaml", inherited.replace("service:\n", "service:\n  storage.inherit: on\n")))
        .isEmpty();
  }

  @Test
  void saysThatNothingIsReadWhereThereIsNoInput() {
    assertThat(Ways.losses("x.yaml", "service: {flush: 1}\n"))
        .containsExactly(
            new Loss("pipeline.inputs", "nothing is read", "add an input, such as tail"));
  }
}
