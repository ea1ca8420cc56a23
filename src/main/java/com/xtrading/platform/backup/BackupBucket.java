package com.xtrading.platform.backup;

import com.xtrading.platform.component.Component;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.Rendering;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.declaration.BackupNeed;
import com.xtrading.platform.declaration.Deviation;
import com.xtrading.platform.declaration.ReadmeSection.Chapter;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.document.Code;
import com.xtrading.platform.document.Paragraph;
import com.xtrading.platform.document.Section;
import com.xtrading.platform.environment.Backup;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.manifest.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.BootstraplessSynthesizer;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;

/**
 * The S3 bucket that backups go to, as CloudFormation: encrypted with a key of its own, versioned,
 * private, kept when the stack is deleted. Every store gets a policy that lets it write into its
 * own folder only.
 */
public final class BackupBucket extends Component {

  /**
   * Old versions outlive the retention by this, so that a deletion by mistake is noticed in time.
   */
  private static final int NONCURRENT_DAYS = 7;

  private static final String TEMPLATE = "aws/backup.template.json";

  private final Backup backup;

  public BackupBucket(Platform platform) {
    super(
        platform,
        Delivery.of("backup-bucket", platform.namespace(Zone.APPLICATION), SyncWave.BACKUP)
            // Whoever owns the AWS account creates the stack.
            .by(Delivery.By.AWS_STACK));
    backup = environment().backup();
    deviates(
        Deviation.NO_ACCESS_LOG,
        TEMPLATE,
        "access logs go to a second bucket, which only the owner of the AWS account knows");
  }

  @Override
  protected void render(Rendering rendering) {
    rendering.readme(Chapter.BACKUP, backup(environment(), rendering.topology()));
    App app = new App(AppProps.builder().analyticsReporting(false).treeMetadata(false).build());
    Stage stage = Stage.Builder.create(app, environment().name().value()).build();
    Stack stack =
        new Stack(
            stage,
            "backup",
            StackProps.builder()
                .description("Backups of xTrading, " + environment().name())
                .synthesizer(new BootstraplessSynthesizer())
                .build());
    Key key =
        Key.Builder.create(stack, "Key")
            .description("Encrypts the backups of xTrading, " + environment().name())
            .enableKeyRotation(true)
            .removalPolicy(RemovalPolicy.RETAIN)
            .build();
    Bucket bucket = bucket(stack, key);
    for (BackupNeed need : rendering.topology().backups()) {
      writer(stack, bucket, key, need);
    }
    CfnOutput.Builder.create(stack, "BucketName").value(bucket.getBucketName()).build();
    rendering.file(TEMPLATE, JsonWriter.write(template(stage, stack)));
  }

  private Bucket bucket(Stack stack, Key key) {
    return Bucket.Builder.create(stack, "Bucket")
        .bucketName(backup.bucket().value())
        .encryption(BucketEncryption.KMS)
        .encryptionKey(key)
        .bucketKeyEnabled(true)
        .versioned(true)
        .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
        .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
        .enforceSsl(true)
        .minimumTlsVersion(1.2)
        .lifecycleRules(
            List.of(
                LifecycleRule.builder()
                    .id("retention")
                    .expiration(Duration.days(backup.retention().count()))
                    .noncurrentVersionExpiration(Duration.days(NONCURRENT_DAYS))
                    .abortIncompleteMultipartUploadAfter(Duration.days(1))
                    .build()))
        .removalPolicy(RemovalPolicy.RETAIN)
        .build();
  }

  /** Write access to one folder; whoever runs as the store gets this policy attached. */
  private void writer(Stack stack, Bucket bucket, Key key, BackupNeed need) {
    List<PolicyStatement> statements = new ArrayList<>();
    statements.add(
        PolicyStatement.Builder.create()
            .actions(
                List.of(
                    "s3:PutObject", "s3:GetObject", "s3:DeleteObject", "s3:AbortMultipartUpload"))
            .resources(List.of(bucket.arnForObjects(need.prefix() + "*")))
            .build());
    statements.add(
        PolicyStatement.Builder.create()
            .actions(List.of("s3:ListBucket"))
            .resources(List.of(bucket.getBucketArn()))
            .conditions(Map.of("StringLike", Map.of("s3:prefix", List.of(need.prefix() + "*"))))
            .build());
    statements.add(
        PolicyStatement.Builder.create()
            .actions(List.of("kms:GenerateDataKey", "kms:Decrypt"))
            .resources(List.of(key.getKeyArn()))
            .build());
    ManagedPolicy.Builder.create(stack, "Writer-" + need.store())
        .managedPolicyName("xtrading-%s-backup-%s".formatted(environment().name(), need.store()))
        .description("Lets %s write its backups".formatted(need.store()))
        .statements(statements)
        .build();
  }

  /**
   * A stage is synthesized without the validator that {@code App.synth()} spends a second in; a
   * test runs that one.
   */
  private static Object template(Stage stage, Stack stack) {
    return stage.synth().getStackByName(stack.getStackName()).getTemplate();
  }

  private static Section backup(Environment environment, Topology topology) {
    return Section.of(
        "Backup",
        new Paragraph(
            "Bucket %s in %s, where files are kept for %d days. Nothing writes into it yet. Folders: %s. Whoever owns the AWS account creates it:"
                .formatted(
                    environment.backup().bucket(),
                    environment.backup().region(),
                    environment.backup().retention().count(),
                    topology.backups().stream()
                        .map(BackupNeed::prefix)
                        .collect(Collectors.joining(", ")))),
        new Code(
            "sh",
            """
            aws cloudformation deploy --region %1$s --stack-name xtrading-%2$s-backup \\
              --capabilities CAPABILITY_NAMED_IAM --template-file dist/%2$s/aws/backup.template.json
            """
                .formatted(environment.backup().region(), environment.name())));
  }
}
