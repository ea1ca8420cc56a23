package com.xtrading.platform.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.EditedEnvironment;
import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.declaration.BackupNeed;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BackupBucketTest {

  private static final String EACH = "com.xtrading.platform.TestPlatform#each";

  @ParameterizedTest
  @MethodSource(EACH)
  void isPrivateEncryptedAndVersioned(JudgedEnvironment rendered) {
    Tree bucket = only(rendered, "AWS::S3::Bucket").at("Properties");
    assertThat(bucket.at("BucketName").text(""))
        .isEqualTo(rendered.environment().backup().bucket().value());
    assertThat(bucket.at("PublicAccessBlockConfiguration").map())
        .isEqualTo(
            Map.of(
                "BlockPublicAcls", true,
                "BlockPublicPolicy", true,
                "IgnorePublicAcls", true,
                "RestrictPublicBuckets", true));
    Tree encryption =
        Select.at(
            bucket,
            "BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault");
    assertThat(encryption.at("SSEAlgorithm").text("")).isEqualTo("aws:kms");
    assertThat(encryption.at("KMSMasterKeyID", "Fn::GetAtt").elements().findFirst())
        .hasValueSatisfying(key -> assertThat(resources(rendered)).containsKey(key.text("")));
    assertThat(bucket.at("VersioningConfiguration", "Status").text("")).isEqualTo("Enabled");
    assertThat(Select.at(bucket, "OwnershipControls.Rules.0.ObjectOwnership").text(""))
        .isEqualTo("BucketOwnerEnforced");
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void outlivesItsStackAndSoDoesItsKey(JudgedEnvironment rendered) {
    for (String type : List.of("AWS::S3::Bucket", "AWS::KMS::Key")) {
      Tree resource = only(rendered, type);
      assertThat(resource.at("DeletionPolicy").text("")).isEqualTo("Retain");
      assertThat(resource.at("UpdateReplacePolicy").text("")).isEqualTo("Retain");
    }
    assertThat(only(rendered, "AWS::KMS::Key").at("Properties", "EnableKeyRotation").isTrue())
        .isTrue();
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void refusesEveryoneWithoutTls(JudgedEnvironment rendered) {
    List<Tree> statements = statements(only(rendered, "AWS::S3::BucketPolicy")).toList();
    assertThat(statements)
        .allSatisfy(
            statement -> {
              assertThat(statement.at("Effect").text("")).isEqualTo("Deny");
              assertThat(statement.at("Action").text("")).isEqualTo("s3:*");
              assertThat(statement.at("Principal", "AWS").text("")).isEqualTo("*");
            })
        .extracting(statement -> statement.at("Condition").map().toString())
        .containsExactlyInAnyOrder(
            "{Bool={aws:SecureTransport=false}}", "{NumericLessThan={s3:TlsVersion=1.2}}");
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void keepsBackupsForTheDaysOfTheEnvironment(JudgedEnvironment rendered) {
    Tree rule =
        Select.at(only(rendered, "AWS::S3::Bucket"), "Properties.LifecycleConfiguration.Rules.0");
    assertThat(rule.at("Status").text("")).isEqualTo("Enabled");
    assertThat(rule.at("ExpirationInDays").number(0))
        .isEqualTo(rendered.environment().backup().retention().count());
    assertThat(rule.at("NoncurrentVersionExpiration", "NoncurrentDays").number(0)).isEqualTo(7);
    assertThat(rule.at("AbortIncompleteMultipartUpload", "DaysAfterInitiation").number(0))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void everyStoreWritesIntoItsOwnFolderOnly(JudgedEnvironment rendered) {
    List<BackupNeed> needs = rendered.topology().backups();
    List<Tree> writers = ofType(rendered, "AWS::IAM::ManagedPolicy");
    assertThat(writers).hasSameSizeAs(needs).isNotEmpty();
    for (BackupNeed need : needs) {
      Tree writer =
          writers.stream()
              .filter(
                  policy ->
                      policy
                          .at("Properties", "ManagedPolicyName")
                          .text("")
                          .endsWith("-backup-" + need.store()))
              .findFirst()
              .orElseThrow();
      Tree objects = statements(writer).findFirst().orElseThrow();
      assertThat(
              Select.at(objects, "Resource", "Fn::Join")
                  .elements()
                  .skip(1)
                  .findFirst()
                  .orElseThrow()
                  .elements())
          .last()
          .extracting(end -> end.text(""))
          .isEqualTo("/" + need.prefix() + "*");
      assertThat(statements(writer).flatMap(BackupBucketTest::actions))
          .containsExactlyInAnyOrder(
              "s3:PutObject",
              "s3:GetObject",
              "s3:DeleteObject",
              "s3:AbortMultipartUpload",
              "s3:ListBucket",
              "kms:GenerateDataKey",
              "kms:Decrypt");
      assertThat(statements(writer).map(statement -> statement.at("Condition").map().toString()))
          .containsExactly("{}", "{StringLike={s3:prefix=[%s*]}}".formatted(need.prefix()), "{}");
    }
  }

  @Test
  void givesNobodyAccessWhereNothingIsStored() {
    JudgedEnvironment rendered =
        TestPlatform.renderOnly(
            EditedEnvironment.sizing(TestPlatform.environment("production")), BackupBucket::new);
    assertThat(ofType(rendered, "AWS::IAM::ManagedPolicy")).isEmpty();
    assertThat(ofType(rendered, "AWS::S3::Bucket")).hasSize(1);
  }

  static String template(JudgedEnvironment rendered) {
    return Select.file(rendered, "aws/backup.template.json");
  }

  private static Map<String, Object> resources(JudgedEnvironment rendered) {
    return Select.parse(template(rendered)).at("Resources").map();
  }

  private static List<Tree> ofType(JudgedEnvironment rendered, String type) {
    return resources(rendered).values().stream()
        .map(Tree::of)
        .filter(resource -> resource.at("Type").text("").equals(type))
        .toList();
  }

  private static Tree only(JudgedEnvironment rendered, String type) {
    assertThat(ofType(rendered, type)).as(type).hasSize(1);
    return ofType(rendered, type).get(0);
  }

  private static Stream<Tree> statements(Tree policy) {
    return policy.at("Properties", "PolicyDocument", "Statement").elements();
  }

  private static Stream<String> actions(Tree statement) {
    Tree action = statement.at("Action");
    return action.text("").isEmpty()
        ? action.elements().map(one -> one.text(""))
        : Stream.of(action.text(""));
  }
}
