package com.xtrading.platform.policy;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the pod templates of all workload kinds. */
public final class PodSpecs {

  private static final String TEMPLATE = "spec.template";

  private static final Map<String, String> PATHS =
      Map.of(
          "Pod", "",
          "PodTemplate", "template",
          "Deployment", TEMPLATE,
          "StatefulSet", TEMPLATE,
          "DaemonSet", TEMPLATE,
          "ReplicaSet", TEMPLATE,
          "ReplicationController", TEMPLATE,
          "Job", TEMPLATE,
          "CronJob", "spec.jobTemplate.spec.template",
          "ScaledJob", "spec.jobTargetRef.template");

  private PodSpecs() {}

  /** The pods that an object makes; nothing for an object that makes none by itself. */
  public static Optional<PodTemplate> of(Manifest manifest) {
    String path = PATHS.get(manifest.kind());
    if (path == null) {
      return Optional.empty();
    }
    Tree tree = Tree.of(manifest.tree());
    if (!path.isEmpty()) {
      for (String key : path.split("\\.")) {
        tree = tree.at(key);
      }
    }
    return Optional.of(new PodTemplate(manifest, path, tree));
  }

  /** Every pod template, in the order of the manifests. */
  public static Stream<PodTemplate> in(Rendered rendered) {
    return rendered.manifests().stream().flatMap(manifest -> of(manifest).stream());
  }
}
