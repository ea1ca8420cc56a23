package com.xtrading.platform.policy.rules.change;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Findings;
import com.xtrading.platform.policy.Rule;
import com.xtrading.platform.projection.FixedField;
import java.util.List;
import java.util.Map;

/** A field that never changes holds something or is left out. */
public final class FixedFieldsAreNotEmpty implements Rule {

  @Override
  public String statement() {
    return "A field that cannot be changed is no empty map and no empty list: the API server stores"
        + " such a one as left out, takes the same text for a change when it comes again"
        + " (StorageClass parameters, up to Kubernetes 1.35), and refuses every sync but the first.";
  }

  @Override
  public String remedy() {
    return "Leave the field out.";
  }

  @Override
  public String goodExample() {
    return storageClass("");
  }

  @Override
  public String badExample() {
    return storageClass("parameters: {}\n");
  }

  private static String storageClass(String more) {
    return """
        apiVersion: storage.k8s.io/v1
        kind: StorageClass
        metadata: {name: local}
        provisioner: example.org/driver
        """
        + more;
  }

  @Override
  public List<Finding> check(Evidence evidence) {
    Findings findings = new Findings(this);
    for (Manifest object : evidence.manifests()) {
      for (FixedField fixed : WhatIsFixedStays.fixedOf(object.groupKind())) {
        Tree value = Tree.of(object.tree()).at(fixed.keys());
        if (value.node().filter(FixedFieldsAreNotEmpty::isEmpty).isPresent()) {
          findings.add(
              object, fixed.path(), "is empty, and cannot be changed later", "leave it out");
        }
      }
    }
    return findings.list();
  }

  static boolean isEmpty(Object value) {
    return value instanceof Map<?, ?> map && map.isEmpty()
        || value instanceof List<?> list && list.isEmpty();
  }
}
