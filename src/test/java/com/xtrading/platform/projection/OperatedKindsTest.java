package com.xtrading.platform.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.objects.ClusterObjects;
import com.xtrading.platform.objects.Made;
import com.xtrading.platform.objects.VolumeClaims;
import com.xtrading.platform.policy.rules.Policies;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every kind of custom resource that an operator looks after must say of itself. */
class OperatedKindsTest {

  private static final List<ClusterObjects> RENDERED =
      Stream.of("development", "staging", "production")
          .map(TestPlatform::sample)
          .map(rendered -> Projection.of(rendered.manifests()))
          .toList();

  static Stream<OperatedKind> all() {
    return OperatedKinds.all().stream();
  }

  private static Set<GroupKind> kindsOf(Stream<Manifest> objects) {
    return objects.map(Manifest::groupKind).collect(Collectors.toSet());
  }

  @Test
  void noKindIsThereTwice() {
    assertThat(OperatedKinds.all()).extracting(OperatedKind::kind).doesNotHaveDuplicates();
    assertThat(OperatedKinds.all())
        .allSatisfy(one -> assertThat(OperatedKinds.of(one.kind())).containsSame(one));
  }

  @ParameterizedTest
  @MethodSource("all")
  void aKindIsACustomOneThatSomeEnvironmentHas(OperatedKind kind) {
    assertThat(kind.kind().group()).as("the group of a custom resource").contains(".");
    assertThat(kindsOf(RENDERED.stream().flatMap(one -> one.manifests().stream())))
        .contains(kind.kind());
  }

  @ParameterizedTest
  @MethodSource("all")
  void somethingFollowsFromItOrStaysFixed(OperatedKind kind) {
    assertThat(
            !kind.fixed().isEmpty()
                || kindsOf(RENDERED.stream().flatMap(one -> one.made().stream()).map(Made::by))
                    .stream()
                    .anyMatch(kind.shownBy()::contains))
        .isTrue();
  }

  @ParameterizedTest
  @MethodSource("all")
  void fixedFieldsAreFieldsAndSayWhoObjects(OperatedKind kind) {
    assertThat(kind.fixed()).extracting(FixedField::path).doesNotHaveDuplicates();
    assertThat(kind.fixed())
        .allSatisfy(
            fixed -> {
              assertThat(fixed.path()).matches("spec(\\.[a-z][A-Za-z0-9]*)*");
              assertThat(String.join(".", fixed.keys())).isEqualTo(fixed.path());
              // It stands behind a colon, and before a semicolon.
              assertThat(fixed.reason()).matches("\\S.*[^.;\\s]");
            });
  }

  @ParameterizedTest
  @MethodSource("all")
  void whereVolumesFollowItSaysSo(OperatedKind kind) {
    Set<GroupKind> sources =
        kindsOf(
            RENDERED.stream()
                .flatMap(one -> VolumeClaims.in(one).stream())
                .map(VolumeClaims.Claim::source));
    assertThat(kind.hasVolumes()).isEqualTo(sources.contains(kind.kind()));
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatMayNotChangeIsComparedWithWhatIsDelivered(OperatedKind kind) {
    assertThat(Policies.COMPARED.contains(kind.kind()))
        .isEqualTo(kind.hasVolumes() || !kind.fixed().isEmpty());
  }

  @Test
  void aKindOfThatNameInAnotherGroupIsNone() {
    assertThat(OperatedKinds.of(new GroupKind("cluster.x-k8s.io", "Cluster"))).isEmpty();
    assertThat(OperatedKinds.of(new GroupKind("networking.istio.io", "Gateway"))).isEmpty();
  }
}
