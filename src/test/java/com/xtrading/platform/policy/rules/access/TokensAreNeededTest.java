package com.xtrading.platform.policy.rules.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.policy.Examples;
import com.xtrading.platform.policy.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TokensAreNeededTest {

  private static final String FOUND = "has a token that no role is bound to";

  private static List<String> problems(String... texts) {
    return new TokensAreNeeded()
        .check(Examples.rendered("---\n" + String.join("\n---\n", texts))).stream()
            .map(Finding::problem)
            .toList();
  }

  private static String pod(String token) {
    return """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec: {serviceAccountName: web, %s containers: [{name: web}]}
        """
        .formatted(token);
  }

  private static String account(String token) {
    return "{apiVersion: v1, kind: ServiceAccount, metadata: {name: web, namespace: shop}, %s}"
        .formatted(token);
  }

  private static String binding(String subject) {
    return """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: some, namespace: shop}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
        subjects: [%s]
        """
        .formatted(subject);
  }

  @Test
  void aTokenIsForWhoIsBoundToARole() {
    String pod = pod("automountServiceAccountToken: true,");
    assertThat(problems(pod)).containsExactly(FOUND);
    assertThat(problems(pod, binding("{kind: ServiceAccount, name: web}"))).isEmpty();
    assertThat(problems(pod, binding("{kind: ServiceAccount, name: web, namespace: other}")))
        .containsExactly(FOUND);
    assertThat(problems(pod, binding("{kind: User, name: web}"))).containsExactly(FOUND);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | '' | 1",
        "'' | automountServiceAccountToken: false | 0",
        "'' | automountServiceAccountToken: true | 1",
        "automountServiceAccountToken: true, | automountServiceAccountToken: false | 1",
        "automountServiceAccountToken: false, | automountServiceAccountToken: true | 0",
      })
  void itIsMountedUnlessPodOrAccountSayNo(String pod, String account, int found) {
    assertThat(problems(pod(pod), account(account))).hasSize(found);
  }

  @Test
  void podsOfOperatorsAreJudgedByTheRolesThatTheirOperatorsMake() {
    assertThat(
            problems(
                "{apiVersion: postgresql.cnpg.io/v1, kind: Cluster, metadata: {name: db, namespace:"
                    + " shop}, spec: {instances: 2}}",
                "{apiVersion: rabbitmq.com/v1beta1, kind: RabbitmqCluster, metadata: {name: mq,"
                    + " namespace: shop}, spec: {replicas: 3}}"))
        .isEmpty();
    String prometheus =
        "{apiVersion: monitoring.coreos.com/v1, kind: Prometheus, metadata: {name: main, namespace:"
            + " shop}, spec: {serviceAccountName: web%s}}";
    assertThat(problems(prometheus.formatted(""), account("automountServiceAccountToken: false")))
        .containsExactly(FOUND);
    assertThat(problems(prometheus.formatted(", automountServiceAccountToken: false"))).isEmpty();
    String redis =
        "{apiVersion: redis.redis.opstreelabs.in/v1beta2, kind: RedisCluster, metadata: {name: r,"
            + " namespace: shop}, spec: {clusterSize: 3, serviceAccountName: web}}";
    assertThat(problems(redis)).containsExactly(FOUND, FOUND);
    assertThat(problems(redis, account("automountServiceAccountToken: false"))).isEmpty();
  }
}
