package com.xtrading.platform.report;

import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.Seal;
import com.xtrading.platform.environment.Vault;

/**
 * The part of the README about a Vault of the environment's own: what a person does once, since
 * whoever initialises a Vault holds its keys, and no program should.
 */
final class OwnVault {

  private static final String TOKEN =
      """

      It opens with a key of another Vault. Its administrators make a token for that: periodic, without a parent, allowed to
      update `%1$s/encrypt/%2$s` and `%1$s/decrypt/%2$s`, and nothing else. The file of the token has no line break:

      ```sh
      kubectl create secret generic vault-seal --namespace vault --from-file=token=<file>
      ```
      """;

  private static final String SETUP =
      """

      It waits until a person has initialised it; then it opens by itself, and everything that waits for secrets goes on:

      ```sh
      kubectl exec --namespace vault --stdin --tty vault-0 -- sh
      export VAULT_ADDR=https://vault-0.vault-internal.vault.svc.cluster.local:8200
      export VAULT_CACERT=/vault/userconfig/vault-tls/ca.crt
      vault operator init -recovery-shares=5 -recovery-threshold=3
      ```

      Five people keep one recovery key each. With the root token, in the same shell:

      ```sh
      vault login
      vault audit enable file file_path=stdout
      vault secrets enable -path=%1$s -version=2 kv
      vault auth enable -path=%2$s kubernetes
      vault write auth/%2$s/config kubernetes_host=https://kubernetes.default.svc
      vault operator raft autopilot set-config -cleanup-dead-servers=true -dead-server-last-contact-threshold=24h -min-quorum=%3$d
      ```

      Then the policies and roles below, the secrets above, a way in for administrators that ends with their employment
      (OIDC), and at last `vault token revoke -self`. Clients inside find it at
      `https://vault.vault.svc.cluster.local:8200`; administrators come with `kubectl port-forward` to `service/vault-active`.
      """;

  /** The text, or none where Vault is outside. */
  static String text(Environment environment) {
    Vault vault = environment.vault();
    if (!(vault.place() instanceof Vault.Own own)) {
      return "";
    }
    StringBuilder text =
        new StringBuilder("\n## Vault\n\nRuns in the cluster, in namespace vault.\n");
    if (own.seal().kind() instanceof Seal.Transit transit) {
      text.append(TOKEN.formatted(transit.mount(), transit.key()));
    }
    return text.append(SETUP.formatted(vault.mount(), vault.authMount(), own.nodes())).toString();
  }

  private OwnVault() {}
}
