package com.xtrading.platform.policy.rules.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.objects.ClusterObjects;
import com.xtrading.platform.objects.Made;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Examples;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Topologies;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RolesAreNarrowTest {

  private final RolesAreNarrow rule = new RolesAreNarrow();

  private List<String> problems(String text) {
    return rule.check(Examples.rendered(text)).stream().map(Finding::problem).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{apiGroups: [''], resources: ['*'], verbs: [get]} | allows everything",
        "{apiGroups: ['*'], resources: [pods], verbs: [get]} | allows everything",
        "{apiGroups: [''], resources: [pods], verbs: ['*']} | allows everything",
        "{nonResourceURLs: ['/metrics/*'], verbs: [get]} | allows everything",
        "{apiGroups: [''], resources: [secrets], verbs: [get]} | reads secrets",
        "{apiGroups: [''], resources: [secrets], verbs: [list], resourceNames: [a]} | reads secrets",
        "{apiGroups: [''], resources: [users], verbs: [impersonate]} | impersonate gives further rights",
        "{apiGroups: [''], resources: [pods/exec], verbs: [create]} | pods/exec is a way into pods or nodes",
        "{apiGroups: [''], resources: [nodes/proxy], verbs: [get]} | nodes/proxy is a way into pods or nodes",
        "{apiGroups: [apps], resources: [deployments], verbs: [patch]} | whoever changes deployments can mount every secret of the namespace",
        "{apiGroups: [rbac.authorization.k8s.io], resources: [roles], verbs: [update]} | changes rbac.authorization.k8s.io, which gives rights",
      })
  void whatAllowsTooMuchIsFound(String allowed, String problem) {
    String role =
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: reader}
        rules: [%s]
        """
            .formatted(allowed);
    assertThat(problems(role)).containsExactly(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{apiGroups: [''], resources: [pods, configmaps], verbs: [get, list, watch]}",
        "{apiGroups: [''], resources: [pods], verbs: [delete]}",
        "{apiGroups: [''], resources: [pods/eviction], verbs: [create]}",
        "{apiGroups: [coordination.k8s.io], resources: [leases], verbs: [create, update]}",
        "{apiGroups: [rbac.authorization.k8s.io], resources: [roles], verbs: [get]}",
      })
  void whatSomebodyNeedsIsFine(String allowed) {
    assertThat(
            problems(
                """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata: {name: reader, namespace: shop}
                rules: [%s]
                """
                    .formatted(allowed)))
        .isEmpty();
  }

  private static String binding(String role, String subject) {
    return """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: some, namespace: shop}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: %s}
        subjects: [%s]
        """
        .formatted(role, subject);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cluster-admin | {kind: Group, name: 'oidc:a'} | allows everything",
        "view | {kind: Group, name: 'system:authenticated'} | binds everybody (system:authenticated)",
        "view | {kind: Group, name: 'system:serviceaccounts:shop'} | binds everybody (system:serviceaccounts:shop)",
        "admin | {kind: ServiceAccount, name: web} | lets a program do what people may in an emergency",
        "edit | {kind: ServiceAccount, name: web} | lets a program do what people may in an emergency",
      })
  void whoIsBoundTooWidelyIsFound(String role, String subject, String problem) {
    assertThat(problems(binding(role, subject))).containsExactly(problem);
  }

  @Test
  void peopleMayBeBoundToAdmin() {
    assertThat(problems(binding("admin", "{kind: Group, name: 'oidc:a'}"))).isEmpty();
  }

  /** CloudNativePG lets its pods read the secrets of their database, by their names. */
  @Test
  void operatorsMayLetTheirPodsReadSecretsThatTheyName() {
    assertThat(
            problems(
                """
                apiVersion: postgresql.cnpg.io/v1
                kind: Cluster
                metadata: {name: db, namespace: shop}
                spec: {instances: 1}
                """))
        .isEmpty();
    Manifest cluster =
        Examples.rendered(
                "---\n{apiVersion: v1, kind: Thing, metadata: {name: a, namespace: shop}}")
            .manifests()
            .get(0);
    for (String names : List.of("[]", "[a]")) {
      Manifest role =
          Examples.rendered(
                  """
                  apiVersion: rbac.authorization.k8s.io/v1
                  kind: Role
                  metadata: {name: made, namespace: shop}
                  rules: [{apiGroups: [''], resources: [secrets], verbs: [get], resourceNames: %s}]
                  """
                      .formatted(names))
              .manifests()
              .get(0);
      Evidence rendered =
          Examples.evidence(
              Topologies.NOTHING_DECLARED,
              new ClusterObjects(
                  List.of(cluster), List.of(new Made(cluster, Made.Maker.OPERATOR, role))),
              List.of());
      assertThat(new RolesAreNarrow().check(rendered).stream().map(Finding::path))
          .containsExactlyElementsOf(
              names.equals("[]") ? List.of("Role made: rules[0].resources") : List.of());
    }
  }
}
