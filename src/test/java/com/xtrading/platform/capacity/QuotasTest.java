package com.xtrading.platform.capacity;

import static com.xtrading.platform.capacity.SetBuilder.pods;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.policy.Examples;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether quotas let everything be scaled to its most. */
class QuotasTest {

  private static List<Shortfall> check(String spec, SetBuilder... sets) {
    return new Quotas(Stream.of(sets).map(SetBuilder::set).toList(), 4)
        .shortfalls(
            Examples.rendered(
                    """
                    apiVersion: v1
                    kind: ResourceQuota
                    metadata: {name: all, namespace: shop}
                    spec: {%s}
                    """
                        .formatted(spec))
                .manifests());
  }

  @ParameterizedTest(name = "{0}: {1} is enough, {2} is not")
  @CsvSource({
    // 6 × 200m + 4 × 50m on four nodes + a surge of 2 × 200m; memory the same in MiB.
    "requests.cpu, 1800m, 1799m",
    "cpu, '\"1.8\"', 1799m",
    "requests.memory, 1800Mi, 1799Mi",
    "memory, 1800Mi, 1799Mi",
    "limits.memory, 1800Mi, 1799Mi",
    "pods, 12, 11",
  })
  void aQuotaHoldsAllPodsAtTheirMostAndTheLargestSurge(
      String resource, String enough, String tooLittle) {
    SetBuilder[] sets = {
      pods("web").asks(200, 200).times(2, 6).replaced(2, 0),
      pods("small").asks(50, 50).times(0).replaced(1, 0),
      pods("agent").asks(50, 50).onEachNode(),
      pods("elsewhere").in("other").asks(900, 900).times(9),
    };
    assertThat(check("hard: {%s: %s}".formatted(resource, enough), sets)).isEmpty();
    assertThat(check("hard: {%s: %s}".formatted(resource, tooLittle), sets))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.scenario()).isEqualTo(Scenario.AUTOSCALING);
              assertThat(one.place()).isEqualTo("ResourceQuota shop/all");
              assertThat(one.problem()).startsWith(resource + " is ");
            });
  }

  @Test
  void theSurgeIsTheLargestOfEachResource() {
    SetBuilder[] sets = {
      pods("hungry").asks(100, 500).replaced(1, 0), pods("busy").asks(500, 100).replaced(1, 0),
    };
    // 600m and the 500m of busy; 600 MiB and the 500 MiB of hungry.
    assertThat(check("hard: {requests.cpu: 1100m, requests.memory: 1100Mi}", sets)).isEmpty();
    assertThat(check("hard: {requests.cpu: 1099m, requests.memory: 1099Mi}", sets))
        .extracting(Shortfall::problem)
        .containsExactly(
            "requests.cpu is 1.10, and pods at their most come to 1.10",
            "requests.memory is 1099 Mi, and pods at their most come to 1100 Mi");
  }

  @Test
  void aQuotaForSomePodsAloneIsLeftOut() {
    assertThat(check("scopes: [BestEffort], hard: {pods: 0}", pods("web"))).isEmpty();
    assertThat(
            check(
                "scopeSelector: {matchExpressions: [{scopeName: PriorityClass, operator: Exists}]},"
                    + " hard: {pods: 0}",
                pods("web")))
        .isEmpty();
  }

  @Test
  void whatAQuotaDoesNotCountAsPodsDoIsLeftOut() {
    assertThat(check("hard: {count/secrets: 1, persistentvolumeclaims: 1}", pods("web"))).isEmpty();
  }
}
