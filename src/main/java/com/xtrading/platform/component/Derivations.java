package com.xtrading.platform.component;

import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.SecretNeed;
import com.xtrading.platform.kubernetes.ConfigMaps;
import com.xtrading.platform.kubernetes.RbacObjects;
import com.xtrading.platform.kubernetes.Scaling;
import com.xtrading.platform.kubernetes.Scope;
import com.xtrading.platform.manifest.Fields;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Draws what follows from the declarations of a component, so that nobody writes it by hand. */
final class Derivations {

  static void render(Rendering rendering) {
    Set<SecretNeed> drawn = new HashSet<>();
    for (Workload workload : rendering.component().declared().workloads) {
      Scope scope = rendering.scope().named(workload.name());
      if (workload.group().network() == PodGroup.Network.POD) {
        WorkloadNetworkPolicy.render(scope, workload.pods(), rendering.topology());
        if (rendering.topology().isMeshed(workload.pods())) {
          WorkloadMeshPolicy.render(scope, workload.pods(), rendering.topology());
        }
      }
      if (workload.group().maker() == PodGroup.Maker.PLATFORM) {
        RbacObjects.serviceAccount(scope, workload.name());
      }
      if (!workload.connections().isEmpty()) {
        ConfigMaps.draw(scope, workload.connectionsName(), workload.connections());
      }
      if (workload.group().budget() == PodGroup.Budget.OURS && workload.group().max() > 1) {
        Scaling.disruptionBudget(scope, workload.name(), selector(workload.pods()));
      }
      if (rendering.component().environment().monitoring().recommendations()) {
        workload
            .recommended()
            .ifPresent(kind -> Scaling.recommendation(scope, kind, workload.name()));
      }
      Monitors.render(scope, workload.metrics());
      workload.secrets().stream()
          // Two workloads of a component may read one secret.
          .filter(drawn::add)
          .forEach(need -> externalSecret(scope, need));
    }
  }

  private static Map<String, String> selector(Peer.Pods pods) {
    return Map.of(pods.labelKey(), pods.labelValue());
  }

  private static void externalSecret(Scope scope, SecretNeed need) {
    List<Fields> data =
        need.keys().entrySet().stream()
            .map(
                key ->
                    Fields.of("secretKey", key.getKey())
                        .with(
                            "remoteRef",
                            Fields.of("key", need.vaultPath()).with("property", key.getValue())))
            .toList();
    scope.custom(
        "external-secrets.io/v1",
        "ExternalSecret",
        need.name(),
        Fields.of("refreshPolicy", "Periodic")
            // In the form that the API server returns, so that Argo CD sees no difference.
            .with("refreshInterval", "1h0m0s")
            .with("secretStoreRef", Fields.of("kind", "SecretStore").with("name", SecretNeed.STORE))
            .with(
                "target",
                Fields.of("name", need.name())
                    .with("creationPolicy", "Owner")
                    .with("deletionPolicy", "Retain")
                    .with("template", template(need)))
            .with("data", data));
  }

  private static Map<String, Object> template(SecretNeed need) {
    Map<String, Object> template = Fields.of("type", need.type());
    if (!need.templates().isEmpty()) {
      template.put("mergePolicy", "Merge");
      template.put("data", need.templates());
    }
    if (!need.labels().isEmpty()) {
      template.put("metadata", Fields.of("labels", need.labels()));
    }
    return template;
  }

  private Derivations() {}
}
