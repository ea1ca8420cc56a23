package com.xtrading.platform.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrading.platform.model.UserError;
import com.xtrading.platform.objects.ClusterObjects;
import com.xtrading.platform.policy.Examples;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectivityQuestionTest {

  private static final ClusterObjects SHOP =
      Examples.rendered(
              """
              apiVersion: apps/v1
              kind: Deployment
              metadata: {name: web, namespace: shop}
              spec:
                template:
                  metadata: {labels: {app: web}}
                  spec: {containers: [{name: web}]}
              ---
              apiVersion: v1
              kind: Pod
              metadata: {name: db, namespace: shop, labels: {app: db}}
              spec: {containers: [{name: db}]}
              ---
              apiVersion: networking.k8s.io/v1
              kind: NetworkPolicy
              metadata: {name: db, namespace: shop}
              spec:
                podSelector: {matchLabels: {app: db}}
                policyTypes: [Ingress, Egress]
                ingress: [{from: [{podSelector: {matchLabels: {app: web}}}]}]
              """)
          .objects();

  private static ConnectivityQuestion asked(String from, String to) {
    return new ConnectivityQuestion(name("--from", from), name("--to", to));
  }

  private static Optional<PartyName> name(String place, String text) {
    return Optional.ofNullable(text).map(written -> new PartyName(place, written));
  }

  private static List<String> connections(String from, String to) {
    ConnectivityQuestion question = asked(from, to);
    return question.connections(question.in(SHOP)).stream()
        .map(one -> one.from() + " => " + one.to())
        .toList();
  }

  private static List<String> explanations(String from, String to) {
    ConnectivityQuestion question = asked(from, to);
    return question.explanations(question.in(SHOP)).stream()
        .map(one -> one.from() + " => " + one.to())
        .toList();
  }

  @Test
  void withoutNamesEverybodyIsMeant() {
    assertThat(connections(null, null))
        .containsExactlyInAnyOrder(
            "shop/web[Deployment] => shop/db[Pod]",
            "shop/web[Deployment] => 0.0.0.0/0",
            "0.0.0.0/0 => shop/web[Deployment]");
  }

  @ParameterizedTest
  @CsvSource({"db", "shop/db", "shop/db[Pod]"})
  void aWorkloadHasThreeNames(String name) {
    assertThat(connections(null, name)).containsExactly("shop/web[Deployment] => shop/db[Pod]");
    assertThat(connections(name, null)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"10.1.2.3, 10.1.2.3/32", "10.1.2.3/8, 10.0.0.0/8"})
  void addressesThatAreAskedAboutAreAPartyThoughNoPolicyNamesThem(String written, String range) {
    assertThat(connections(written, null)).containsExactly(range + " => shop/web[Deployment]");
  }

  @Test
  void everyPairIsExplainedThatPoliciesCouldJoinWhetherTheyDoOrNot() {
    assertThat(explanations("db", "web")).containsExactly("shop/db[Pod] => shop/web[Deployment]");
    assertThat(explanations("web", "10.0.0.0/8"))
        .containsExactly("shop/web[Deployment] => 10.0.0.0/8");
    assertThat(explanations("db", null)).contains("shop/db[Pod] => 0.0.0.0/0").hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"web, shop/web", "1.2.3.4, 5.6.7.8"})
  void withinOnePartyAndBetweenAddressesIsNothingToExplain(String from, String to) {
    assertThatThrownBy(() -> explanations(from, to))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "between %s and %s is nothing to explain; name two workloads, or a workload and an"
                    .formatted(from, to)
                + " address");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wep | | --from: no workload here is called \"wep\"; did you mean web?",
        "nobody | wep | --from: no workload here is called \"nobody\"; write an address such as"
            + " 10.0.0.0/8, or one of shop/db[Pod], shop/web[Deployment]",
        "web | dv | --to: no workload here is called \"dv\"; did you mean db?",
      })
  void aNameThatMeansNobodyIsToldWithThoseThatMeanSomebody(String from, String to, String message) {
    assertThatThrownBy(() -> connections(from, to))
        .isInstanceOf(UserError.class)
        .hasMessage(message);
    assertThatThrownBy(() -> explanations(from, to)).hasMessage(message);
  }

  @Test
  void whereNothingRunsOnlyAddressesCanBeAskedAbout() {
    ConnectivityQuestion question = asked("web", null);
    Connectivity empty = question.in(new ClusterObjects(List.of(), List.of()));
    assertThatThrownBy(() -> question.connections(empty))
        .hasMessageEndingWith("there are none, so ask about an address such as 10.0.0.0/8");
  }
}
