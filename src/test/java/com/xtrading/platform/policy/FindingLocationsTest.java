package com.xtrading.platform.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.Manifest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingLocationsTest {

  private static final String TEXT =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec:
        hostPID: true
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec:
        hostPID: true
      """;

  private static Manifest web(String path) {
    return new Manifest(
        path,
        "",
        Fields.of("apiVersion", "v1")
            .with("kind", "Pod")
            .with("metadata", Fields.of("name", "web").with("namespace", "shop"))
            .with("spec", Fields.of("hostPID", true)));
  }

  private static Finding at(String path) {
    return new Finding("Rule", Severity.ERROR, "Pod shop/web", path, "is wrong", "change it");
  }

  @Test
  void aFindingStandsAtItsFieldOrAtTheNearestOneAbove() {
    Manifest web = web("web.yaml");
    FindingLocations locations = new FindingLocations(List.of(web), file -> TEXT, "dist/staging/");
    assertThat(
            locations.of(List.of(at("spec.hostPID"), at("spec.containers[0].image")), List.of(web)))
        .extracting(located -> located.file() + ":" + located.line())
        .containsExactly("dist/staging/web.yaml:5", "dist/staging/web.yaml:4");
  }

  @Test
  void ofObjectsThatAreAllTheSameEachHasItsOwnPlace() {
    Manifest first = web("web.yaml");
    Manifest second = web("web.yaml");
    FindingLocations locations =
        new FindingLocations(List.of(first, second, web("other.yaml")), file -> TEXT, "");
    assertThat(locations.of(List.of(at("spec.hostPID")), List.of(second)).get(0).line())
        .isEqualTo(11);
    assertThat(locations.of(List.of(at("spec.hostPID")), List.of(first)).get(0).line())
        .isEqualTo(5);
  }

  @Test
  void aFileIsReadOnce() {
    List<String> read = new ArrayList<>();
    Manifest web = web("web.yaml");
    FindingLocations locations =
        new FindingLocations(
            List.of(web),
            file -> {
              read.add(file);
              return TEXT;
            },
            "");
    locations.of(List.of(at("spec"), at("metadata")), List.of(web));
    locations.of(List.of(at("spec")), List.of(web));
    assertThat(read).containsExactly("web.yaml");
  }

  @Test
  void whatStopsIsReadFirstThenInTheOrderOfObjectsFilesAndLines() {
    LocatedFinding late = new LocatedFinding(at("a"), "a.yaml", 10);
    LocatedFinding early = new LocatedFinding(at("b"), "a.yaml", 9);
    LocatedFinding other = new LocatedFinding(at("a"), "b.yaml", 1);
    LocatedFinding object =
        new LocatedFinding(
            new Finding("Rule", Severity.ERROR, "ConfigMap a", "data", "is", "change"),
            "c.yaml",
            1);
    LocatedFinding warning =
        new LocatedFinding(
            new Finding("Rule", Severity.WARNING, "A first", "data", "is", "change"), "a.yaml", 1);
    List<LocatedFinding> found = List.of(warning, other, late, early, object);
    assertThat(new LocatedFindings(List.of(), 3, found, List.of()).findings())
        .containsExactly(object, early, late, other, warning);
  }
}
