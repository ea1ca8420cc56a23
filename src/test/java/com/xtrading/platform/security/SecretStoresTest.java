package com.xtrading.platform.security;

import static com.xtrading.platform.RenderedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.EditedEnvironment;
import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.services.Frontend;
import com.xtrading.platform.synthesis.Synthesized;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecretStoresTest {

  @ParameterizedTest
  @MethodSource("com.xtrading.platform.TestPlatform#each")
  void everyNamespaceWithSecretsHasOneStoreAndNoOtherHasAny(Synthesized rendered) {
    List<String> withSecrets =
        Select.all(rendered, "ExternalSecret").map(Manifest::namespace).distinct().toList();
    assertThat(withSecrets).isNotEmpty();
    assertThat(Select.all(rendered, "SecretStore").map(Manifest::namespace))
        .containsExactlyInAnyOrderElementsOf(withSecrets);
    assertThat(rendered).hasNo("ClusterSecretStore").hasNo("Secret");
  }

  @ParameterizedTest
  @MethodSource("com.xtrading.platform.TestPlatform#each")
  void everyExternalSecretNamesTheStoreOfItsNamespace(Synthesized rendered) {
    for (Manifest secret : Select.all(rendered, "ExternalSecret").toList()) {
      String store = secret.at("spec", "secretStoreRef", "name").text("");
      assertThat(secret.at("spec", "secretStoreRef", "kind").text("")).isEqualTo("SecretStore");
      Select.one(rendered, "SecretStore", secret.namespace(), store);
    }
  }

  @ParameterizedTest
  @MethodSource("com.xtrading.platform.TestPlatform#each")
  void noNamespaceCanReadTheSecretsOfAnother(Synthesized rendered) {
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
    Synthesized rendered =
        TestPlatform.renderOnly(
            EditedEnvironment.sizing(TestPlatform.environment("production"), "frontend"),
            platform -> {
              new Frontend(platform);
              new SecretStores(platform);
            });
    assertThat(rendered).hasNo("SecretStore").hasNo("ServiceAccount", "vault-reader");
  }
}
