package com.xtrading.platform.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.policy.Examples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which nodes a pod accepts by its own words. */
class SchedulingConstraintsTest {

  private static final SimulatedNode NODE =
      SmallCluster.node(0, Map.of("disk", "ssd", "cores", "8", "word", "eight"));

  private static SchedulingConstraints of(String spec) {
    Tree pod =
        Examples.rendered(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: web, namespace: shop}
                spec: {%s}
                """
                    .formatted(spec))
            .manifests()
            .get(0)
            .at("spec");
    return SchedulingConstraints.of(pod, "shop", List.of());
  }

  private static SchedulingConstraints affinity(String terms) {
    return of(
        "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution:"
            + " {nodeSelectorTerms: [%s]}}}".formatted(terms));
  }

  @ParameterizedTest
  @CsvSource({"disk, ssd, true", "disk, hdd, false", "zone, a, false"})
  void aNodeHasTheLabelsOfTheNodeSelector(String label, String value, boolean accepts) {
    assertThat(of("nodeSelector: {%s: %s}".formatted(label, value)).accept(NODE))
        .isEqualTo(accepts);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "disk | In | ssd, hdd | true",
        "disk | In | hdd | false",
        "zone | In | a | false",
        "disk | NotIn | hdd | true",
        "disk | NotIn | ssd | false",
        // A node without the label is not in.
        "zone | NotIn | a | true",
        "disk | Exists | '' | true",
        "zone | Exists | '' | false",
        "zone | DoesNotExist | '' | true",
        "disk | DoesNotExist | '' | false",
        "cores | Gt | '\"7\"' | true",
        "cores | Gt | '\"8\"' | false",
        "cores | Lt | '\"9\"' | true",
        "cores | Lt | '\"8\"' | false",
        // What is no number is neither more nor less.
        "word | Gt | '\"7\"' | false",
        "zone | Gt | '\"7\"' | false",
        "cores | Gt | seven | false",
        "cores | Lt | nine | false",
        "cores | Gt | '' | false",
        "cores | Near | '\"8\"' | false",
      })
  void aNodeHoldsWhatTheOperatorSays(String key, String operator, String values, boolean holds) {
    assertThat(
            affinity(
                    "{matchExpressions: [{key: %s, operator: %s, values: [%s]}]}"
                        .formatted(key, operator, values))
                .accept(NODE))
        .isEqualTo(holds);
  }

  @Test
  void allExpressionsOfOneTermMustHoldAndOneOfTheTerms() {
    String ssd = "{key: disk, operator: In, values: [ssd]}";
    String zone = "{key: zone, operator: Exists}";
    assertThat(affinity("{matchExpressions: [%s, %s]}".formatted(ssd, zone)).accept(NODE))
        .isFalse();
    assertThat(
            affinity("{matchExpressions: [%s]}, {matchExpressions: [%s]}".formatted(zone, ssd))
                .accept(NODE))
        .isTrue();
  }

  @Test
  void aTermThatSaysNothingHoldsForNoNode() {
    assertThat(affinity("{}").accept(NODE)).isFalse();
  }

  @Test
  void aNodeCanBeMeantByItsName() {
    String name = "{matchFields: [{key: metadata.name, operator: In, values: [%s]}]}";
    assertThat(affinity(name.formatted("node-1")).accept(NODE)).isTrue();
    assertThat(affinity(name.formatted("node-2")).accept(NODE)).isFalse();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{key: pool, operator: Equal, value: trading, effect: NoSchedule} | true",
        "{key: pool, value: trading} | true",
        "{key: pool, operator: Exists} | true",
        "{operator: Exists} | true",
        "{operator: Exists, effect: NoSchedule} | true",
        "{operator: Exists, effect: NoExecute} | false",
        "{key: pool, value: other} | false",
        "{key: other, operator: Exists} | false",
        "{key: pool, operator: Exists, effect: PreferNoSchedule} | false",
      })
  void aTaintIsToleratedByKeyValueAndEffect(String toleration, boolean tolerates) {
    SimulatedNode tainted =
        SmallCluster.node(0, Map.of(), new Toleration.Taint("pool", "trading", "NoSchedule"));
    assertThat(of("tolerations: [%s]".formatted(toleration)).tolerate(tainted))
        .isEqualTo(tolerates);
  }

  @ParameterizedTest
  @CsvSource({"NoSchedule, false", "NoExecute, false", "PreferNoSchedule, true"})
  void onlyATaintThatMerelyPrefersLetsEverybodyIn(String effect, boolean tolerates) {
    SimulatedNode tainted =
        SmallCluster.node(0, Map.of(), new Toleration.Taint("pool", "trading", effect));
    assertThat(SchedulingConstraints.NONE.tolerate(tainted)).isEqualTo(tolerates);
  }

  @Test
  void everyTaintMustBeTolerated() {
    SimulatedNode tainted =
        SmallCluster.node(
            0,
            Map.of(),
            new Toleration.Taint("pool", "trading", "NoSchedule"),
            new Toleration.Taint("gpu", "", "NoExecute"));
    String pool = "{key: pool, operator: Exists}";
    assertThat(of("tolerations: [%s]".formatted(pool)).tolerate(tainted)).isFalse();
    assertThat(of("tolerations: [%s, {key: gpu}]".formatted(pool)).tolerate(tainted)).isTrue();
  }

  @Test
  void wishesAboutOtherPodsAreReadWithTheirSignsAndWeights() {
    String term = "podAffinityTerm: {topologyKey: kubernetes.io/hostname, labelSelector: {}}";
    SchedulingConstraints constraints =
        of(
            """
            affinity:
              {podAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 7, %1$s}]},
               podAntiAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 9, %1$s}]}}
            """
                .formatted(term)
                .replace("\n", " "));
    assertThat(constraints.preferred())
        .extracting(SchedulingConstraints.Preferred::weight)
        .containsExactly(7, -9);
  }

  @Test
  void aSpreadConstraintWaitsUnlessItSaysOtherwise() {
    SchedulingConstraints constraints =
        of(
            "topologySpreadConstraints: [{maxSkew: 2, topologyKey: zone, minDomains: 3,"
                + " whenUnsatisfiable: DoNotSchedule}, {maxSkew: 1, topologyKey: zone,"
                + " whenUnsatisfiable: ScheduleAnyway}]");
    assertThat(constraints.spread())
        .extracting(
            SchedulingConstraints.Spread::skew,
            SchedulingConstraints.Spread::strict,
            SchedulingConstraints.Spread::leastPlaces)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(2, true, 3),
            org.assertj.core.groups.Tuple.tuple(1, false, 1));
  }
}
