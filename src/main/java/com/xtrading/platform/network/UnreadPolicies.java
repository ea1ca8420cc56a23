package com.xtrading.platform.network;

import com.xtrading.platform.manifest.Manifest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Objects that say who connects to whom in languages that are not read here: a list that passes
 * over them would be wrong and look right.
 */
final class UnreadPolicies {

  /** Kinds by their group. */
  private static final Map<String, Set<String>> POLICIES =
      Map.of(
          "policy.networking.k8s.io",
          Set.of("AdminNetworkPolicy", "BaselineAdminNetworkPolicy", "ClusterNetworkPolicy"),
          "k8s.cni.cncf.io",
          Set.of("MultiNetworkPolicy"),
          "projectcalico.org",
          Set.of("GlobalNetworkPolicy"),
          "crd.projectcalico.org",
          Set.of("GlobalNetworkPolicy"),
          "cilium.io",
          Set.of("CiliumNetworkPolicy", "CiliumClusterwideNetworkPolicy"),
          "crd.antrea.io",
          Set.of("ClusterNetworkPolicy"),
          "k8s.ovn.org",
          Set.of("EgressFirewall"));

  private static final Map<String, Set<String>> NETWORKS =
      Map.of(
          "k8s.cni.cncf.io",
          Set.of("NetworkAttachmentDefinition"),
          "k8s.ovn.org",
          Set.of("UserDefinedNetwork", "ClusterUserDefinedNetwork"));

  private UnreadPolicies() {}

  /** Why the list is not complete because of an object; nothing for most. */
  static Optional<String> problem(Manifest object) {
    // Others are called so too: that of Calico, that of Antrea, and that of Kubernetes before 1.16.
    boolean isOfOthers =
        object.kind().equals("NetworkPolicy")
            && !object.id().apiVersion().equals("networking.k8s.io/v1");
    if (isOfOthers || has(POLICIES, object)) {
      return Optional.of(
          "%s: %s of %s is not evaluated; what it opens or closes is not seen here"
              .formatted(object.path(), object.id(), object.id().apiVersion()));
    }
    return has(NETWORKS, object)
        ? Optional.of(
            "%s: %s is not evaluated; what passes through networks of its own is not seen here"
                .formatted(object.path(), object.id()))
        : Optional.empty();
  }

  private static boolean has(Map<String, Set<String>> kinds, Manifest object) {
    return kinds.getOrDefault(object.id().group(), Set.of()).contains(object.kind());
  }
}
