package com.xtrading.platform.policy.rules.credentials;

import com.xtrading.platform.declaration.NativeFile;
import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.objects.NestedText;
import com.xtrading.platform.objects.Scalars;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Findings;
import com.xtrading.platform.policy.Rule;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** No credential is written down; secrets come from Vault when the cluster asks for them. */
public final class NoSecretValues implements Rule {

  private static final String CHANGE = "declare a secret need and refer to its key";
  private static final Pattern PUBLIC_BEGIN =
      Pattern.compile(".*-----BEGIN (CERTIFICATE|PUBLIC KEY|X509 CRL)-----");
  private static final Pattern PUBLIC_LINE =
      Pattern.compile("[\\s#/*\"'|-]*[A-Za-z0-9+/]{0,76}={0,2}[\\s\"',\\\\n]*");
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
    evidence.manifests().forEach(manifest -> checkManifest(manifest, findings));
    evidence.files().stream()
        .filter(file -> !file.path().equals(INVENTORY))
        .forEach(file -> checkFile(file, findings));
    return findings.list();
  }

  private static void checkManifest(Manifest manifest, Findings findings) {
    if (manifest.is(Kinds.SECRET)) {
      findings.add(manifest, "kind", "a Secret is written down", "render an ExternalSecret");
    }
    Scalars.visit(
        manifest.tree(),
        (path, key, value) -> {
          if (!key.equals("secretKey") || !NAMING_KEYS.contains(manifest.groupKind())) {
            checkScalar(manifest.id().toString(), path, key, value, findings);
          }
        });
  }

  private static void checkFile(NativeFile file, Findings findings) {
    int before = findings.count();
    checkLines(file.path(), "", file.text(), findings);
    if (findings.count() == before && file.path().matches(".*\\.(ya?ml|json)")) {
      checkNested(file.path(), "", file.path(), file.text(), findings);
    }
  }

  private static void checkScalar(
      String object, String path, String key, Object value, Findings findings) {
    if (value instanceof Boolean) {
      return;
    }
    String text = value.toString();
    int before = findings.count();
    if (text.indexOf('\n') >= 0) {
      checkLines(object, path, text, findings);
    } else {
      problemOf(key, text).ifPresent(problem -> findings.add(object, path, problem, CHANGE));
    }
    if (findings.count() == before) {
      checkNested(object, path + " ", key, text, findings);
    }
  }

  /** What a text says where it is YAML or JSON itself, and where it is, to any depth. */
  private static void checkNested(
      String object, String path, String name, String text, Findings findings) {
    for (Object document : NestedText.documents(name, text)) {
      Scalars.visit(
          document, (inner, key, value) -> checkScalar(object, path + inner, key, value, findings));
    }
  }

  private static Optional<String> problemOf(String key, String text) {
    if (CredentialName.isOne(key)
        && LiteralValue.isLiteral(text)
        && !LiteralValue.isCount(key, text)
        && !CredentialName.isReference(key, text)) {
      return Optional.of("%s is given as %s".formatted(key, LiteralValue.masked(text)));
    }
    if (key.equalsIgnoreCase("auth") && LoginText.isUserAndPassword(text)) {
      return Optional.of("a login in base64 " + LiteralValue.masked(text));
    }
    return CredentialText.problemOf(text, key);
  }

  private static void checkLines(String object, String path, String text, Findings findings) {
    List<String> lines = text.lines().toList();
    boolean publicBlock = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (PUBLIC_BEGIN.matcher(line).matches()) {
        publicBlock = true;
        continue;
      }
      // Whoever forgets the end of a certificate hides nothing behind it.
      publicBlock = publicBlock && PUBLIC_LINE.matcher(line).matches();
      if (publicBlock) {
        continue;
      }
      String place = (path.isEmpty() ? "" : path + " ") + "line " + (i + 1);
      CredentialText.problemOf(line)
          .ifPresent(problem -> findings.add(object, place, problem, CHANGE));
    }
  }
}
