package com.xtrading.platform.environment;

import com.xtrading.platform.environment.Backup.Region;
import com.xtrading.platform.model.Cidr;
import com.xtrading.platform.model.HttpsUrl;
import com.xtrading.platform.model.InvalidValue;
import com.xtrading.platform.model.KubernetesName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What opens a Vault when it starts, so that no person has to: a key that never leaves the service
 * which holds it. Called as in Vault's own configuration; exactly one of them.
 */
public record Seal(
    @Describe("A key of AWS KMS.") Optional<AwsKms> awskms,
    @Describe("A key of Google Cloud KMS.") Optional<GcpCloudKms> gcpckms,
    @Describe("A key of Azure Key Vault.") Optional<AzureKeyVault> azurekeyvault,
    @Describe("A key of the transit engine of another Vault.") Optional<Transit> transit) {

  /** The one that is given. */
  public sealed interface Kind permits AwsKms, GcpCloudKms, AzureKeyVault, Transit {}

  /** A key of AWS KMS, used with the role of the service account; no credential is kept. */
  public record AwsKms(
      @Describe("AWS region of the key.") Region region,
      @Describe("Id, ARN or alias of the key.") String key,
      @Describe("ARN of the IAM role that the service account takes.") String role,
      @Describe("Address ranges of KMS and STS in that region.") List<Cidr> cidrs)
      implements Kind {

    public AwsKms {
      require(
          "key",
          key,
          "[0-9a-f-]{36}|mrk-[0-9a-f]{32}|(arn:aws[a-z-]*:kms:[a-z0-9-]+:\\d{12}:)?(key|alias)/[\\w/-]+",
          "the id, ARN or alias/… of a key");
      require("role", role, "arn:aws[a-z-]*:iam::\\d{12}:role/[\\w+=,.@/-]+", "the ARN of a role");
    }
  }

  /** A key of Google Cloud KMS, used with the identity of the service account. */
  public record GcpCloudKms(
      @Describe("Project of the key.") String project,
      @Describe("Location of the key ring, such as europe-west1.") String region,
      @Describe("Key ring.") String keyRing,
      @Describe("Key.") String cryptoKey,
      @Describe("Google service account that the service account acts as.") String serviceAccount,
      @Describe("Address ranges of the Google APIs.") List<Cidr> cidrs)
      implements Kind {

    public GcpCloudKms {
      require("project", project, "[a-z][a-z0-9-]{4,28}[a-z0-9]", "the id of a project");
      require("region", region, "[a-z]+(-[a-z]+\\d+)?", "a location such as europe-west1");
      require("keyRing", keyRing, "[A-Za-z0-9_-]{1,63}", "the name of a key ring");
      require("cryptoKey", cryptoKey, "[A-Za-z0-9_-]{1,63}", "the name of a key");
      require(
          "serviceAccount",
          serviceAccount,
          "[a-z][a-z0-9-]+@[a-z][a-z0-9-]+\\.iam\\.gserviceaccount\\.com",
          "name@project.iam.gserviceaccount.com");
    }
  }

  /** A key of Azure Key Vault, used with the identity of the service account. */
  public record AzureKeyVault(
      @Describe("Tenant of the key vault.") String tenant,
      @Describe("Name of the key vault.") String vault,
      @Describe("Name of the key.") String key,
      @Describe("Client id of the managed identity.") String client,
      @Describe("Address ranges of the key vault and of Microsoft's logins.") List<Cidr> cidrs)
      implements Kind {

    private static final String ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    public AzureKeyVault {
      require("tenant", tenant, ID, "the id of a tenant");
      require("vault", vault, "[A-Za-z][A-Za-z0-9-]{1,22}[A-Za-z0-9]", "the name of a key vault");
      require("key", key, "[A-Za-z0-9-]{1,127}", "the name of a key");
      require("client", client, ID, "the client id of an identity");
    }
  }

  /** A key of another Vault, used with a token that a person hands over once. */
  public record Transit(
      @Describe("Address of the other Vault.") HttpsUrl server,
      @Describe("Address ranges behind that address.") List<Cidr> cidrs,
      @Describe("Mount of its transit engine.") KubernetesName mount,
      @Describe("Name of the key.") KubernetesName key)
      implements Kind {}

  public Seal {
    long given =
        Stream.of(awskms, gcpckms, azurekeyvault, transit).filter(Optional::isPresent).count();
    if (given != 1) {
      throw new InvalidValue(
          "%d seals are given".formatted(given),
          "exactly one of awskms, gcpckms, azurekeyvault and transit",
          given == 0 ? "add one of them" : "keep one of them");
    }
  }

  /** The one that is given. */
  public Kind kind() {
    return Stream.<Optional<? extends Kind>>of(awskms, gcpckms, azurekeyvault, transit)
        .<Kind>flatMap(Optional::stream)
        .findFirst()
        .orElseThrow();
  }

  private static void require(String key, String value, String pattern, String allowed) {
    if (!value.matches(pattern)) {
      throw new InvalidValue(
          "%s \"%s\" has the wrong form".formatted(key, value),
          allowed,
          "copy it from where it was made");
    }
  }
}
