package com.xtrading.platform.policy.rules.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.admission.ObjectPolicies;
import com.xtrading.platform.admission.Profile;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.LocatedFindings;
import com.xtrading.platform.policy.Severity;
import com.xtrading.platform.projection.ProjectedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileRulesTest {

  private static final ProfileRules BASELINE = ProfileRules.of(Profile.BASELINE);

  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec:
        hostNetwork: true
        containers: [{name: web, image: web}]
      ---
      """;

  @TempDir private Path directory;

  private LocatedFindings in(String text) throws IOException {
    Files.writeString(directory.resolve("all.yaml"), text);
    return BASELINE.in(
        ProjectedFolder.read(directory, Path.of("all.yaml")), ObjectPolicies.newest());
  }

  @Test
  void everyObjectOfOneNameIsJudgedAtItsOwnLine() throws IOException {
    LocatedFindings found = in(POD + POD);
    assertThat(found.findings())
        .extracting(located -> "%s:%d".formatted(located.file(), located.line()))
        .containsExactly("all.yaml:5", "all.yaml:12");
    assertThat(found.findings())
        .allSatisfy(located -> assertThat(located.finding().path()).isEqualTo("spec.hostNetwork"));
    assertThat(found.problems()).isEmpty();
    assertThat(found.rules()).isEqualTo(BASELINE.rules());
  }

  @Test
  void podsThatNobodyReadsAreProblemsAndTheRestIsJudged() throws IOException {
    LocatedFindings found =
        in(
            POD
                + "{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: r, namespace:"
                + " shop}}");
    assertThat(found.findings()).hasSize(1);
    assertThat(found.problems())
        .containsExactly(
            "all.yaml: Rollout shop/r is not evaluated; the pods that it runs are missing here");
  }

  @Test
  void amongFindingsOfAllRulesTheirsAreFound() {
    Finding theirs = finding("PodsKeepToBaseline");
    assertThat(BASELINE.among(List.of(finding("ImagesArePinned"), theirs, finding("Waivers"))))
        .containsExactly(theirs);
    assertThat(ProfileRules.of(Profile.PLATFORM).among(List.of(finding("ImagesArePinned"), theirs)))
        .hasSize(2);
  }

  private static Finding finding(String rule) {
    return new Finding(rule, Severity.ERROR, "Pod shop/web", "spec", "is wrong", "change it");
  }
}
