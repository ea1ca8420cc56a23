package com.xtrading.platform.security;

import com.xtrading.platform.component.Component;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.Priority;
import com.xtrading.platform.component.Rendering;
import com.xtrading.platform.component.SyncOptions;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.declaration.Namespace;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.kubernetes.NamespaceObjects;
import com.xtrading.platform.kubernetes.NetworkPolicies;
import com.xtrading.platform.kubernetes.NetworkPolicies.Opening;
import com.xtrading.platform.kubernetes.Scope;
import com.xtrading.platform.model.Cpu;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Resources;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The namespaces of all components, closed by default, and the priority classes. Quotas follow from
 * the declared pods at their largest number, so that no autoscaler runs into one.
 */
public final class Namespaces extends Component {

  /** For containers that a chart or operator adds without a size of their own. */
  private static final Resources DEFAULT_REQUESTS =
      new Resources(Cpu.millis(50), Memory.mebibytes(64));

  private static final Resources DEFAULT_LIMITS =
      new Resources(Cpu.millis(500), Memory.mebibytes(256));

  public Namespaces(Platform platform) {
    super(
        platform,
        Delivery.of("namespaces", platform.namespace(Zone.APPLICATION), SyncWave.NAMESPACES)
            // Deleting a namespace deletes every volume claim in it.
            .keepingObjects());
  }

  @Override
  protected void render(Rendering rendering) {
    for (Priority priority : Priority.values()) {
      NamespaceObjects.priorityClass(
          rendering.scope(),
          priority.className(),
          priority.value(),
          priority.isDefault(),
          priority.preempts(),
          "Pods of the platform: " + priority.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }
    for (Namespace namespace : rendering.topology().namespaces()) {
      Scope scope = rendering.scope().in(namespace.name());
      namespace(scope, namespace);
      NetworkPolicies.policy(scope, "default-deny", Map.of(), List.of(), List.of());
      List<PodGroup> groups =
          rendering.topology().groups().stream()
              .filter(group -> group.pods().namespace().equals(namespace.name()))
              .toList();
      // No policy speaks of pods that are on the network of their node.
      if (groups.stream().anyMatch(group -> group.network() == PodGroup.Network.POD)) {
        NetworkPolicies.policy(
            scope, "allow-dns", Map.of(), List.of(), List.of(dns(rendering.topology())));
      }
      if (namespace.kind() == Namespace.Kind.PLATFORM) {
        NamespaceObjects.limitRange(scope, "defaults", DEFAULT_REQUESTS, DEFAULT_LIMITS);
        quota(scope, groups);
      }
    }
  }

  private void namespace(Scope scope, Namespace namespace) {
    String level = namespace.podSecurity().name().toLowerCase(Locale.ROOT);
    String version = "v" + environment().kubernetes();
    Map<String, String> labels =
        new TreeMap<>(
            Map.of(
                "pod-security.kubernetes.io/enforce", level,
                "pod-security.kubernetes.io/enforce-version", version,
                "pod-security.kubernetes.io/audit", level,
                "pod-security.kubernetes.io/audit-version", version,
                "pod-security.kubernetes.io/warn", level,
                "pod-security.kubernetes.io/warn-version", version));
    namespace.zone().ifPresent(zone -> labels.put(Zone.LABEL, zone.label()));
    if (namespace.meshed()) {
      labels.put("istio.io/dataplane-mode", "ambient");
    }
    NamespaceObjects.namespace(scope, labels, SyncOptions.CONFIRM_DELETION);
  }

  private static Opening dns(Topology topology) {
    return new Opening(
        topology.resolvers().stream()
            .flatMap(peer -> NetworkPolicies.peers(peer).stream())
            .toList(),
        Topology.RESOLVER_PORTS);
  }

  /**
   * Every pod at its largest number, the surge of a rolling update, and a tenth for jobs and
   * sidecars.
   */
  private static void quota(Scope scope, List<PodGroup> groups) {
    if (groups.isEmpty()) {
      return;
    }
    Resources requests = DEFAULT_REQUESTS;
    Resources limits = DEFAULT_LIMITS;
    int pods = 5;
    for (PodGroup group : groups) {
      // A pod for each node is there on nodes that we do not count too, such as those of the
      // control plane.
      int most = group.onEachNode() ? 2 * group.max() : group.max() + 1;
      requests = requests.plus(group.requests().times(most));
      limits = limits.plus(group.limits().times(most));
      pods += most;
    }
    NamespaceObjects.quota(
        scope, "quota", tenthMore(requests), tenthMore(limits), pods + pods / 10);
  }

  private static Resources tenthMore(Resources resources) {
    long millis = resources.cpu().millicores() * 11 / 10;
    return new Resources(
        Cpu.millis((millis + 99) / 100 * 100),
        Memory.mebibytes(resources.memory().toMebibytes() * 11 / 10 + 1));
  }
}
