package com.xtrading.platform.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.Select;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.ManifestFolder;
import com.xtrading.platform.objects.PodTemplate;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A rule says the same of an object in a pull request and at admission. */
class BothFormsTest {

  private static final int MINOR = 35;

  /** Policies as they would be rendered, without a list of registries. */
  private static final ObjectPolicies RULES = ObjectPolicies.of(MINOR, List.of());

  private static final RenderedAdmission ADMISSION =
      new RenderedAdmission(
          RULES.admissionPolicies().stream()
              .map(
                  policy ->
                      new Manifest(
                          policy.name(),
                          "",
                          java.util.Map.of(
                              "apiVersion",
                              "admissionregistration.k8s.io/v1",
                              "kind",
                              "ValidatingAdmissionPolicy",
                              "metadata",
                              java.util.Map.of("name", policy.name()),
                              "spec",
                              policy.spec())))
              .toList());

  static List<Named<Manifest>> corpus() {
    ManifestFolder corpus =
        ManifestFolder.read(Path.of("src/test/resources/admission/corpus.yaml"));
    assertThat(corpus.problems()).isEmpty();
    return corpus.manifests().stream().map(one -> Named.of(one.name(), one)).toList();
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void theControlsThatAreNamedRefuseAnObjectAndNoOthersDo(Manifest object) {
    String named = object.at("metadata", "annotations", "refused-by").text("");
    Set<String> expected =
        Stream.of(named.split(", "))
            .filter(one -> !one.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(inPullRequests(object)).as("in pull requests").isEqualTo(expected);
    assertThat(atAdmission(object)).as("at admission").isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("com.xtrading.platform.TestPlatform#each")
  void bothSayTheSameOfEverythingThatIsRendered(JudgedEnvironment rendered) {
    List<Manifest> workloads =
        rendered.manifests().stream().filter(one -> PodTemplate.of(one).isPresent()).toList();
    assertThat(workloads).hasSizeGreaterThan(10);
    for (Manifest workload : workloads) {
      assertThat(atAdmission(workload))
          .as(workload.id().toString())
          .isEqualTo(inPullRequests(workload));
    }
  }

  @Test
  void everyControlIsRefusedByTheCorpusOrTheExampleOfItsRule() {
    Set<String> refused =
        Stream.concat(corpus().stream().map(Named::getPayload), examples())
            .flatMap(one -> inPullRequests(one).stream())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> all = new TreeSet<>();
    PolicyText.all()
        .forEach(
            text ->
                text.controls().forEach(control -> all.add(text.rule() + " " + control.name())));
    assertThat(refused).isEqualTo(all);
  }

  /** What rules accept and refuse by their own words. */
  static Stream<Manifest> examples() {
    return PolicyText.all().stream()
        .flatMap(text -> Stream.of(text.good(), text.bad()))
        .map(yaml -> new Manifest("example.yaml", "", Select.parse(yaml).map()));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void examplesAreRefusedAlike(Manifest example) {
    assertThat(atAdmission(example)).isEqualTo(inPullRequests(example));
  }

  private static Set<String> inPullRequests(Manifest object) {
    Set<String> refused = new TreeSet<>();
    for (PolicyText text : PolicyText.all()) {
      new ObjectPolicy(text, MINOR)
          .judge(object, PodTemplate.of(object))
          .forEach(violation -> refused.add(text.rule() + " " + control(violation.problem())));
    }
    return refused;
  }

  @Test
  void aRefusalNamesAContainerOnceWithTheFieldsThatAreWrong() {
    Manifest pod =
        new Manifest(
            "pod.yaml",
            "",
            Select.parse(
                    """
                apiVersion: v1
                kind: Pod
                metadata: {name: web, namespace: shop}
                spec:
                  containers:
                    - {name: web, resources: {requests: {memory: 1Gi}}}
                    - {name: log, resources: {requests: {memory: 1Gi}, limits: {memory: 1Gi}}}
                """)
                .map());
    String policy =
        RULES.admissionPolicies().stream()
            .filter(one -> one.rule().equals("DiskUseIsLimited"))
            .findFirst()
            .orElseThrow()
            .name();
    assertThat(ADMISSION.refusals(policy, pod))
        .containsExactly(
            "disk: container web: resources.requests[\"ephemeral-storage\"] is not set,"
                + " resources.limits[\"ephemeral-storage\"] is not set; container log:"
                + " resources.requests[\"ephemeral-storage\"] is not set,"
                + " resources.limits[\"ephemeral-storage\"] is not set");
  }

  private static Set<String> atAdmission(Manifest object) {
    Set<String> refused = new TreeSet<>();
    for (AdmissionPolicy policy : RULES.admissionPolicies()) {
      ADMISSION
          .refusals(policy.name(), object)
          .forEach(message -> refused.add(policy.rule() + " " + control(message)));
    }
    return refused;
  }

  private static String control(String message) {
    return message.substring(0, message.indexOf(':'));
  }
}
