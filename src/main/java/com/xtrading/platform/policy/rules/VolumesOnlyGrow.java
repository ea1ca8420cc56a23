package com.xtrading.platform.policy.rules;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Quantity;
import com.xtrading.platform.policy.Rendered;
import com.xtrading.platform.policy.Rule;
import com.xtrading.platform.policy.rules.VolumeClaims.Claim;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A volume that is there keeps its storage class and never shrinks. */
public final class VolumesOnlyGrow implements Rule {

  /** Kinds of objects by which volumes are asked for. */
  public static final Set<String> KINDS =
      Set.of(
          "Cluster",
          "PersistentVolumeClaim",
          "Prometheus",
          "RabbitmqCluster",
          "RedisCluster",
          "StatefulSet",
          "StorageClass");

  private record Name(String namespace, String claim) {}

  private final Map<Name, Claim> before = new HashMap<>();
  private final Map<String, Manifest> classesBefore = new HashMap<>();

  /**
   * @param before objects of {@link #KINDS} that are delivered now; none for an environment that is
   *     new
   */
  public VolumesOnlyGrow(List<Manifest> before) {
    Rendered delivered = new Rendered("", before, List.of());
    VolumeClaims.in(delivered).forEach(claim -> this.before.put(nameOf(claim), claim));
    delivered
        .ofKind("StorageClass")
        .forEach(storageClass -> classesBefore.put(storageClass.name(), storageClass));
  }

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
        + " store, copy the data, and waive this for the day on which the old one goes.";
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
  static String claim(String size) {
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
  public List<Finding> check(Rendered rendered) {
    Findings findings = new Findings(this);
    for (Claim claim : VolumeClaims.in(rendered)) {
      Optional.ofNullable(before.get(nameOf(claim)))
          .ifPresent(former -> compare(former, claim, findings));
    }
    return findings.list();
  }

  private void compare(Claim former, Claim claim, Findings findings) {
    if (!former.storageClass().equals(claim.storageClass())) {
      findings.add(
          claim.source(),
          claim.path(),
          "is of storage class \"%s\" and was of \"%s\", which cannot be changed"
              .formatted(claim.storageClass(), former.storageClass()),
          "write \"%s\"".formatted(former.storageClass()));
    }
    Optional<BigDecimal> then = Quantity.parse(former.size());
    Optional<BigDecimal> now = Quantity.parse(claim.size());
    if (then.isEmpty() || now.isEmpty() || now.get().compareTo(then.get()) == 0) {
      return;
    }
    if (now.get().compareTo(then.get()) < 0) {
      findings.add(
          claim.source(),
          claim.path(),
          "asks for %s and asked for %s: a volume never shrinks"
              .formatted(claim.size(), former.size()),
          "write %s or more".formatted(former.size()));
    } else if (cannotGrow(former.storageClass())) {
      findings.add(
          claim.source(),
          claim.path(),
          "asks for %s and asked for %s, and volumes of \"%s\" cannot grow"
              .formatted(claim.size(), former.size(), former.storageClass()),
          "write %s, or delete the claim with its data first".formatted(former.size()));
    }
  }

  private boolean cannotGrow(String storageClass) {
    Manifest drawn = classesBefore.get(storageClass);
    return drawn != null && !drawn.at("allowVolumeExpansion").isTrue();
  }
}
