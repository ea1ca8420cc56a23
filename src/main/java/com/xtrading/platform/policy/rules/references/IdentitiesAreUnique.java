package com.xtrading.platform.policy.rules.references;

import com.xtrading.platform.declaration.LabelKeys;
import com.xtrading.platform.declaration.NativeFile;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.ManifestId;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.objects.Scalars.Scalar;
import com.xtrading.platform.objects.TreePath;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Findings;
import com.xtrading.platform.policy.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An object exists once, and an environment speaks of itself only. */
public final class IdentitiesAreUnique implements Rule {

  /** Where an Application deploys to: the name of a cluster, and a namespace in it. */
  private static final List<String> DESTINATION = List.of("name", "namespace");

  private static final String CHANGE = "take the name from the record of this environment";

  @Override
  public String statement() {
    return "No two files are the same object, the environment label names this environment, and no"
        + " host, namespace or bucket of another environment appears: a copied line must not make"
        + " staging write into production.";
  }

  @Override
  public String remedy() {
    return "Take names from the environment record; render each object in one component only.";
  }

  @Override
  public String goodExample() {
    return """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: web, namespace: shop, labels: {xtrading.com/environment: production}}
        """;
  }

  @Override
  public String badExample() {
    return """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: web, namespace: shop, labels: {xtrading.com/environment: staging}}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: web, namespace: shop}
        """;
  }

  @Override
  public List<Finding> check(Evidence evidence) {
    Findings findings = new Findings(this);
    Map<ManifestId, Manifest> seen = new HashMap<>();
    ForeignNames foreign = ForeignNames.seenFrom(evidence.environment(), evidence.identities());
    for (Manifest manifest : evidence.manifests()) {
      ManifestId id = manifest.id();
      Manifest first = seen.putIfAbsent(id.withoutVersion(), manifest);
      if (first != null) {
        findings.add(
            manifest,
            "metadata.name",
            "%s and %s are the same object".formatted(first.path(), manifest.path()),
            "render it once");
      }
      Tree label = manifest.at("metadata", "labels", LabelKeys.ENVIRONMENT);
      if (label.exists() && !label.text("").equals(evidence.environment())) {
        findings.add(
            manifest,
            TreePath.key("metadata.labels", LabelKeys.ENVIRONMENT),
            "\"%s\" is not %s".formatted(label.text(""), evidence.environment()),
            "set " + evidence.environment());
      }
      checkNamespaces(manifest, foreign, findings);
      for (Scalar one : evidence.scalars(manifest)) {
        foreign
            .in(one.key(), String.valueOf(one.value()))
            .ifPresent(
                name -> findings.add(manifest, one.place().toString(), problem(name), CHANGE));
      }
    }
    evidence.files().forEach(file -> checkFile(file, foreign, findings));
    return findings.list();
  }

  private static String problem(ForeignNames.Name name) {
    return "\"%s\" belongs to %s".formatted(name.text(), name.environment());
  }

  private static void checkNamespaces(Manifest manifest, ForeignNames foreign, Findings findings) {
    checkNamespace(manifest, "metadata.namespace", manifest.namespace(), foreign, findings);
    if (manifest.is(Kinds.NAMESPACE)) {
      checkNamespace(manifest, "metadata.name", manifest.name(), foreign, findings);
    }
    for (String field : DESTINATION) {
      checkNamespace(
          manifest,
          "spec.destination." + field,
          manifest.at("spec", "destination", field).text(""),
          foreign,
          findings);
    }
    List<Tree> destinations = manifest.at("spec", "destinations").elements().toList();
    for (int i = 0; i < destinations.size(); i++) {
      for (String field : DESTINATION) {
        checkNamespace(
            manifest,
            "spec.destinations[" + i + "]." + field,
            destinations.get(i).at(field).text(""),
            foreign,
            findings);
      }
    }
  }

  private static void checkNamespace(
      Manifest manifest, String path, String name, ForeignNames foreign, Findings findings) {
    foreign.exactly(name).ifPresent(found -> findings.add(manifest, path, problem(found), CHANGE));
  }

  private static void checkFile(NativeFile file, ForeignNames foreign, Findings findings) {
    if (foreign.isEmpty()) {
      return;
    }
    List<String> lines = file.text().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String place = "line " + (i + 1);
      foreign
          .in("", lines.get(i))
          .ifPresent(name -> findings.add(file.path(), place, problem(name), CHANGE));
    }
  }
}
