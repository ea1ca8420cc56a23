package com.xtrading.platform.projection;

import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Cluster of CloudNativePG, with what all that is made of it has in common. */
record PostgresResource(Manifest cluster) {

  static final String INSTANCE_ROLE = "cnpg.io/instanceRole";

  private static final String DEFAULT_IMAGE =
      "ghcr.io/cloudnative-pg/postgresql:18.4-system-trixie";
  private static final Pattern MAJOR = Pattern.compile(":(\\d+)");

  String name() {
    return cluster.name();
  }

  Tree spec() {
    return Tree.of(cluster.tree()).at("spec");
  }

  String image() {
    return spec().at("imageName").text(DEFAULT_IMAGE);
  }

  /** The account of its pods. */
  String account() {
    return spec().at("serviceAccountName").text(name());
  }

  /** Labels of what runs, and of what leads to it. */
  Fields labels() {
    Fields labels = CloudNativePg.labels(name(), "database");
    Matcher major = MAJOR.matcher(image());
    if (major.find()) {
      labels.with("app.kubernetes.io/version", major.group(1));
    }
    return labels;
  }

  /** Labels of what is made beside. */
  Fields owned() {
    return CloudNativePg.managed().with(CloudNativePg.CLUSTER_LABEL, name());
  }

  /** Inherited labels come last and win. */
  Map<String, Object> inherited(Map<String, Object> labels) {
    labels.putAll(spec().at("inheritedMetadata", "labels").map());
    return labels;
  }

  /** Until the operator moves it, the first instance is the primary. */
  Fields role(String instance) {
    String role = instance.equals(name() + "-1") ? "primary" : "replica";
    return Fields.of(INSTANCE_ROLE, role).with("role", role);
  }
}
