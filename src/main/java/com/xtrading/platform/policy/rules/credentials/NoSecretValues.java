package com.xtrading.platform.policy.rules.credentials;

import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.objects.Scalars.Scalar;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Findings;
import com.xtrading.platform.policy.Rule;
import java.util.List;
import java.util.Set;

/** No credential is written down; secrets come from Vault when the cluster asks for them. */
public final class NoSecretValues implements Rule {

  private static final String CHANGE = "declare a secret need and refer to its key";
  // Its list of files and their hashes would read as random text.
  private static final String INVENTORY = "inventory.json";
  // In these objects, secretKey is the name of a key.
  private static final Set<GroupKind> NAMING_KEYS =
      Set.of(
          Kinds.EXTERNAL_SECRET,
          Kinds.CLUSTER_EXTERNAL_SECRET,
          Kinds.PUSH_SECRET,
          Kinds.SECRET_STORE);

  @Override
  public String statement() {
    return "There is no object of kind Secret and no password, token or key in any manifest or file,"
        + " neither in clear, nor in base64, nor in YAML or JSON inside of it: what is committed"
        + " once can never be taken back.";
  }

  @Override
  public String remedy() {
    return "Declare a secret need; the value stays in Vault and reaches the pod through External"
        + " Secrets. Inside other texts write ${NAME}. What was committed must be replaced.";
  }

  @Override
  public String goodExample() {
    return """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: web, namespace: shop}
        data:
          DATABASE_URL: postgresql://web:${DATABASE_PASSWORD}@postgres:5432/shop
          PASSWORD_FILE: /var/run/secrets/web/password
        """;
  }

  @Override
  public String badExample() {
    return """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: web, namespace: shop}
        data:
          DATABASE_URL: postgresql://web:hunter2@postgres:5432/shop
          REDIS_PASSWORD: hunter2
        """;
  }

  @Override
  public List<Finding> check(Evidence evidence) {
    Findings findings = new Findings(this);
    CredentialSearch search = evidence.texts().of(CredentialSearch.class, CredentialSearch::new);
    evidence
        .manifests()
        .forEach(manifest -> check(manifest, evidence.scalars(manifest), search, findings));
    evidence.files().stream()
        .filter(file -> !file.path().equals(INVENTORY))
        .forEach(
            file ->
                search
                    .inFile(file.path(), file.text())
                    .forEach(
                        found ->
                            findings.add(file.path(), found.place(), found.problem(), CHANGE)));
    return findings.list();
  }

  private static void check(
      Manifest manifest, List<Scalar> scalars, CredentialSearch search, Findings findings) {
    if (manifest.is(Kinds.SECRET)) {
      findings.add(manifest, "kind", "a Secret is written down", "render an ExternalSecret");
    }
    boolean namesKeys = NAMING_KEYS.contains(manifest.groupKind());
    for (Scalar one : scalars) {
      if (!namesKeys || !one.key().equals("secretKey")) {
        search
            .in(one.key(), one.value())
            .forEach(
                found ->
                    findings.add(
                        manifest, found.within(one.place().toString()), found.problem(), CHANGE));
      }
    }
  }
}
