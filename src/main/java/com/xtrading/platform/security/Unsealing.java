package com.xtrading.platform.security;

import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.environment.Seal;
import com.xtrading.platform.model.Cidr;
import com.xtrading.platform.model.Port;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How Vault opens itself when it starts.
 *
 * @param stanza what its configuration says
 * @param accountAnnotations by which the cloud gives its service account an identity
 * @param podLabels by which the cloud finds its pods
 * @param endpoints whom it asks
 * @param secret a Kubernetes secret that a person makes by hand, since it cannot come from the
 *     Vault that it opens
 */
record Unsealing(
    String stanza,
    Map<String, String> accountAnnotations,
    Map<String, String> podLabels,
    List<Endpoint> endpoints,
    Optional<String> secret) {

  private static final Port HTTPS = Port.tcp("https", 443);
  private static final String KEY = "the key that opens Vault";
  private static final String IDENTITY = "the identity by which Vault uses its key";

  /**
   * Where pods of GKE get the identity of their service account; the second way is that of
   * Dataplane V2 (GKE, Workload Identity Federation, network policies).
   */
  private static final Cidr GKE_METADATA = new Cidr("169.254.169.252/32");

  private static final Cidr GKE_METADATA_V2 = new Cidr("169.254.169.254/32");

  /** The secret with the token for another Vault, under the key {@code token}. */
  static final String TOKEN = "vault-seal";

  static Unsealing by(Seal.Kind kind) {
    if (kind instanceof Seal.AwsKms aws) {
      return by(aws);
    }
    if (kind instanceof Seal.GcpCloudKms google) {
      return by(google);
    }
    if (kind instanceof Seal.AzureKeyVault azure) {
      return by(azure);
    }
    return by((Seal.Transit) kind);
  }

  private static Unsealing by(Seal.AwsKms aws) {
    Peer.Addresses there = new Peer.Addresses("aws", aws.cidrs());
    return new Unsealing(
        stanza("awskms", ordered("region", aws.region().value(), "kms_key_id", aws.key())),
        Map.of(
            "eks.amazonaws.com/role-arn",
            aws.role(),
            // Else it would ask in another region.
            "eks.amazonaws.com/sts-regional-endpoints",
            "true"),
        Map.of(),
        List.of(
            Endpoint.of(there, "kms.%s.amazonaws.com".formatted(aws.region()), HTTPS, KEY),
            Endpoint.of(there, "sts.%s.amazonaws.com".formatted(aws.region()), HTTPS, IDENTITY)),
        Optional.empty());
  }

  private static Unsealing by(Seal.GcpCloudKms google) {
    return new Unsealing(
        stanza(
            "gcpckms",
            ordered(
                "project", google.project(),
                "region", google.region(),
                "key_ring", google.keyRing(),
                "crypto_key", google.cryptoKey())),
        Map.of("iam.gke.io/gcp-service-account", google.serviceAccount()),
        Map.of(),
        List.of(
            Endpoint.of(
                new Peer.Addresses("google-apis", google.cidrs()),
                "cloudkms.googleapis.com",
                HTTPS,
                KEY),
            Endpoint.of(
                new Peer.Addresses("gke-metadata", List.of(GKE_METADATA)),
                "metadata.google.internal",
                Port.tcp("gke-metadata", 988),
                IDENTITY),
            Endpoint.of(
                new Peer.Addresses("gke-metadata-v2", List.of(GKE_METADATA_V2)),
                "metadata.google.internal",
                Port.tcp("http", 80),
                IDENTITY)),
        Optional.empty());
  }

  private static Unsealing by(Seal.AzureKeyVault azure) {
    Peer.Addresses there = new Peer.Addresses("azure", azure.cidrs());
    return new Unsealing(
        stanza(
            "azurekeyvault",
            ordered(
                "tenant_id", azure.tenant(),
                "vault_name", azure.vault(),
                "key_name", azure.key())),
        Map.of("azure.workload.identity/client-id", azure.client()),
        Map.of("azure.workload.identity/use", "true"),
        List.of(
            Endpoint.of(there, azure.vault() + ".vault.azure.net", HTTPS, KEY),
            Endpoint.of(there, "login.microsoftonline.com", HTTPS, IDENTITY)),
        Optional.empty());
  }

  private static Unsealing by(Seal.Transit transit) {
    return new Unsealing(
        stanza(
            "transit",
            ordered(
                "address", transit.server().value(),
                "token", "file://%s%s/token".formatted(VaultConfiguration.SECRETS, TOKEN),
                "mount_path", transit.mount().value() + "/",
                "key_name", transit.key().value())),
        Map.of(),
        Map.of(),
        List.of(Endpoint.outside("other-vault", transit.cidrs(), transit.server(), KEY)),
        Optional.of(TOKEN));
  }

  private static Map<String, String> ordered(String... pairs) {
    Map<String, String> ordered = new LinkedHashMap<>();
    for (int index = 0; index < pairs.length; index += 2) {
      ordered.put(pairs[index], pairs[index + 1]);
    }
    return ordered;
  }

  private static String stanza(String kind, Map<String, String> settings) {
    StringBuilder text = new StringBuilder("seal \"%s\" {\n".formatted(kind));
    settings.forEach((key, value) -> text.append("  %-10s = \"%s\"\n".formatted(key, value)));
    return text.append("}\n").toString();
  }
}
