package com.xtrading.platform.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.xtrading.platform.Select;
import com.xtrading.platform.manifest.Manifest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A rule is enforced when something changes that it reads, and not when something else does. */
class ReadFieldsTest {

  private static final String TEXT =
      """
      rule: NothingIsAllowed
      profile: platform
      subject: objects
      statement: x
      remedy: x
      variables:
        team: dyn(object).?metadata.?annotations[?'team'].orValue('')
      controls:
        - name: number
          each: object
          at: spec.replicas
          holds: it == null && object.spec.?paused.orValue(false) && variables.team == ''
          problem: has {dyn(object).?spec.?minReadySeconds.orValue(0)}
          change: x
        - name: age
          each: object
          at: spec.strategy.rollingUpdate.maxSurge
          holds: object.spec.strategy.size() > 3 && object.kind != '' && object.metadata.name != ''
          problem: x
          change: x
      good: x
      bad: x
      """;

  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, namespace: shop, annotations: {team: a}, labels: {app: web}}
      spec:
        replicas: 1
        paused: false
        minReadySeconds: 1
        strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1}}
        revisionHistoryLimit: 1
        progressDeadlineSeconds: 1
        template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: web}]}}
      """;

  private static PolicyText text() {
    try {
      return PolicyText.of(
          "test.yaml", new ObjectMapper(new YAMLFactory()).readValue(TEXT, Map.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Manifest manifest(String yaml) {
    return new Manifest("x.yaml", "", Select.parse(yaml).map());
  }

  @Test
  void theyAreThoseOfPlacesConditionsProblemsAndVariables() {
    assertThat(ReadFields.of(text(), List.of()))
        .containsExactly(
            "metadata.annotations",
            "spec.minReadySeconds",
            "spec.paused",
            "spec.replicas",
            "spec.strategy");
    assertThat(ReadFields.of(text(), List.of("spec"))).containsExactly("metadata.annotations");
  }

  @ParameterizedTest
  @CsvSource({
    "replicas: 1, replicas: 2, true",
    "paused: false, paused: true, true",
    "minReadySeconds: 1, minReadySeconds: 2, true",
    "maxSurge: 1, maxSurge: 2, true",
    "team: a, team: b, true",
    "app: web}, app: shop}, true",
    "image: web, image: shop, true",
    "revisionHistoryLimit: 1, revisionHistoryLimit: 2, false",
    "progressDeadlineSeconds: 1, progressDeadlineSeconds: 2, false",
  })
  void eachChangedAlone(String from, String to, boolean enforced) {
    AdmissionPolicy policy = AdmissionPolicy.of(new ObjectPolicy(text(), 35));
    RenderedAdmission admission =
        new RenderedAdmission(
            List.of(
                new Manifest(
                    "policy.yaml",
                    "",
                    Map.of(
                        "apiVersion",
                        "admissionregistration.k8s.io/v1",
                        "kind",
                        "ValidatingAdmissionPolicy",
                        "metadata",
                        Map.of("name", policy.name()),
                        "spec",
                        policy.spec()))));
    List<String> refusals =
        admission.refusals(
            policy.name(), manifest(DEPLOYMENT.replace(from, to)), manifest(DEPLOYMENT));
    assertThat(!refusals.isEmpty()).as(refusals.toString()).isEqualTo(enforced);
  }
}
