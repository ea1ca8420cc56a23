package com.xtrading.platform.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

/** What k8s.io/apimachinery's strategicpatch makes of the same trees. */
class StrategicMergeTest {

  private static Map<String, Object> tree(String yaml) {
    return new Yaml().load(yaml);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{a: 1, b: {c: 1, d: 2}} | {b: {c: 3}} | {a: 1, b: {c: 3, d: 2}}",
        "{a: 1, b: 2} | {a: null} | {b: 2}",
        "{} | {a: {b: 1}} | {a: {b: 1}}",
        // Lists of named things are merged, and grow at the end.
        "{containers: [{name: a, image: x}]} | {containers: [{name: a, tty: true}, {name: b}]}"
            + " | {containers: [{name: a, image: x, tty: true}, {name: b}]}",
        "{containers: [{name: a}, {name: b}]} | {containers: [{name: a, $patch: delete}]}"
            + " | {containers: [{name: b}]}",
        "{env: [{name: A, value: x}]} | {env: [{name: A, value: y}]} | {env: [{name: A, value: y}]}",
        "{ports: [{containerPort: 1, name: a}]} | {ports: [{containerPort: 1, hostPort: 2}]}"
            + " | {ports: [{containerPort: 1, name: a, hostPort: 2}]}",
        "{ports: [{port: 1, name: a}]} | {ports: [{port: 2}]}"
            + " | {ports: [{port: 1, name: a}, {port: 2}]}",
        "{volumeMounts: [{mountPath: /a, name: x}]} | {volumeMounts: [{mountPath: /a, name: y}]}"
            + " | {volumeMounts: [{mountPath: /a, name: y}]}",
        // Others are replaced.
        "{tolerations: [{key: a}]} | {tolerations: [{key: b}]} | {tolerations: [{key: b}]}",
        "{args: [a, b]} | {args: [c]} | {args: [c]}",
        // In place of all that is there.
        "{a: {b: 1, c: 2}} | {a: {$patch: replace, d: 3}} | {a: {d: 3}}",
        // A type that does not fit is replaced.
        "{containers: none} | {containers: [{name: a}]} | {containers: [{name: a}]}",
        "{a: text} | {a: {b: 1}} | {a: {b: 1}}",
      })
  void laysAPatchOverATree(String base, String patch, String merged) {
    Map<String, Object> before = tree(base);
    assertThat(StrategicMerge.of(before, tree(patch))).isEqualTo(tree(merged));
    assertThat(before).as("stays as it was").isEqualTo(tree(base));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{a: {b: 1, c: 2}} | {a: {b: null, d: 3}} | {a: {c: 2, d: 3}}",
        "{containers: [{name: a}]} | {containers: [{name: b}]} | {containers: [{name: b}]}",
        "{a: text} | {a: {b: 1, c: null}} | {a: {b: 1}}",
      })
  void laysAJsonPatchOverATree(String base, String patch, String merged) {
    assertThat(StrategicMerge.ofJson(tree(base), tree(patch))).isEqualTo(tree(merged));
  }
}
