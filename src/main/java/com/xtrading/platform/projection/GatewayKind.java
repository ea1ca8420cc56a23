package com.xtrading.platform.projection;

import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.objects.Made;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A Gateway of NGINX Gateway Fabric with the NginxProxy that it refers to (2.6.7,
 * internal/controller/provisioner/objects.go): a Deployment of NGINX and the service in front of
 * it. A PodDisruptionBudget is none of it.
 */
final class GatewayKind implements OperatedKind {

  private static final long USER = 101;
  private static final int METRICS = 9113;

  @Override
  public GroupKind kind() {
    return Kinds.GATEWAY;
  }

  @Override
  public Stream<Made> madeOf(Manifest gateway, Collection<Manifest> rendered) {
    String name = gateway.name() + "-" + gateway.at("spec", "gatewayClassName").text("");
    Tree settings = settings(gateway, rendered);
    Tree deployment = settings.at("spec", "kubernetes", "deployment");
    Map<String, Integer> listeners = new TreeMap<>();
    gateway
        .at("spec", "listeners")
        .elements()
        .map(listener -> (int) listener.at("port").number(0))
        .forEach(port -> listeners.put("port-" + port, port));
    Map<String, Integer> ports = new TreeMap<>(listeners);
    ports.put("metrics", (int) settings.at("spec", "metrics", "port").number(METRICS));
    Map<String, Object> labels =
        Fields.of("app.kubernetes.io/name", name)
            .with("gateway.networking.k8s.io/gateway-name", gateway.name());
    Tree patched = patch(deployment);
    Fields spec =
        Fields.of("serviceAccountName", name)
            .with(
                "automountServiceAccountToken",
                !patched.at("automountServiceAccountToken").isFalse())
            .with("priorityClassName", patched.at("priorityClassName").text(""))
            .with(
                "terminationGracePeriodSeconds",
                deployment.at("pod", "terminationGracePeriodSeconds").number(30))
            .with("securityContext", Fields.of("runAsNonRoot", true).with("fsGroup", 1001))
            .with(
                "initContainers",
                List.of(
                    ProjectedObjects.container(
                        "init",
                        Map.of(),
                        ProjectedObjects.named(patched.at("initContainers"), "init")
                            .at("resources"),
                        locked())))
            .with(
                "containers",
                List.of(
                    ProjectedObjects.container(
                        "nginx", ports, deployment.at("container", "resources"), locked())));
    ProjectedObjects.place(deployment.at("pod"), spec);
    ProjectedObjects draft = new ProjectedObjects(gateway);
    Tree autoscaling = deployment.at("autoscaling");
    if (autoscaling.at("enable").isTrue()) {
      draft.autoscaler(
          name,
          "Deployment",
          autoscaling.at("minReplicas").number(1),
          autoscaling.at("maxReplicas").number(1));
    }
    return draft
        .account(name)
        .replicated("Deployment", name, replicas(deployment), labels, spec)
        .service(name, labels, listeners)
        .secret(name + "-agent-tls", "tls.crt", "tls.key", "ca.crt")
        .made();
  }

  private static Fields locked() {
    return ProjectedObjects.locked()
        .with("runAsUser", USER)
        .with("seccompProfile", Fields.of("type", "RuntimeDefault"));
  }

  /** The NginxProxy of the Gateway; nothing where it refers to none. */
  private static Tree settings(Manifest gateway, Collection<Manifest> rendered) {
    Tree reference = gateway.at("spec", "infrastructure", "parametersRef");
    GroupKind kind = GroupKind.namedBy(reference, Kinds.NGINX_PROXY);
    return rendered.stream()
        .filter(
            candidate ->
                candidate.is(kind)
                    && candidate.namespace().equals(gateway.namespace())
                    && candidate.name().equals(reference.at("name").text("")))
        .map(found -> Tree.of(found.tree()))
        .findFirst()
        .orElse(Tree.of(null));
  }

  /** With an autoscaler there are as many as that allows at the least. */
  private static long replicas(Tree deployment) {
    return deployment.at("autoscaling", "enable").isTrue()
        ? deployment.at("autoscaling", "minReplicas").number(1)
        : deployment.at("replicas").number(1);
  }

  /** The pod spec that strategic merge patches lay over the Deployment; the last one counts. */
  private static Tree patch(Tree deployment) {
    List<Tree> patches = new ArrayList<>(List.of(Tree.of(null)));
    deployment
        .at("patches")
        .elements()
        .map(patch -> patch.at("value", "spec", "template", "spec"))
        .forEach(patches::add);
    return patches.get(patches.size() - 1);
  }
}
