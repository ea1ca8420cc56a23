package com.xtrading.platform.security;

import static com.xtrading.platform.RenderedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.EditedEnvironment;
import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.services.Frontend;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecretStoresTest {

  @ParameterizedTest
  @MethodSource("com.xtrading.platform.TestPlatform#each")
  void everyNamespaceWithSecretsHasOneStoreAndNoOtherHasAny(JudgedEnvironment rendered) {
    List<String> withSecrets =
        Select.all(rendered, "ExternalSecret").map(Manifest::namespace).distinct().toList();
    assertThat(withSecrets).isNotEmpty();
    assertThat(Select.all(rendered, "SecretStore").map(Manifest::namespace))
        .containsExactlyInAnyOrderElementsOf(withSecrets);
    assertThat(rendered).hasNo("ClusterSecretStore").hasNo("Secret");
  }

  @ParameterizedTest
  @MethodSource("com.xtrading.platform.TestPlatform#each")
  void everyExternalSecretNamesTheStoreOfItsNamespace(JudgedEnvironment rendered) {
    for (Manifest secret : Select.all(rendered, "ExternalSecret").toList()) {
      String store = secret.at("spec", "secretStoreRef", "name").text("");
      assertThat(secret.at("spec", "secretStoreRef", "kind").text("")).isEqualTo("SecretStore");
      Select.one(rendered, "SecretStore", secret.namespace(), store);
    }
  }

  @ParameterizedTest
  @MethodSource("com.xtrading.platform.TestPlatform#each")
  void noNamespaceCanReadTheSecretsOfAnother(JudgedEnvironment rendered) {
    for (Manifest store : Select.all(rendered, "SecretStore").toList()) {
      String login = "spec.provider.vault.auth.kubernetes";
      assertThat(Select.at(store, login + ".role").text("")).isEqualTo(store.namespace());
      assertThat(Select.at(store, login + ".serviceAccountRef").map())
          .containsOnly(Map.entry("name", "vault-reader"));
      assertThat(rendered)
          .has("ServiceAccount", store.namespace(), "vault-reader")
          .at("automountServiceAccountToken")
          .is(false);
    }
  }

  @ParameterizedTest
  @MethodSource("com.xtrading.platform.TestPlatform#each")
  void aNamespaceMayReadWhatItsSecretsAskForAndNothingElse(JudgedEnvironment rendered) {
    SortedMap<String, SortedSet<String>> asked = new TreeMap<>();
    Select.all(rendered, "ExternalSecret")
        .forEach(
            secret ->
                secret
                    .at("spec", "data")
                    .elements()
                    .map(data -> data.at("remoteRef", "key").text(""))
                    .forEach(
                        key ->
                            asked
                                .computeIfAbsent(secret.namespace(), unused -> new TreeSet<>())
                                .add("path \"kv/data/%s\" {".formatted(key))));
    SortedMap<String, SortedSet<String>> allowed = new TreeMap<>();
    rendered.files().stream()
        .filter(file -> file.path().matches("config/vault/.*\\.hcl"))
        .forEach(
            file -> {
              assertThat(file.text().lines().filter(line -> line.contains("capabilities")))
                  .allMatch(line -> line.equals("  capabilities = [\"read\"]"));
              allowed.put(
                  file.path().replaceAll(".*/|\\.hcl", ""),
                  file.text()
                      .lines()
                      .filter(line -> line.startsWith("path "))
                      .collect(Collectors.toCollection(TreeSet::new)));
            });
    assertThat(allowed).isEqualTo(asked);
  }

  @ParameterizedTest
  @MethodSource("com.xtrading.platform.TestPlatform#each")
  void aRoleIsThatOfOneServiceAccountWithOnePolicyOfTheEnvironment(JudgedEnvironment rendered) {
    for (Manifest store : Select.all(rendered, "SecretStore").toList()) {
      Tree role =
          Select.parse(Select.file(rendered, "config/vault/%s.json".formatted(store.namespace())));
      assertThat(role.at("bound_service_account_names").elements().map(name -> name.text("")))
          .containsExactly("vault-reader");
      assertThat(role.at("bound_service_account_namespaces").elements().map(name -> name.text("")))
          .containsExactly(store.namespace());
      assertThat(role.at("token_policies").elements().map(name -> name.text("")))
          .containsExactly(
              "xtrading-%s-%s".formatted(rendered.environment().name(), store.namespace()));
    }
  }

  @Test
  void readsTheVaultOfTheEnvironment() {
    assertThat(TestPlatform.sample("production"))
        .has("SecretStore", "pytrading-prod", "vault")
        .at("spec.provider.vault.server")
        .is("https://vault.xtrading.com:8200")
        .at("spec.provider.vault.path")
        .is("kv")
        .at("spec.provider.vault.version")
        .is("v2")
        .at("spec.provider.vault.auth.kubernetes.mountPath")
        .is("kubernetes-production");
  }

  @Test
  void drawsNothingWhereNobodyNeedsASecret() {
    JudgedEnvironment rendered =
        TestPlatform.renderOnly(
            EditedEnvironment.sizing(TestPlatform.environment("production"), "frontend"),
            platform -> {
              new Frontend(platform);
              new SecretStores(platform);
            });
    assertThat(rendered).hasNo("SecretStore").hasNo("ServiceAccount", "vault-reader");
  }
}
