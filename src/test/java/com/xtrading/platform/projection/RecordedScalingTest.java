package com.xtrading.platform.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.Autoscalers;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.objects.PodKind;
import com.xtrading.platform.objects.PodTemplate;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What rules and capacity read in ScaledObjects and ScaledJobs is what the running KEDA made of
 * them.
 */
class RecordedScalingTest {

  private record Recorded(Manifest given, List<Manifest> made) {

    Manifest one(String kind) {
      List<Manifest> own =
          made.stream()
              .filter(object -> object.kind().equals(kind))
              .filter(
                  object ->
                      object
                          .at("metadata", "ownerReferences")
                          .elements()
                          .anyMatch(
                              owner ->
                                  owner.at("kind").text("").equals(given.kind())
                                      && owner.at("name").text("").equals(given.name())))
              .toList();
      assertThat(own).as(given + " makes one " + kind).hasSize(1);
      return own.get(0);
    }
  }

  private static List<Recorded> all(String kind) throws IOException {
    return RecordedOperatorsTest.cases()
        .flatMap(
            one ->
                one.given().stream()
                    .filter(given -> given.kind().equals(kind))
                    .map(given -> new Recorded(given, RecordedOperatorsTest.everything(one))))
        .toList();
  }

  @Test
  void aScaledObjectScalesAsItsAutoscalerDoes() throws IOException {
    List<Recorded> all = all("ScaledObject");
    assertThat(all).hasSizeGreaterThan(5);
    for (Recorded one : all) {
      Manifest autoscaler = one.one("HorizontalPodAutoscaler");
      assertThat(autoscaler.is(Kinds.HORIZONTAL_POD_AUTOSCALER)).isTrue();
      assertThat(Autoscalers.targetOf(one.given()))
          .as(one.given().name())
          .isEqualTo(Autoscalers.targetOf(autoscaler));
      assertThat(Autoscalers.minimum(one.given()))
          .as(one.given().name())
          .isEqualTo(autoscaler.at("spec", "minReplicas").number(0));
      assertThat(Autoscalers.maximum(one.given(), 0))
          .as(one.given().name())
          .isEqualTo(autoscaler.at("spec", "maxReplicas").number(0));
    }
  }

  @Test
  void thePodsOfAScaledJobAreThoseOfItsJobs() throws IOException {
    List<Recorded> all = all("ScaledJob");
    assertThat(all).hasSizeGreaterThan(1);
    for (Recorded one : all) {
      Manifest job = one.one("Job");
      Map<String, String> made = pod(job);
      Map<String, String> given = pod(one.given());
      assertThat(given).as(one.given().name()).isNotEmpty();
      // Labels that Kubernetes and KEDA add, by which nobody is told apart here.
      made.keySet()
          .removeIf(
              line ->
                  Stream.of("job-name", "batch.kubernetes.io/", "scaledjob.keda.sh/")
                      .anyMatch(line.substring(line.indexOf('.') + 1)::startsWith));
      assertThat(made).as(one.given().name()).isEqualTo(given);
      for (String field : List.of("parallelism", "completions")) {
        assertThat(job.at("spec", field).number(1))
            .as(field)
            .isEqualTo(one.given().at("spec", "jobTargetRef", field).number(1));
      }
    }
  }

  /** What is looked at in a pod, had it been made by itself. */
  private static Map<String, String> pod(Manifest owner) {
    PodTemplate template = PodTemplate.of(owner).orElseThrow();
    Tree labels = template.tree().at("metadata", "labels");
    return MadeView.of(
        new Manifest(
            "",
            "",
            Fields.of("apiVersion", PodKind.POD.version())
                .with("kind", PodKind.POD.kind())
                .with("metadata", Fields.of("name", owner.name()).with("labels", labels.map()))
                .with("spec", template.spec().map())));
  }
}
