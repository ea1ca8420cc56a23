package com.xtrading.platform.security;

import com.xtrading.platform.component.Component;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.Rendering;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.declaration.CertificateNeed;
import com.xtrading.platform.declaration.ReadmeSection.Chapter;
import com.xtrading.platform.declaration.SecretNeed;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.document.Section;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.Vault;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.kubernetes.RbacObjects;
import com.xtrading.platform.kubernetes.Scope;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.JsonWriter;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The way from Vault into each namespace that has secrets: a SecretStore with a service account and
 * a Vault role of the namespace's own, so that no namespace can read the secrets of another.
 */
public final class SecretStores extends Component {

  private static final String ACCOUNT = "vault-reader";

  public SecretStores(Platform platform) {
    super(
        platform,
        Delivery.of(
            "secret-stores",
            platform.namespace(Zone.APPLICATION),
            wave(platform.environment().vault().place())));
    SecretAlerts.all().forEach(this::alert);
  }

  /** A store is healthy once Vault answers, and Argo CD would not go on before. */
  private static SyncWave wave(Vault.Place vault) {
    return vault instanceof Vault.Own ? SyncWave.LATE_ADD_ONS : SyncWave.SECRETS;
  }

  /** Our own Vault proves itself with a certificate of the platform's authority. */
  @Override
  protected List<CertificateNeed> certificates(List<SecretNeed> secrets) {
    return environment().vault().place() instanceof Vault.Own
        ? secrets.stream()
            .map(SecretNeed::namespace)
            .distinct()
            .map(CertificateNeed::trust)
            .toList()
        : List.of();
  }

  @Override
  protected void render(Rendering rendering) {
    rendering.readme(Chapter.SECRETS, contents(rendering.topology()));
    SortedMap<String, SortedSet<String>> paths = new TreeMap<>();
    for (SecretNeed need : rendering.topology().secrets()) {
      paths.computeIfAbsent(need.namespace(), unused -> new TreeSet<>()).add(need.vaultPath());
    }
    paths.forEach(
        (namespace, readable) -> {
          Scope scope = rendering.scope().in(namespace);
          RbacObjects.serviceAccount(scope, ACCOUNT);
          secretStore(scope, namespace);
          rendering.file("config/vault/%s.hcl".formatted(namespace), policy(readable));
          rendering.file(
              "config/vault/%s.json".formatted(namespace), JsonWriter.write(role(namespace)));
        });
  }

  /** A Vault of our own is told about by itself, and how it is set up comes before access to it. */
  private Section contents(Topology topology) {
    Section contents = VaultContents.section(environment(), topology);
    return environment().vault().place() instanceof Vault.Own
        ? contents
        : contents.with(VaultContents.access(environment(), topology));
  }

  /**
   * What a namespace may read: its entries and no list of them. The engine keeps values of version
   * 2 below {@code data}.
   */
  private String policy(SortedSet<String> paths) {
    StringBuilder text = new StringBuilder();
    for (String path : paths) {
      text.append(
          "path \"%s/data/%s\" {\n  capabilities = [\"read\"]\n}\n"
              .formatted(environment().vault().mount(), path));
    }
    return text.toString();
  }

  /**
   * Who may log in as the namespace: the one service account, for a quarter of an hour. Vault's
   * default policy stays, by which the operator gives its token back.
   */
  private Map<String, Object> role(String namespace) {
    return Fields.of("bound_service_account_names", List.of(ACCOUNT))
        .with("bound_service_account_namespaces", List.of(namespace))
        .with("token_policies", List.of(policyName(environment(), namespace)))
        .with("token_ttl", "15m")
        .with("token_max_ttl", "15m");
  }

  /** Policies are known in the whole of a Vault, which several environments may share. */
  private static String policyName(Environment environment, String namespace) {
    return "xtrading-%s-%s".formatted(environment.name(), namespace);
  }

  private void secretStore(Scope scope, String namespace) {
    Vault vault = environment().vault();
    Fields provider =
        Fields.of("server", HashiCorpVault.address(vault.place()))
            .with("path", vault.mount().toString())
            .with("version", "v2")
            .with(
                "auth",
                Fields.of(
                    "kubernetes",
                    Fields.of("mountPath", vault.authMount().toString())
                        .with("role", namespace)
                        .with("serviceAccountRef", Fields.of("name", ACCOUNT))));
    if (vault.place() instanceof Vault.Own) {
      provider.put(
          "caProvider",
          Fields.of("type", "Secret")
              .with("name", CertificateNeed.TRUST)
              .with("key", CertificateNeed.AUTHORITY_KEY));
    }
    scope.custom(
        "external-secrets.io/v1",
        "SecretStore",
        SecretNeed.STORE,
        Fields.of("provider", Fields.of("vault", provider)));
  }
}
