package com.xtrading.platform.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.component.HelmChart;
import com.xtrading.platform.component.KustomizeFolder;
import com.xtrading.platform.component.Versions;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every add-on of the reference platform and its switches, held against what its chart renders. */
class ChartsTest {

  @Test
  void addOnsDeclareWhatTheirChartsRender() {
    Map<String, List<String>> differences = new TreeMap<>();
    AddOnVariants.all()
        .forEach(
            (variant, rendered) ->
                DeliveredAddOn.of(rendered)
                    .forEach(
                        addOn ->
                            differences(addOn, variant, rendered)
                                .forEach(
                                    one ->
                                        differences
                                            .computeIfAbsent(
                                                "%s %s, %s"
                                                    .formatted(addOn.name(), addOn.version(), one),
                                                unused -> new ArrayList<>())
                                            .add(variant))));
    assertThat(differences)
        .as("by the environments in which add-ons are not what is recorded of them")
        .isEmpty();
  }

  private static List<String> differences(
      DeliveredAddOn addOn, String variant, JudgedEnvironment rendered) {
    return ChartFacts.of(addOn)
        .map(facts -> Comparison.differences(addOn.name(), rendered.topology(), facts.in(variant)))
        .orElse(List.of("no facts: record them (docs/how-to/upgrade-an-add-on.md)"));
  }

  @Test
  void aVersionThatNobodyHasRenderedIsRefused() {
    DeliveredAddOn newer =
        new DeliveredAddOn("keda", "keda", Tree.of(Map.of("targetRevision", "99.0.0")));
    assertThat(differences(newer, "staging", TestPlatform.reference("staging")))
        .containsExactly("no facts: record them (docs/how-to/upgrade-an-add-on.md)");
  }

  @Test
  void nothingIsRecordedOfWhatNoEnvironmentBrings() {
    SortedSet<String> brought = new TreeSet<>();
    AddOnVariants.all()
        .values()
        .forEach(
            rendered -> DeliveredAddOn.of(rendered).forEach(addOn -> brought.add(addOn.key())));
    assertThat(ChartFacts.recorded()).containsExactlyElementsOf(brought);
  }

  @Test
  void everyVersionIsBroughtBySomeEnvironment() throws IllegalAccessException {
    Set<String> brought =
        AddOnVariants.all().values().stream()
            .flatMap(rendered -> DeliveredAddOn.of(rendered).stream())
            .map(addOn -> addOn.source().at("repoURL").text("") + " " + addOn.version())
            .collect(Collectors.toSet());
    Set<String> versions = new TreeSet<>();
    for (Field field : Versions.class.getFields()) {
      if (field.get(null) instanceof HelmChart chart) {
        versions.add(chart.repository() + " " + chart.version());
      } else if (field.get(null) instanceof KustomizeFolder folder) {
        versions.add(folder.repository() + " " + folder.version());
      }
    }
    assertThat(versions).hasSizeGreaterThan(15).isEqualTo(new TreeSet<>(brought));
  }

  /** Each as what the switch of an environment must come to in the end. */
  @ParameterizedTest
  @CsvSource({
    "mesh on gke, istio-cni, DaemonSet, cni-bin-dir, /home/kubernetes/bin",
    "mesh on kubeadm, istio-cni, DaemonSet, cni-bin-dir, /opt/cni/bin",
  })
  void aSwitchMakesTheFolderThatItPromises(
      String variant, String addOn, String kind, String volume, String folder) {
    assertThat(
            facts(AddOnVariants.all().get(variant), addOn).in(variant).stream()
                .filter(object -> object.kind().equals(kind))
                .flatMap(object -> object.at("spec", "template", "spec", "volumes").elements())
                .filter(one -> one.at("name").text("").equals(volume))
                .map(one -> one.at("hostPath", "path").text("")))
        .containsExactly(folder);
  }

  @Test
  void certificatesOfAddOnsAreForHosts() {
    List<String> hosts =
        TestPlatform.reference().stream()
            .flatMap(
                rendered ->
                    DeliveredAddOn.of(rendered).stream()
                        .flatMap(addOn -> ChartFacts.of(addOn).stream())
                        .flatMap(facts -> facts.in(rendered.name()).stream()))
            .filter(object -> object.is(Kinds.CERTIFICATE))
            .flatMap(object -> object.at("spec", "dnsNames").elements())
            .map(host -> host.text(""))
            .toList();
    assertThat(hosts).isNotEmpty().allMatch(host -> host.matches("[a-z0-9.-]+"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trivy-operator | kind: StatefulSet | kind: Deployment"
            + " | kind of trivy-server: declared StatefulSet, rendered Deployment",
        "keda | replicas: 1 | replicas: 2 | pods of keda-operator: declared 1, rendered 2",
        "keda | memory: 256Mi | memory: 1Gi"
            + " | limits of keda-operator: declared 500m CPU, 256Mi memory, rendered 500m CPU, 1Gi memory",
        "keda | cpu: 50m, | | requests of keda-operator: declared 50m CPU, 96Mi memory, rendered unlimited",
        "keda | app: keda-operator, | | pods: declared",
        "keda | containerPort: 8080 | containerPort: 80 | port of keda-operator: declared metrics 8080",
        "keda | serviceAccountName: .* | serviceAccountName: x"
            + " | account of keda-operator: declared keda-operator, rendered x",
        "keda | Token: true | Token: false | token of keda-operator: declared asks the API server",
        "keda | runAsNonRoot: true | runAsNonRoot: false | security of keda-operator: declared RESTRICTED",
        "keda | keda:[0-9.]+ | keda:latest | image of keda-operator: declared a version",
        "keda | \\[jobs\\] | [none] | rights: declared",
        "csi-driver-nfs | hostNetwork: true | hostNetwork: false"
            + " | network of csi-nfs-node: declared NODE, rendered POD",
        "csi-driver-nfs | system-cluster-critical | x"
            + " | priority of csi-nfs-node: declared system-cluster-critical, rendered x",
      })
  void aDifferenceNamesWhatIsDeclaredAndWhatIsRendered(
      String addOn, String old, String other, String difference) {
    JudgedEnvironment staging = TestPlatform.reference("staging");
    ChartFacts facts = facts(staging, addOn);
    assertThat(Comparison.differences(addOn, staging.topology(), facts.in("staging"))).isEmpty();
    String text = facts.text();
    assertThat(text).containsPattern(old);
    Tree edited = Select.parse(text.replaceAll(old, other == null ? "" : other));
    assertThat(
            Comparison.differences(
                addOn, staging.topology(), new ChartFacts(facts.key(), edited).in("staging")))
        .anyMatch(one -> one.startsWith(difference));
  }

  private static ChartFacts facts(JudgedEnvironment rendered, String addOn) {
    return DeliveredAddOn.of(rendered).stream()
        .filter(one -> one.name().equals(addOn))
        .findFirst()
        .flatMap(ChartFacts::of)
        .orElseThrow();
  }
}
