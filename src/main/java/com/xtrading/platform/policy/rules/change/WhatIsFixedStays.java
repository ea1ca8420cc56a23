package com.xtrading.platform.policy.rules.change;

import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.ManifestId;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Findings;
import com.xtrading.platform.policy.Rule;
import com.xtrading.platform.projection.FixedField;
import com.xtrading.platform.projection.OperatedKind;
import com.xtrading.platform.projection.OperatedKinds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Objects that are there keep what cannot be changed, or not without losing data. */
public final class WhatIsFixedStays implements Rule {

  private static final String IMMUTABLE = "Kubernetes refuses to change it";

  /** What Kubernetes keeps fixed, and what loses data by a config map of ours. */
  private static final Map<GroupKind, List<FixedField>> FIXED =
      Map.of(
          Kinds.STORAGE_CLASS,
          immutable(
              "provisioner", "parameters", "mountOptions", "reclaimPolicy", "volumeBindingMode"),
          Kinds.DEPLOYMENT,
          immutable("spec.selector"),
          Kinds.DAEMON_SET,
          immutable("spec.selector"),
          Kinds.STATEFUL_SET,
          immutable(
              "spec.selector",
              "spec.serviceName",
              "spec.podManagementPolicy",
              "spec.volumeClaimTemplates"),
          Kinds.CONFIG_MAP,
          List.of(
              new FixedField(
                  "data.INFLUXDB_RETENTION",
                  FixedField.Bond.NOT_LESS,
                  "the next sync would delete measurements")));

  /** Kinds of objects whose fields are fixed, by Kubernetes or by their operators. */
  public static final Set<GroupKind> KINDS =
      Stream.concat(
              FIXED.keySet().stream(),
              OperatedKinds.all().stream()
                  .filter(operated -> !operated.fixed().isEmpty())
                  .map(OperatedKind::kind))
          .collect(Collectors.toUnmodifiableSet());

  private static List<FixedField> immutable(String... paths) {
    return Stream.of(paths).map(path -> FixedField.same(path, IMMUTABLE)).toList();
  }

  /** The fields of objects of a kind that are bound to what they were. */
  static List<FixedField> fixedOf(GroupKind kind) {
    return OperatedKinds.of(kind)
        .map(OperatedKind::fixed)
        .orElseGet(() -> FIXED.getOrDefault(kind, List.of()));
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
        fixedOf(now.groupKind()).forEach(fixed -> compare(fixed, then, now, findings));
      }
    }
    return findings.list();
  }

  private static void compare(FixedField fixed, Manifest then, Manifest now, Findings findings) {
    Tree former = Tree.of(then.tree()).at(fixed.keys());
    Tree value = Tree.of(now.tree()).at(fixed.keys());
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
          fixed.path(),
          plain
              ? "is %s and was %s: %s".formatted(shown(value), shown(former), fixed.reason())
              : "is not what it was: " + fixed.reason(),
          plain
              ? "write %s again".formatted(shown(former))
              : "write what it was (git diff dist/ shows it)");
    }
  }

  private static boolean isScalar(Tree value) {
    return value.map().isEmpty() && value.elements().findAny().isEmpty();
  }

  /**
   * The same text for trees that say the same, read from a file or made in Java. The API server
   * stores what is empty as left out.
   */
  private static String text(Object node) {
    if (FixedFieldsAreNotEmpty.isEmpty(node)) {
      return text(null);
    }
    if (node instanceof Map<?, ?> map) {
      Map<String, String> sorted = new TreeMap<>();
      map.forEach((key, value) -> sorted.put(key.toString(), text(value)));
      return sorted.toString();
    }
    return node instanceof List<?> list
        ? list.stream().map(WhatIsFixedStays::text).toList().toString()
        : Objects.toString(node);
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
