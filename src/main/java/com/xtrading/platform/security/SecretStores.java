package com.xtrading.platform.security;

import com.xtrading.platform.component.Component;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.Rendering;
import com.xtrading.platform.component.Wave;
import com.xtrading.platform.declaration.SecretNeed;
import com.xtrading.platform.environment.Vault;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.kubernetes.Access;
import com.xtrading.platform.kubernetes.Scope;
import com.xtrading.platform.manifest.Fields;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The way from Vault into each namespace that has secrets: a SecretStore with a service account and
 * a Vault role of the namespace's own, so that no namespace can read the secrets of another.
 */
public final class SecretStores extends Component {

  private static final String ACCOUNT = "vault-reader";

  public SecretStores(Platform platform) {
    super(platform, "secret-stores", platform.namespace(Zone.APPLICATION), Wave.SECRETS);
  }

  @Override
  protected void render(Rendering rendering) {
    SortedSet<String> namespaces =
        rendering.topology().secrets().stream()
            .map(SecretNeed::namespace)
            .collect(Collectors.toCollection(TreeSet::new));
    for (String namespace : namespaces) {
      Scope scope = rendering.scope().in(namespace);
      Access.serviceAccount(scope, ACCOUNT);
      secretStore(scope, namespace);
    }
  }

  private void secretStore(Scope scope, String namespace) {
    Vault vault = environment().vault();
    scope.custom(
        "external-secrets.io/v1",
        "SecretStore",
        SecretNeed.STORE,
        Fields.of(
            "provider",
            Fields.of(
                "vault",
                Fields.of("server", vault.server().toString())
                    .with("path", vault.mount().toString())
                    .with("version", "v2")
                    .with(
                        "auth",
                        Fields.of(
                            "kubernetes",
                            Fields.of("mountPath", vault.authMount().toString())
                                .with("role", namespace)
                                .with("serviceAccountRef", Fields.of("name", ACCOUNT)))))));
  }
}
