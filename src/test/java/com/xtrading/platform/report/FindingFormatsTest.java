package com.xtrading.platform.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.LocatedFinding;
import com.xtrading.platform.policy.LocatedFindings;
import com.xtrading.platform.policy.Rule;
import com.xtrading.platform.policy.Severity;
import com.xtrading.platform.policy.rules.Policies;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingFormatsTest {

  private static final Rule BROKEN = Policies.all().get(0);
  private static final Rule HELD = Policies.all().get(1);

  private static final LocatedFindings FOUND =
      new LocatedFindings(
          List.of(BROKEN, HELD),
          7,
          List.of(
              new LocatedFinding(
                  new Finding(
                      BROKEN.id(),
                      Severity.ERROR,
                      "Pod shop/web",
                      "spec",
                      "is \u0001",
                      "change it"),
                  "a b/web.yaml",
                  3)),
          List.of("broken.yaml: is no YAML"));

  @Test
  void textHasOneLineThatATerminalCanShow() {
    assertThat(FindingsText.text(FOUND))
        .isEqualTo(
            "a b/web.yaml:3: %s: Pod shop/web: spec: is \uFFFD; change it\n1 errors, 0 warnings in 1 of 7 objects; rules: 2\n"
                .formatted(BROKEN.id()));
  }

  @Test
  void jsonHasFindingsAndProblems() throws IOException {
    JsonNode json = new ObjectMapper().readTree(FindingsText.json(FOUND));
    assertThat(json.at("/findings/0/rule").asText()).isEqualTo(BROKEN.id());
    assertThat(json.at("/findings/0/line").asInt()).isEqualTo(3);
    assertThat(json.at("/problems/0").asText()).isEqualTo("broken.yaml: is no YAML");
  }

  @Test
  void sarifSaysWhetherEverythingWasReadAndWhereFindingsStand() throws IOException {
    JsonNode run = new ObjectMapper().readTree(SarifReport.of(FOUND)).at("/runs/0");
    assertThat(run.at("/tool/driver/rules")).hasSize(2);
    assertThat(run.at("/invocations/0/executionSuccessful").asBoolean()).isFalse();
    JsonNode place = run.at("/results/0/locations/0/physicalLocation");
    assertThat(place.at("/artifactLocation/uri").asText()).isEqualTo("a%20b/web.yaml");
    assertThat(place.at("/region/startLine").asInt()).isEqualTo(3);
  }

  @Test
  void junitHasATestForEachRuleAndOneForWhatCouldNotBeRead() {
    assertThat(JunitReport.of(FOUND))
        .contains("tests=\"3\" errors=\"1\" failures=\"1\"")
        .contains("name=\"%s\"><failure message=\"1 places\">".formatted(BROKEN.id()))
        .contains("name=\"%s\"></testcase>".formatted(HELD.id()))
        .contains("<error>broken.yaml: is no YAML</error>")
        .contains("is \uFFFD; change it");
  }
}
