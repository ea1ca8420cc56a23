package com.xtrading.platform.policy.rules;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.LabelSelector;
import com.xtrading.platform.policy.PodSpecs;
import com.xtrading.platform.policy.PodTemplate;
import com.xtrading.platform.policy.Rendered;
import com.xtrading.platform.policy.Rule;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everything can be found by label, and no selector stands on a label that changes. */
public final class LabelsAreComplete implements Rule {

  private static final String NAME = "app.kubernetes.io/name";
  private static final List<String> REQUIRED =
      List.of(
          NAME,
          "app.kubernetes.io/part-of",
          "app.kubernetes.io/managed-by",
          "xtrading.com/environment");
  private static final Set<String> CHANGING =
      Set.of("app.kubernetes.io/version", "version", "helm.sh/chart", "xtrading.com/environment");
  private static final Set<String> SELECTING =
      Set.of("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet");

  @Override
  public String statement() {
    return "Every namespaced object carries app.kubernetes.io/name, part-of, managed-by and"
        + " xtrading.com/environment; pods carry the name. The selector of a workload matches its"
        + " own pods and names neither version nor environment, because it can never be changed.";
  }

  @Override
  public String remedy() {
    return "Take labels and selectors from the component instead of writing them by hand.";
  }

  @Override
  public String goodExample() {
    return """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
          namespace: shop
          labels:
            app.kubernetes.io/name: web
            app.kubernetes.io/part-of: shop
            app.kubernetes.io/managed-by: platform
            xtrading.com/environment: production
        spec:
          selector: {matchLabels: {app.kubernetes.io/name: web}}
          template:
            metadata: {labels: {app.kubernetes.io/name: web}}
        """;
  }

  @Override
  public String badExample() {
    return """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: shop, labels: {app.kubernetes.io/name: web}}
        spec:
          selector: {matchLabels: {app.kubernetes.io/version: "1.4.2"}}
          template:
            metadata: {labels: {app: web}}
        """;
  }

  @Override
  public List<Finding> check(Rendered rendered) {
    Findings findings = new Findings(this);
    for (Manifest manifest : rendered.manifests()) {
      if (manifest.path().startsWith("manifests/") && !manifest.namespace().isEmpty()) {
        checkObject(manifest, findings);
      }
      PodSpecs.of(manifest).ifPresent(pod -> checkPod(pod, findings));
    }
    return findings.list();
  }

  private static void checkObject(Manifest manifest, Findings findings) {
    Tree labels = manifest.at("metadata", "labels");
    List<String> missing =
        REQUIRED.stream().filter(label -> labels.at(label).text("").isEmpty()).toList();
    if (!missing.isEmpty()) {
      findings.add(
          manifest,
          "metadata.labels",
          "lacks " + String.join(", ", missing),
          "add the labels of the component");
    }
  }

  private static void checkPod(PodTemplate pod, Findings findings) {
    Manifest owner = pod.owner();
    String labelsPath = pod.path().isEmpty() ? "metadata.labels" : pod.path() + ".metadata.labels";
    if (pod.tree().at("metadata", "labels").at(NAME).text("").isEmpty()
        && !(owner.kind().equals("Pod") && owner.path().startsWith("manifests/"))) {
      findings.add(owner, labelsPath, "lacks " + NAME, "add the label to the pods");
    }
    if (!SELECTING.contains(owner.kind())) {
      return;
    }
    LabelSelector selector = new LabelSelector(owner.at("spec", "selector"));
    for (String key : selector.keys().stream().sorted().toList()) {
      if (CHANGING.contains(key)) {
        findings.add(
            owner,
            TreePath.key("spec.selector.matchLabels", key),
            "selects by %s, and a selector can never be changed".formatted(key),
            "select by app.kubernetes.io/name and instance only");
      }
    }
    Map<String, Object> labels = pod.labels();
    if (selector.keys().isEmpty() || !selector.matches(labels)) {
      findings.add(
          owner,
          "spec.selector",
          "%s does not match the labels %s of its own pods"
              .formatted(selector.tree().map(), labels),
          "repeat the labels of the selector at " + labelsPath);
    }
  }
}
