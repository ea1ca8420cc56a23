package com.xtrading.platform.policy.rules.change;

import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.ManifestId;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Findings;
import com.xtrading.platform.policy.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Objects that are there keep what cannot be changed, or not without losing data. */
public final class WhatIsFixedStays implements Rule {

  /** How a field is bound to what it was. */
  private enum Bond {
    /** Refused by the API server or an operator once it is there. */
    SAME,
    /** Refused when it is taken away. */
    PRESENT,
    /** A smaller number is refused, or loses data. */
    NOT_LESS
  }

  /**
   * One field.
   *
   * @param group of the kind; empty for the core group
   * @param path keys from the top of the object
   * @param why who objects, and how
   */
  private record Fixed(String group, String kind, List<String> path, Bond bond, String why) {
    GroupKind groupKind() {
      return new GroupKind(group, kind);
    }
  }

  private static final String IMMUTABLE = "Kubernetes refuses to change it";
  private static final String BROKER = "rabbitmq.com";
  private static final String BROKER_IMMUTABLE =
      "RabbitMQ's topology operator refuses to change it";
  private static final String POSTGRES = "postgresql.cnpg.io";
  private static final String POSTGRES_IMMUTABLE = "CloudNativePG refuses to change it";

  private static final List<Fixed> FIXED =
      List.of(
          same("storage.k8s.io", "StorageClass", IMMUTABLE, "provisioner"),
          same("storage.k8s.io", "StorageClass", IMMUTABLE, "parameters"),
          same("storage.k8s.io", "StorageClass", IMMUTABLE, "mountOptions"),
          same("storage.k8s.io", "StorageClass", IMMUTABLE, "reclaimPolicy"),
          same("storage.k8s.io", "StorageClass", IMMUTABLE, "volumeBindingMode"),
          same("apps", "Deployment", IMMUTABLE, "spec", "selector"),
          same("apps", "DaemonSet", IMMUTABLE, "spec", "selector"),
          same("apps", "StatefulSet", IMMUTABLE, "spec", "selector"),
          same("apps", "StatefulSet", IMMUTABLE, "spec", "serviceName"),
          same("apps", "StatefulSet", IMMUTABLE, "spec", "podManagementPolicy"),
          same("apps", "StatefulSet", IMMUTABLE, "spec", "volumeClaimTemplates"),
          same(POSTGRES, "Pooler", POSTGRES_IMMUTABLE, "spec", "cluster"),
          same(POSTGRES, "Database", POSTGRES_IMMUTABLE, "spec", "name"),
          same(POSTGRES, "DatabaseRole", POSTGRES_IMMUTABLE, "spec", "name"),
          new Fixed(
              POSTGRES,
              "Cluster",
              List.of("spec", "walStorage"),
              Bond.PRESENT,
              "CloudNativePG cannot move the write-ahead log back"),
          same(BROKER, "Queue", BROKER_IMMUTABLE, "spec", "type"),
          same(BROKER, "Queue", BROKER_IMMUTABLE, "spec", "arguments"),
          same(BROKER, "Exchange", BROKER_IMMUTABLE, "spec", "type"),
          same(BROKER, "Binding", BROKER_IMMUTABLE, "spec"),
          new Fixed(
              BROKER,
              "RabbitmqCluster",
              List.of("spec", "replicas"),
              Bond.NOT_LESS,
              "the operator of RabbitMQ takes no node away"),
          new Fixed(
              "",
              "ConfigMap",
              List.of("data", "INFLUXDB_RETENTION"),
              Bond.NOT_LESS,
              "the next sync would delete measurements"));

  /** Kinds of objects whose fields are fixed. */
  public static final Set<GroupKind> KINDS =
      FIXED.stream().map(Fixed::groupKind).collect(Collectors.toSet());

  private static Fixed same(String group, String kind, String why, String... path) {
    return new Fixed(group, kind, List.of(path), Bond.SAME, why);
  }

  @Override
  public String statement() {
    return "Fields of delivered objects that Kubernetes or an operator refuses to change are as they"
        + " were, and neither nodes of a broker nor days of a retention become fewer: a sync would"
        + " stop in the middle, or data would go.";
  }

  @Override
  public String remedy() {
    return "Write the former value. Where the change is meant, make a new object beside the old one,"
        + " or waive this until the day on which a person has made the change by hand.";
  }

  @Override
  public String goodExample() {
    return storageClass("Retain", "true");
  }

  @Override
  public String badExample() {
    return storageClass("Delete", "true");
  }

  /** The class of the examples, which kept its volumes and could not grow them before. */
  public static String storageClass(String reclaim, String grows) {
    return """
        apiVersion: storage.k8s.io/v1
        kind: StorageClass
        metadata: {name: fast}
        provisioner: example.org/driver
        reclaimPolicy: %s
        allowVolumeExpansion: %s
        """
        .formatted(reclaim, grows);
  }

  @Override
  public boolean isAboutAChange() {
    return true;
  }

  @Override
  public List<Finding> check(Evidence evidence) {
    Findings findings = new Findings(this);
    Map<ManifestId, Manifest> before = new HashMap<>();
    evidence
        .delivered()
        .manifests()
        .forEach(object -> before.put(object.id().withoutVersion(), object));
    for (Manifest now : evidence.manifests()) {
      Manifest then = before.get(now.id().withoutVersion());
      if (then != null) {
        FIXED.stream()
            .filter(fixed -> now.is(fixed.groupKind()))
            .forEach(fixed -> compare(fixed, then, now, findings));
      }
    }
    return findings.list();
  }

  private static void compare(Fixed fixed, Manifest then, Manifest now, Findings findings) {
    Tree former = at(then, fixed.path());
    Tree value = at(now, fixed.path());
    boolean broken =
        switch (fixed.bond()) {
          case SAME -> !text(former.node().orElse(null)).equals(text(value.node().orElse(null)));
          case PRESENT -> former.exists() && !value.exists();
          case NOT_LESS -> former.exists() && number(value) < number(former);
        };
    if (broken) {
      boolean plain = isScalar(former) && isScalar(value);
      findings.add(
          now,
          String.join(".", fixed.path()),
          plain
              ? "is %s and was %s: %s".formatted(shown(value), shown(former), fixed.why())
              : "is not what it was: " + fixed.why(),
          plain
              ? "write %s again".formatted(shown(former))
              : "write what it was (git diff dist/ shows it)");
    }
  }

  private static boolean isScalar(Tree value) {
    return value.map().isEmpty() && value.elements().findAny().isEmpty();
  }

  /** The same text for trees that say the same, read from a file or made in Java. */
  private static String text(Object node) {
    if (node instanceof Map<?, ?> map) {
      Map<String, String> sorted = new TreeMap<>();
      map.forEach((key, value) -> sorted.put(key.toString(), text(value)));
      return sorted.toString();
    }
    return node instanceof List<?> list
        ? list.stream().map(WhatIsFixedStays::text).toList().toString()
        : Objects.toString(node);
  }

  private static Tree at(Manifest manifest, List<String> path) {
    Tree place = Tree.of(manifest.tree());
    for (String key : path) {
      place = place.at(key);
    }
    return place;
  }

  /** The number at the beginning of {@code 3} and {@code 30d}; nothing is as little as can be. */
  private static long number(Tree value) {
    String digits = value.text("").replaceFirst("\\D.*", "");
    return digits.isEmpty() ? Long.MIN_VALUE : Long.parseLong(digits);
  }

  private static String shown(Tree value) {
    return value.node().map(Object::toString).orElse("left out");
  }
}
