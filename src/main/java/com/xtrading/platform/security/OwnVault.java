package com.xtrading.platform.security;

import com.xtrading.platform.document.Block;
import com.xtrading.platform.document.Code;
import com.xtrading.platform.document.Paragraph;
import com.xtrading.platform.document.Section;
import com.xtrading.platform.environment.Seal;
import com.xtrading.platform.environment.Vault;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of the README about a Vault of the environment's own: what a person does once, since
 * whoever initialises a Vault holds its keys, and no program should.
 */
final class OwnVault {

  static Section section(Vault vault, Vault.Own own) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Paragraph("Runs in the cluster, in namespace vault."));
    if (own.seal().kind() instanceof Seal.Transit transit) {
      blocks.addAll(token(transit));
    }
    blocks.addAll(setup(vault, own));
    return new Section("Vault", blocks);
  }

  private static List<Block> token(Seal.Transit transit) {
    return List.of(
        new Paragraph(
            """
            It opens with a key of another Vault. Its administrators make a token for that: periodic, without a parent, allowed to
            update `%1$s/encrypt/%2$s` and `%1$s/decrypt/%2$s`, and nothing else. The file of the token has no line break:
            """
                .formatted(transit.mount(), transit.key())),
        new Code(
            "sh",
            "kubectl create secret generic vault-seal --namespace vault --from-file=token=<file>"));
  }

  private static List<Block> setup(Vault vault, Vault.Own own) {
    return List.of(
        new Paragraph(
            "It waits until a person has initialised it; then it opens by itself, and everything that waits for secrets goes on:"),
        new Code(
            "sh",
            """
            kubectl exec --namespace vault --stdin --tty vault-0 -- sh
            export VAULT_ADDR=https://vault-0.vault-internal.vault.svc.cluster.local:8200
            export VAULT_CACERT=/vault/userconfig/vault-tls/ca.crt
            vault operator init -recovery-shares=5 -recovery-threshold=3
            """),
        new Paragraph(
            "Five people keep one recovery key each. With the root token, in the same shell:"),
        new Code(
            "sh",
            """
            vault login
            vault audit enable file file_path=stdout
            vault secrets enable -path=%1$s -version=2 kv
            vault auth enable -path=%2$s kubernetes
            vault write auth/%2$s/config kubernetes_host=https://kubernetes.default.svc
            vault operator raft autopilot set-config -cleanup-dead-servers=true -dead-server-last-contact-threshold=24h -min-quorum=%3$d
            """
                .formatted(vault.mount(), vault.authMount(), own.nodes())),
        new Paragraph(
            """
            Then the policies and roles below, the secrets above, a way in for administrators that ends with their employment
            (OIDC), and at last `vault token revoke -self`. Clients inside find it at
            `https://vault.vault.svc.cluster.local:8200`; administrators come with `kubectl port-forward` to `service/vault-active`.
            """));
  }

  private OwnVault() {}
}
