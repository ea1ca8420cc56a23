package com.xtrading.platform.objects;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.policy.Examples;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldTypesTest {

  private static List<String> problems(String yaml) {
    Manifest object = Examples.rendered("---\n" + yaml).manifests().get(0);
    return FieldTypes.problems(object);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v1, Pod | spec: {hostNetwork: 1} | spec.hostNetwork: is 1; write true or false",
        "v1, Pod | spec: {containers: [{securityContext: {runAsUser: root}}]} | spec.containers[0].securityContext.runAsUser: is the text \"root\"; write a whole number",
        "v1, Pod | spec: {containers: [{image: 5}]} | spec.containers[0].image: is 5; write text, in quotes",
        "v1, Pod | spec: {containers: [{resources: {limits: {cpu: [1]}}}]} | spec.containers[0].resources.limits.cpu: is a list; write an amount such as 500m or 1Gi",
        "v1, Pod | spec: {containers: [{resources: {limits: {nvidia.com/gpu: {}}}}]} | spec.containers[0].resources.limits[\"nvidia.com/gpu\"]: is a mapping; write an amount such as 500m or 1Gi",
        "v1, Pod | spec: {volumes: [{hostPath: /var}]} | spec.volumes[0].hostPath: is the text \"/var\"; write a mapping",
        "apps/v1, Deployment | spec: [] | spec: is a list; write a mapping",
        "apps/v1, Deployment | spec: {selector: {matchExpressions: [null]}} | spec.selector.matchExpressions[0]: is null; write a mapping, or remove it",
        "batch/v1, CronJob | spec: {jobTemplate: {spec: {template: {spec: {containers: 1}}}}} | spec.jobTemplate.spec.template.spec.containers: is 1; write a list",
        "keda.sh/v1alpha1, ScaledJob | spec: {jobTargetRef: {template: x}} | spec.jobTargetRef.template: is the text \"x\"; write a mapping",
      })
  void aFieldOfAnotherTypeIsNamedOnceWithWhatBelongsThere(
      String kind, String field, String problem) {
    String[] words = kind.split(", ");
    assertThat(
            problems(
                "{apiVersion: %s, kind: %s, metadata: {name: a}, %s}"
                    .formatted(words[0], words[1], field)))
        .containsExactly(problem);
  }

  @Test
  void labelsOfAnyObjectAreTexts() {
    assertThat(
            problems(
                "{apiVersion: example.org/v1, kind: Any, metadata: {name: a, labels: {a/b: 1}}}"))
        .containsExactly("metadata.labels[\"a/b\"]: is 1; write text, in quotes");
  }

  @Test
  void whatIsLeftOutOrUnknownIsNoProblem() {
    assertThat(
            problems(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: a, labels: null}
                spec:
                  hostNetwork: null
                  containers:
                    - {name: a, env: 5, resources: {limits: {cpu: 1, memory: 1Gi}}}
                """))
        .isEmpty();
    // A selector of this kind is a mapping of labels.
    assertThat(
            problems(
                "{apiVersion: v1, kind: ReplicationController, metadata: {name: a},"
                    + " spec: {selector: {app: a, matchLabels: b}}}"))
        .isEmpty();
    assertThat(problems("{apiVersion: example.org/v1, kind: Any, metadata: {name: a}, data: 5}"))
        .isEmpty();
  }
}
