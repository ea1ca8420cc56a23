package com.xtrading.platform.policy.rules.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.policy.Examples;
import com.xtrading.platform.policy.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BucketsArePrivateTest {

  private final BucketsArePrivate rule = new BucketsArePrivate();

  private List<String> pathsWith(String old, String replacement) {
    assertThat(rule.goodExample()).contains(old);
    return rule.check(Examples.rendered(rule.goodExample().replace(old, replacement))).stream()
        .map(Finding::path)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"Retain\"|\"Delete\"|.DeletionPolicy",
        "aws:kms|none|.Properties.BucketEncryption",
        "\"IgnorePublicAcls\": true|\"IgnorePublicAcls\": false"
            + "|.Properties.PublicAccessBlockConfiguration.IgnorePublicAcls",
        "\"Enabled\"|\"Suspended\"|.Properties.VersioningConfiguration.Status",
        "BucketOwnerEnforced|ObjectWriter|.Properties.OwnershipControls",
        "\"Deny\"|\"Allow\"|''",
        "\"s3:*\"|\"s3:GetObject\"|''",
        "{\"AWS\": \"*\"}|{\"AWS\": \"123\"}|''",
        "{\"Ref\": \"Backups\"}|{\"Ref\": \"Others\"}|''",
        "\"aws:SecureTransport\": \"false\"|\"aws:SecureTransport\": \"true\"|''",
      })
  void eachProtectionIsAskedFor(String old, String replacement, String path) {
    assertThat(pathsWith(old, replacement)).containsExactly("Resources.Backups" + path);
  }

  @Test
  void otherWaysToSayTheSameAreAccepted() {
    assertThat(pathsWith("aws:kms", "AES256")).isEmpty();
    assertThat(pathsWith("{\"AWS\": \"*\"}", "\"*\"")).isEmpty();
    assertThat(pathsWith("\"s3:*\"", "[\"s3:*\"]")).isEmpty();
    assertThat(pathsWith("\"false\"", "false")).isEmpty();
  }

  @Test
  void aBareBucketHasEveryFinding() {
    assertThat(rule.check(Examples.rendered(rule.badExample()))).hasSize(9);
  }

  @Test
  void aTemplateThatIsNoJsonIsFoundAndOtherFilesAreNotRead() {
    assertThat(rule.check(Examples.file("aws/backup.template.json", "Resources: {}\n"))).hasSize(1);
    assertThat(rule.check(Examples.file("config/backup.json", rule.badExample()))).isEmpty();
  }
}
