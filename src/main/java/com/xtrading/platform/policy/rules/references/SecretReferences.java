package com.xtrading.platform.policy.rules.references;

import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.objects.KnownSecrets;
import com.xtrading.platform.objects.ObjectIndex;
import com.xtrading.platform.policy.Findings;

/** How secrets come from Vault: which store an ExternalSecret asks, and what a store needs. */
final class SecretReferences {

  private final ObjectIndex index;
  private final KnownSecrets secrets;
  private final Findings findings;

  SecretReferences(ObjectIndex index, KnownSecrets secrets, Findings findings) {
    this.index = index;
    this.secrets = secrets;
    this.findings = findings;
  }

  void external(Manifest external) {
    Tree store = external.at("spec", "secretStoreRef");
    if (store.exists() && GroupKind.namedBy(store, Kinds.SECRET_STORE).equals(Kinds.SECRET_STORE)) {
      exists(external, Kinds.SECRET_STORE, store.at("name").text(""), "spec.secretStoreRef.name");
    }
  }

  void store(Manifest store) {
    Tree vault = store.at("spec", "provider", "vault");
    Tree account = vault.at("auth", "kubernetes", "serviceAccountRef", "name");
    if (account.exists()) {
      exists(
          store,
          Kinds.SERVICE_ACCOUNT,
          account.text(""),
          "spec.provider.vault.auth.kubernetes.serviceAccountRef.name");
    }
    Tree authority = vault.at("caProvider");
    if (authority.exists()) {
      authority(store, authority);
    }
  }

  private void authority(Manifest store, Tree authority) {
    String path = "spec.provider.vault.caProvider";
    String name = authority.at("name").text("");
    if (authority.at("type").text("").equals("ConfigMap")) {
      exists(store, Kinds.CONFIG_MAP, name, path + ".name");
    } else if (!secrets.has(store.namespace(), name)) {
      missing(store, Kinds.SECRET, name, path + ".name");
    } else if (!secrets.hasKey(store.namespace(), name, authority.at("key").text(""))) {
      findings.add(
          store,
          path + ".key",
          "the Secret \"%s\" has no key \"%s\"".formatted(name, authority.at("key").text("")),
          "use one of its keys");
    }
  }

  private void exists(Manifest from, GroupKind kind, String name, String path) {
    if (!index.has(kind, from.namespace(), name)) {
      missing(from, kind, name, path);
    }
  }

  private void missing(Manifest from, GroupKind kind, String name, String path) {
    findings.add(
        from,
        path,
        index.refer(kind, from.namespace(), name).absent(),
        "render it, or correct the name");
  }
}
