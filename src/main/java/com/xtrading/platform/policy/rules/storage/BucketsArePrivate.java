package com.xtrading.platform.policy.rules.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.xtrading.platform.declaration.NativeFile;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Findings;
import com.xtrading.platform.policy.Rule;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Buckets in CloudFormation templates are encrypted, versioned, kept, and closed to the world. */
public final class BucketsArePrivate implements Rule {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> ENCRYPTION = Set.of("aws:kms", "aws:kms:dsse", "AES256");
  private static final List<String> BLOCKS =
      List.of("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets");

  @Override
  public String statement() {
    return "Every bucket is encrypted, versioned, owned by the account, outlives its stack, lets"
        + " nobody in from outside and refuses requests without TLS: it holds the backups.";
  }

  @Override
  public String remedy() {
    return "Use the bucket of the backup package, which sets all of these.";
  }

  @Override
  public List<Finding> check(Evidence evidence) {
    Findings findings = new Findings(this);
    evidence.files().stream()
        .filter(file -> file.path().endsWith(".template.json"))
        .forEach(file -> check(file, findings));
    return findings.list();
  }

  private static void check(NativeFile file, Findings findings) {
    Tree resources;
    try {
      resources = Tree.of(JSON.readValue(file.text(), Map.class)).at("Resources");
    } catch (JsonProcessingException e) {
      findings.add(
          file.path(), "", "is not JSON: " + e.getOriginalMessage(), "write a JSON template");
      return;
    }
    for (Map.Entry<String, Object> entry : resources.map().entrySet()) {
      Tree bucket = Tree.of(entry.getValue());
      if (bucket.at("Type").text("").equals("AWS::S3::Bucket")) {
        new Bucket(file, entry.getKey(), bucket, findings).check(resources);
      }
    }
  }

  private record Bucket(NativeFile file, String id, Tree tree, Findings findings) {

    void check(Tree resources) {
      Tree properties = tree.at("Properties");
      require(
          tree.at("DeletionPolicy").text("").equals("Retain"),
          "DeletionPolicy",
          "the bucket goes with its stack",
          "set Retain");
      require(
          properties
              .at("BucketEncryption", "ServerSideEncryptionConfiguration")
              .elements()
              .anyMatch(
                  rule ->
                      ENCRYPTION.contains(
                          rule.at("ServerSideEncryptionByDefault", "SSEAlgorithm").text(""))),
          "Properties.BucketEncryption",
          "objects are not encrypted with aws:kms or AES256",
          "set a default encryption");
      for (String block : BLOCKS) {
        Tree value = properties.at("PublicAccessBlockConfiguration", block);
        require(
            value.text("").equals("true"),
            "Properties.PublicAccessBlockConfiguration." + block,
            "is \"%s\"".formatted(value.text("")),
            "set true");
      }
      require(
          properties.at("VersioningConfiguration", "Status").text("").equals("Enabled"),
          "Properties.VersioningConfiguration.Status",
          "an overwritten object is lost",
          "set Enabled");
      require(
          properties
              .at("OwnershipControls", "Rules")
              .elements()
              .anyMatch(rule -> rule.at("ObjectOwnership").text("").equals("BucketOwnerEnforced")),
          "Properties.OwnershipControls",
          "object ACLs are still in force",
          "set ObjectOwnership: BucketOwnerEnforced");
      require(
          resources.map().values().stream()
              .map(Tree::of)
              .filter(one -> one.at("Type").text("").equals("AWS::S3::BucketPolicy"))
              .map(policy -> policy.at("Properties"))
              .filter(policy -> isOfThisBucket(policy.at("Bucket")))
              .flatMap(policy -> policy.at("PolicyDocument", "Statement").elements())
              .anyMatch(Bucket::deniesPlainHttp),
          "",
          "no bucket policy denies requests without TLS",
          "add a policy that denies s3:* where aws:SecureTransport is false");
    }

    private boolean isOfThisBucket(Tree reference) {
      String name = tree.at("Properties", "BucketName").text("");
      return reference.at("Ref").text("").equals(id)
          || (!name.isEmpty() && reference.text("").equals(name));
    }

    private static boolean deniesPlainHttp(Tree statement) {
      Tree principal = statement.at("Principal");
      Tree action = statement.at("Action");
      return statement.at("Effect").text("").equals("Deny")
          && (principal.text("").equals("*") || principal.at("AWS").text("").equals("*"))
          && (action.text("").equals("s3:*")
              || action.elements().anyMatch(one -> one.text("").equals("s3:*")))
          && statement.at("Condition", "Bool", "aws:SecureTransport").text("").equals("false");
    }

    private void require(boolean holds, String path, String problem, String change) {
      if (!holds) {
        String place = "Resources." + id + (path.isEmpty() ? "" : "." + path);
        findings.add(file.path(), place, problem, change);
      }
    }
  }
}
