package com.xtrading.platform.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrading.platform.declaration.Rights.Power;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.policy.Examples;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenderedRightsTest {

  private static final String RBAC = "apiVersion: rbac.authorization.k8s.io/v1\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | secrets | get | | READS_SECRETS",
        "'' | secrets | create | |",
        "'' | secrets | get | one |",
        "'*' | '*' | get | | READS_SECRETS OPENS_SHELLS",
        "'*' | '*/scale' | '*' | |",
        "'' | '*/exec' | create | | OPENS_SHELLS",
        "'' | pods | create | | RUNS_PODS",
        "'' | pods | patch | | CHANGES_PODS",
        "'' | pods | patch | one | CHANGES_PODS",
        "'' | pods/status | patch | |",
        "'' | pods | delete | |",
        "apps | pods | create | |",
        "apps | '*' | patch | | RUNS_PODS",
        "batch | jobs | create | | RUNS_PODS",
        "'' | nodes/proxy | get | | OPENS_SHELLS",
        "'' | serviceaccounts/token | create | | TAKES_TOKENS",
        "'' | serviceaccounts | impersonate | | TAKES_TOKENS",
        "rbac.authorization.k8s.io | rolebindings | create | | GIVES_RIGHTS",
        "rbac.authorization.k8s.io | clusterroles | bind | one | GIVES_RIGHTS",
        "admissionregistration.k8s.io | validatingwebhookconfigurations | update | one | CHANGES_ADMISSION",
        "'*' | '*' | '*' | | READS_SECRETS RUNS_PODS CHANGES_PODS OPENS_SHELLS TAKES_TOKENS GIVES_RIGHTS"
            + " CHANGES_ADMISSION",
      })
  void rulesAreReadAsTheApiServerReadsThem(
      String group, String resource, String verb, String name, String powers) {
    String role =
        RBAC
            + """
            kind: ClusterRole
            metadata: {name: some}
            rules:
              - {apiGroups: ['%s'], resources: ['%s'], verbs: ['%s'], resourceNames: [%s]}
            """
                .formatted(group == null ? "" : group, resource, verb, name == null ? "" : name);
    Set<Power> expected =
        powers == null
            ? Set.of()
            : Arrays.stream(powers.split(" ")).map(Power::valueOf).collect(Collectors.toSet());
    assertThat(RenderedRights.powers(objects(role).get(0))).isEqualTo(new TreeSet<>(expected));
  }

  @Test
  void aClusterRoleCountsWhereItIsBoundAndWhatIsEverywhereOnce() {
    String role =
        RBAC
            + "kind: ClusterRole\nmetadata: {name: reader}\n"
            + "rules: [{apiGroups: [''], resources: [secrets], verbs: [list]}]\n";
    String here = binding("RoleBinding", "here", "reader");
    assertThat(RenderedRights.of(objects(role, here)))
        .isEqualTo(Map.of("here", Set.of(Power.READS_SECRETS)));
    assertThat(RenderedRights.of(objects(role, here, binding("ClusterRoleBinding", "", "reader"))))
        .isEqualTo(Map.of(RenderedRights.EVERYWHERE, Set.of(Power.READS_SECRETS)));
    assertThat(RenderedRights.of(objects(role))).as("bound by nobody").isEmpty();
  }

  @Test
  void aRoleThatNobodyKnowsIsNotTakenForHarmless() {
    assertThat(RenderedRights.of(objects(binding("RoleBinding", "a", "system:auth-delegator"))))
        .isEmpty();
    assertThatThrownBy(() -> RenderedRights.of(objects(binding("RoleBinding", "a", "admin"))))
        .hasMessage("some binds admin, which is not known");
  }

  private static String binding(String kind, String namespace, String role) {
    return RBAC
        + "kind: %s\nmetadata: {name: some, namespace: '%s'}\nroleRef: {kind: ClusterRole, name: '%s'}\n"
            .formatted(kind, namespace, role);
  }

  private static List<Manifest> objects(String... texts) {
    return Examples.rendered(texts).manifests();
  }
}
