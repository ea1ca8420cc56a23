package com.xtrading.platform.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.charts.KustomizeImages.Entry;
import com.xtrading.platform.objects.PodTemplate;
import com.xtrading.platform.objects.PodTemplate.Role;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class KustomizeImagesTest {

  @ParameterizedTest
  @CsvSource({
    // Its name comes first, and nothing is called so yet.
    "maker/web, ghcr.io/web:1.0.0, ghcr.io/web:latest",
    "maker/web, maker/web=ghcr.io/web:1.0.0, ghcr.io/web:1.0.0",
    // Its name comes last, when the folder's own entry has given it.
    "a-maker/web, ghcr.io/web:1.0.0, ghcr.io/web:1.0.0",
  })
  void entriesAreWorkedOffByName(String named, String set, String runs) {
    List<Entry> own = List.of(new Entry(named, "ghcr.io/web", "latest"));
    assertThat(KustomizeImages.run(named + ":dev", own, List.of(set))).isEqualTo(runs);
  }

  @ParameterizedTest
  @MethodSource("com.xtrading.platform.TestPlatform#each")
  void whatWeAskForRuns(JudgedEnvironment rendered) {
    for (DeliveredAddOn addOn : DeliveredAddOn.of(rendered)) {
      if (addOn.isChart()) {
        continue;
      }
      ChartFacts facts = ChartFacts.of(addOn).orElseThrow();
      List<String> asked =
          addOn.source().at("kustomize", "images").elements().map(one -> one.text("")).toList();
      List<String> running =
          facts.imagesBefore().stream()
              .map(image -> KustomizeImages.run(image, facts.ownImages(), asked))
              .toList();
      assertThat(running)
          .as(addOn.name())
          .containsExactlyElementsOf(
              asked.stream().map(one -> one.substring(one.indexOf('=') + 1)).toList())
          .containsExactlyElementsOf(
              facts.in(rendered.name()).stream()
                  .flatMap(object -> PodTemplate.of(object).stream())
                  .flatMap(pod -> pod.containers(Role.MAIN, Role.INIT).stream())
                  .map(container -> container.tree().at("image").text(""))
                  .toList());
    }
  }

  @Test
  void aTagOfOursReplacesThatOfTheSameName() {
    List<Entry> own = List.of(new Entry("registry.io/web", "", "dev"));
    assertThat(KustomizeImages.run("registry.io/web", own, List.of("registry.io/web:1.0.0")))
        .isEqualTo("registry.io/web:1.0.0");
    assertThat(KustomizeImages.run("registry.io/website:2", own, List.of("registry.io/web:1.0.0")))
        .isEqualTo("registry.io/website:2");
  }
}
