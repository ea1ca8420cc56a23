package com.xtrading.platform.policy.rules.storage;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.objects.VolumeClaims.Claim;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Findings;
import com.xtrading.platform.policy.Rule;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** No store keeps its files on a file server. */
public final class DatabasesAreOnBlockStorage implements Rule {

  @Override
  public String statement() {
    return "Every claim names a storage class of the environment, and a claim of one writer is never"
        + " on NFS: file servers may answer before they have written, and locks do not survive"
        + " them, so that a database loses what it has confirmed.";
  }

  @Override
  public String remedy() {
    return "Take a class of block devices (cluster.storage.block); NFS is for files that pods share.";
  }

  @Override
  public List<Finding> check(Evidence evidence) {
    Findings findings = new Findings(this);
    Map<String, String> provisioners =
        evidence
            .objects()
            .ofKind(Kinds.STORAGE_CLASS)
            .collect(
                Collectors.toMap(
                    Manifest::name,
                    storageClass -> storageClass.at("provisioner").text(""),
                    (first, second) -> first));
    for (Claim claim : evidence.claims()) {
      String provisioner = provisioners.get(claim.storageClass());
      if (provisioner == null) {
        findings.add(
            claim.source(),
            claim.path(),
            "asks for the storage class \"%s\", which this environment does not have"
                .formatted(claim.storageClass()),
            provisioners.isEmpty()
                ? "draw the storage class"
                : "use one of "
                    + provisioners.keySet().stream().sorted().collect(Collectors.joining(", ")));
      } else if (provisioner.contains("nfs") && !claim.shared()) {
        findings.add(
            claim.source(),
            claim.path(),
            "keeps the files of a single writer on \"%s\", made by %s"
                .formatted(claim.storageClass(), provisioner),
            "take a class of block devices");
      }
    }
    return findings.list();
  }
}
