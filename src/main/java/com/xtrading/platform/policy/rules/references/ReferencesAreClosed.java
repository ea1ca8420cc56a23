package com.xtrading.platform.policy.rules.references;

import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.objects.KnownSecrets;
import com.xtrading.platform.objects.ObjectIndex;
import com.xtrading.platform.objects.PodTemplate;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Findings;
import com.xtrading.platform.policy.Rule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Whatever an object refers to is rendered as well, or made of what is rendered. */
public final class ReferencesAreClosed implements Rule {

  // Made by the cluster or by the installation of Argo CD, before anything rendered here.
  private static final Set<String> GIVEN_NAMESPACES = Set.of("argocd", "kube-system");

  @Override
  public String statement() {
    return "Every service account, config map, secret, claim, priority class, namespace, role,"
        + " scaled workload, selected pod, listener, backend and secret store that an object refers to exists in the same rendered"
        + " environment: a typing error shows here and not as a pod that never starts.";
  }

  @Override
  public String remedy() {
    return "Correct the name, or render what is missing; secrets come from an ExternalSecret.";
  }

  @Override
  public List<Finding> check(Evidence evidence) {
    Findings findings = new Findings(this);
    ObjectIndex index = evidence.index();
    KnownSecrets secrets = evidence.secrets();
    TrafficReferences traffic = new TrafficReferences(index, secrets, findings);
    GatewayReferences gateways = new GatewayReferences(index, secrets, findings);
    ControlReferences control = new ControlReferences(index, findings);
    SecretReferences external = new SecretReferences(index, secrets, findings);
    Map<GroupKind, Consumer<Manifest>> readers =
        Map.ofEntries(
            Map.entry(Kinds.SERVICE, traffic::service),
            Map.entry(Kinds.INGRESS, traffic::ingress),
            Map.entry(Kinds.GATEWAY, gateways::gateway),
            Map.entry(Kinds.HTTP_ROUTE, gateways::route),
            Map.entry(Kinds.CLIENT_SETTINGS_POLICY, gateways::policy),
            Map.entry(Kinds.PROXY_SETTINGS_POLICY, gateways::policy),
            Map.entry(Kinds.RATE_LIMIT_POLICY, gateways::policy),
            Map.entry(Kinds.SERVICE_MONITOR, control::serviceMonitor),
            Map.entry(Kinds.POD_MONITOR, control::podMonitor),
            Map.entry(Kinds.HORIZONTAL_POD_AUTOSCALER, control::autoscaler),
            Map.entry(Kinds.SCALED_OBJECT, control::autoscaler),
            Map.entry(Kinds.ROLE_BINDING, control::binding),
            Map.entry(Kinds.CLUSTER_ROLE_BINDING, control::binding),
            Map.entry(Kinds.EXTERNAL_SECRET, external::external),
            Map.entry(Kinds.SECRET_STORE, external::store));
    for (Manifest manifest : evidence.manifests()) {
      checkNamespace(manifest, index, findings);
      PodTemplate.of(manifest)
          .ifPresent(pod -> new PodReferences(pod, index, secrets, findings).check());
      readers.getOrDefault(manifest.groupKind(), unread -> {}).accept(manifest);
    }
    return findings.list();
  }

  private static void checkNamespace(Manifest manifest, ObjectIndex index, Findings findings) {
    String namespace = manifest.namespace();
    if (!namespace.isEmpty()
        && !GIVEN_NAMESPACES.contains(namespace)
        && !index.has(Kinds.NAMESPACE, "", namespace)) {
      findings.add(
          manifest,
          "metadata.namespace",
          "no Namespace \"%s\" is rendered".formatted(namespace),
          "render the Namespace, or correct the name");
    }
  }
}
