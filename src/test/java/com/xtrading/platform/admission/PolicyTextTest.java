package com.xtrading.platform.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Examples;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.rules.admission.ObjectRule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PolicyTextTest {

  private static final String TEXT =
      """
      rule: NamesAreShort
      profile: platform
      subject: pods
      statement: Names are short.
      remedy: Shorten them.
      controls:
        - name: short
          each: container
          at: name
          holds: it.size() < 5
          problem: is called {it}, which has {it.size()} letters
          change: shorten it
      good: x
      bad: x
      """;

  private static PolicyText read(String text) {
    try {
      return PolicyText.of(
          "test.yaml", new ObjectMapper(new YAMLFactory()).readValue(text, Map.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {34, 35, 36, 37})
  void everyTextIsPortableInFull(int minor) {
    for (PolicyText text : PolicyText.all()) {
      new ObjectPolicy(text, minor).compileAll();
    }
  }

  private static List<Finding> findings(Evidence evidence) {
    PolicyText text = read(TEXT);
    return new ObjectRule(text, text.profile())
        .check(evidence.objects(), new ObjectPolicies(List.of(new ObjectPolicy(text, 35))));
  }

  @Test
  void aFindingSaysWhatStandsWhere() {
    assertThat(
            findings(
                Examples.rendered(
                    """
                    apiVersion: v1
                    kind: Pod
                    metadata: {name: web, namespace: shop}
                    spec:
                      containers: [{name: web}]
                      initContainers: [{name: prepare}]
                    """)))
        .extracting(Finding::toString)
        .containsExactly(
            "NamesAreShort: Pod shop/web: spec.initContainers[0].name: short: is called prepare,"
                + " which has 7 letters; shorten it");
  }

  @Test
  void whatCannotBeEvaluatedIsAFindingAsAdmissionWouldRefuseIt() {
    assertThat(
            findings(
                Examples.rendered(
                    """
                    apiVersion: v1
                    kind: Pod
                    metadata: {name: web, namespace: shop}
                    spec: {containers: text}
                    """)))
        .singleElement()
        .satisfies(finding -> assertThat(finding.problem()).contains("cannot be evaluated"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "each: container | each: pods | \"pods\" is not one of",
        "profile: platform | profile: strict | \"strict\" is not one of",
        "statement: | statment: | nobody knows \"statment\"",
        "change: | advice: | short: nobody knows \"advice\"",
        "at: name | at: name[0] | is not a path",
      })
  void whatNobodyKnowsIsRefused(String old, String replacement, String message) {
    assertThat(TEXT).contains(old);
    assertThatThrownBy(() -> read(TEXT.replace(old, replacement)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aConditionOutsideOfThePortableSubsetIsRefusedWhenItIsRead() {
    PolicyText text = read(TEXT.replace("it.size() < 5", "isURL(it)"));
    assertThatThrownBy(() -> new ObjectPolicy(text, 35))
        .hasMessageContaining("NamesAreShort: short: line 1, column ")
        .hasMessageContaining("isURL");
  }
}
