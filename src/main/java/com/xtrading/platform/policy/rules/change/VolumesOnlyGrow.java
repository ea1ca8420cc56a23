package com.xtrading.platform.policy.rules.change;

import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.objects.ClusterObjects;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.objects.Quantity;
import com.xtrading.platform.objects.VolumeClaims;
import com.xtrading.platform.objects.VolumeClaims.Claim;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Findings;
import com.xtrading.platform.policy.Rule;
import com.xtrading.platform.projection.OperatedKind;
import com.xtrading.platform.projection.OperatedKinds;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A volume that is there keeps its storage class and never shrinks. */
public final class VolumesOnlyGrow implements Rule {

  /** Kinds of objects by which volumes are asked for, ours and those that operators know. */
  public static final Set<GroupKind> KINDS =
      Stream.concat(
              Stream.of(Kinds.PERSISTENT_VOLUME_CLAIM, Kinds.STATEFUL_SET, Kinds.STORAGE_CLASS),
              OperatedKinds.all().stream().filter(OperatedKind::hasVolumes).map(OperatedKind::kind))
          .collect(Collectors.toUnmodifiableSet());

  private record Name(String namespace, String claim) {}

  private static Name nameOf(Claim claim) {
    return new Name(claim.namespace(), claim.name());
  }

  @Override
  public String statement() {
    return "A claim that is delivered already keeps its storage class and asks for as much as before"
        + " or more; for more only where its class can grow volumes. Kubernetes refuses anything"
        + " else, in the middle of a sync.";
  }

  @Override
  public String remedy() {
    return "Write the former size or class. To move to a smaller volume or another class, make a new"
        + " store and copy the data; or waive this until the day on which a person deletes the old"
        + " claim with its data, and keep the waiver until then.";
  }

  @Override
  public String goodExample() {
    return claim("20Gi");
  }

  @Override
  public String badExample() {
    return claim("5Gi");
  }

  /** The claim of the examples, which asked for 10Gi before. */
  public static String claim(String size) {
    return """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: orders, namespace: shop}
        spec:
          accessModes: [ReadWriteOnce]
          storageClassName: fast
          resources: {requests: {storage: %s}}
        """
        .formatted(size);
  }

  @Override
  public boolean isAboutAChange() {
    return true;
  }

  @Override
  public List<Finding> check(Evidence evidence) {
    Findings findings = new Findings(this);
    Map<Name, Claim> before = new HashMap<>();
    VolumeClaims.in(evidence.delivered()).forEach(claim -> before.put(nameOf(claim), claim));
    // One mistake in a size is a mistake in every claim of the object: it is told once.
    Map<List<Object>, List<Claim>> mistakes = new LinkedHashMap<>();
    for (Claim claim : evidence.claims()) {
      Claim former = before.get(nameOf(claim));
      if (former != null) {
        for (Mistake mistake : mistakes(former, claim, evidence.delivered())) {
          mistakes
              .computeIfAbsent(List.of(claim.source().id(), mistake), unused -> new ArrayList<>())
              .add(claim);
        }
      }
    }
    mistakes.forEach(
        (key, claims) -> {
          Mistake mistake = (Mistake) key.get(1);
          Claim first = claims.get(0);
          findings.add(
              first.source(),
              first.path() + (claims.size() > 1 ? " and %d more".formatted(claims.size() - 1) : ""),
              mistake.problem(),
              mistake.change());
        });
    return findings.list();
  }

  private record Mistake(String problem, String change) {}

  private static List<Mistake> mistakes(Claim former, Claim claim, ClusterObjects delivered) {
    List<Mistake> mistakes = new ArrayList<>();
    if (!former.storageClass().equals(claim.storageClass())) {
      mistakes.add(
          new Mistake(
              "is of storage class \"%s\" and was of \"%s\", which cannot be changed"
                  .formatted(claim.storageClass(), former.storageClass()),
              "write \"%s\"".formatted(former.storageClass())));
    }
    Optional<BigDecimal> then = Quantity.parse(former.size());
    Optional<BigDecimal> now = Quantity.parse(claim.size());
    int change = then.isEmpty() || now.isEmpty() ? 0 : now.get().compareTo(then.get());
    if (change < 0) {
      mistakes.add(
          new Mistake(
              "asks for %s and asked for %s: a volume never shrinks"
                  .formatted(claim.size(), former.size()),
              "write %s or more; if %s was never delivered, restore dist/ first (git checkout)"
                  .formatted(former.size(), former.size())));
    } else if (change > 0 && cannotGrow(former.storageClass(), delivered)) {
      mistakes.add(
          new Mistake(
              "asks for %s and asked for %s, and volumes of \"%s\" cannot grow"
                  .formatted(claim.size(), former.size(), former.storageClass()),
              "write %s".formatted(former.size())));
    }
    return mistakes;
  }

  private static boolean cannotGrow(String storageClass, ClusterObjects delivered) {
    return delivered
        .ofKind(Kinds.STORAGE_CLASS)
        .filter(drawn -> drawn.name().equals(storageClass))
        .anyMatch(drawn -> !drawn.at("allowVolumeExpansion").isTrue());
  }
}
