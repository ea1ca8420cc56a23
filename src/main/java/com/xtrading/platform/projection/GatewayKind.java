package com.xtrading.platform.projection;

import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.objects.Made;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A Gateway of NGINX Gateway Fabric with the NginxProxy that it refers to (2.6.7,
 * internal/controller/provisioner/objects.go): a Deployment or DaemonSet of NGINX and the Service
 * in front of it. A PodDisruptionBudget is none of it.
 */
final class GatewayKind implements OperatedKind {

  private static final String ROUTING = "what NGINX is told";

  @Override
  public GroupKind kind() {
    return Kinds.GATEWAY;
  }

  @Override
  public Set<String> versions() {
    return Set.of("v1", "v1beta1");
  }

  @Override
  public List<HarmlessField> harmless() {
    Stream<HarmlessField> told =
        Stream.of(
                "allowedRoutes.kinds[].group",
                "allowedRoutes.kinds[].kind",
                "allowedRoutes.namespaces.from",
                "allowedRoutes.namespaces.selector.matchLabels.*",
                "hostname",
                "name",
                "tls.certificateRefs[].group",
                "tls.certificateRefs[].kind",
                "tls.certificateRefs[].name",
                "tls.certificateRefs[].namespace",
                "tls.mode",
                "tls.options.*")
            .map(field -> new HarmlessField("spec.listeners[]." + field, ROUTING));
    return Stream.concat(
            told,
            Stream.of(
                new HarmlessField(
                    "spec.listeners[].protocol", "what NGINX is told; UDP shows in the ports")))
        .toList();
  }

  @Override
  public Stream<Made> madeOf(Manifest gateway, Collection<Manifest> rendered) {
    String name = gateway.name() + "-" + gateway.at("spec", "gatewayClassName").text("");
    Tree settings = settings(gateway, rendered);
    Tree kubernetes = settings.at("spec", "kubernetes");
    Fields selector =
        Fields.of("app.kubernetes.io/instance", "nginx-gateway-fabric")
            .with("app.kubernetes.io/managed-by", "nginx-gateway-fabric-nginx")
            .with("app.kubernetes.io/name", name)
            .with("gateway.networking.k8s.io/gateway-name", gateway.name());
    Tree infrastructure = gateway.at("spec", "infrastructure");
    Map<String, Object> labels =
        ProjectedObjects.over(Fields.copyOf(selector), infrastructure.at("labels"));
    Map<String, Object> metadata =
        Fields.of("name", name)
            .with("labels", labels)
            .with("annotations", infrastructure.at("annotations").map());
    Tree daemons = kubernetes.at("daemonSet");
    Tree deployment = kubernetes.at("deployment");
    Tree pods = daemons.exists() ? daemons : deployment;
    Fields spec = Fields.of("selector", Fields.of("matchLabels", selector));
    if (!daemons.exists()) {
      spec.with("replicas", replicas(deployment));
    }
    spec.with(
        "template",
        Fields.of("metadata", Fields.of("labels", labels))
            .with("spec", GatewayPod.of(gateway, name, settings.at("spec"), pods)));
    ProjectedObjects draft = new ProjectedObjects(gateway);
    Tree autoscaling = deployment.at("autoscaling");
    if (autoscaling.at("enable").isTrue()) {
      draft.add(
          "autoscaling/v2",
          "HorizontalPodAutoscaler",
          name,
          labels,
          Fields.of("spec", autoscaler(name, autoscaling)));
    }
    return draft
        .account(name, labels, Fields.of("automountServiceAccountToken", false))
        .add(
            "apps/v1",
            daemons.exists() ? "DaemonSet" : "Deployment",
            patched(metadata, spec, pods.at("patches")))
        .add(
            "v1",
            "Service",
            patched(
                metadata,
                service(gateway, settings.at("spec"), selector),
                kubernetes.at("service", "patches")))
        .secret(name + "-agent-tls", labels, "ca.crt", "tls.crt", "tls.key")
        .configMap(name + "-agent-config", labels, "nginx-agent.conf")
        .configMap(name + "-includes-bootstrap", labels, "events.conf", "main.conf")
        .made();
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
    Tree autoscaling = deployment.at("autoscaling");
    return autoscaling.at("enable").isTrue()
        ? autoscaling.at("minReplicas").number(1)
        : deployment.at("replicas").number(1);
  }

  private static Fields autoscaler(String name, Tree given) {
    List<Object> metrics = new ArrayList<>();
    Map<String, String> targets =
        Map.of(
            "cpu", "targetCPUUtilizationPercentage", "memory", "targetMemoryUtilizationPercentage");
    new TreeMap<>(targets)
        .forEach(
            (resource, field) ->
                given
                    .at(field)
                    .node()
                    .ifPresent(
                        share ->
                            metrics.add(
                                Fields.of("type", "Resource")
                                    .with(
                                        "resource",
                                        Fields.of("name", resource)
                                            .with(
                                                "target",
                                                Fields.of("type", "Utilization")
                                                    .with("averageUtilization", share))))));
    metrics.addAll(given.at("metrics").list());
    Fields spec =
        Fields.of(
                "scaleTargetRef",
                Fields.of("apiVersion", "apps/v1").with("kind", "Deployment").with("name", name))
            .with("minReplicas", given.at("minReplicas").number(1))
            .with("maxReplicas", given.at("maxReplicas").number(1))
            .with("metrics", metrics);
    return ProjectedObjects.copy(given, spec, "behavior");
  }

  private static Fields service(Manifest gateway, Tree settings, Map<String, Object> selector) {
    Tree given = settings.at("kubernetes", "service");
    String type = given.at("type").text("LoadBalancer");
    Fields spec =
        Fields.of("type", type)
            .with("selector", selector)
            .with("ports", GatewayPorts.ofService(gateway));
    if (!type.equals("ClusterIP")) {
      spec.with("externalTrafficPolicy", given.at("externalTrafficPolicy").text("Local"));
    }
    String family = settings.at("ipFamily").text("dual");
    spec.with("ipFamilyPolicy", family.equals("dual") ? "PreferDualStack" : "SingleStack");
    if (!family.equals("dual")) {
      spec.with("ipFamilies", List.of(family.replace("ipv", "IPv")));
    }
    ProjectedObjects.copy(
        given, spec, "loadBalancerClass", "loadBalancerIP", "loadBalancerSourceRanges");
    return spec;
  }

  /** An object with patches laid over it one after the other; those of JSON are not followed. */
  private static Map<String, Object> patched(
      Map<String, Object> metadata, Fields spec, Tree patches) {
    Map<String, Object> patched = Fields.of("metadata", metadata).with("spec", spec);
    for (Tree patch : patches.elements().toList()) {
      Map<String, Object> value = patch.at("value").map();
      patched =
          switch (patch.at("type").text("StrategicMerge")) {
            case "StrategicMerge" -> StrategicMerge.of(patched, value);
            case "Merge" -> StrategicMerge.ofJson(patched, value);
            default -> patched;
          };
    }
    // The operator keeps one set of labels for both: what is patched in pods is there as well.
    Tree pods = Tree.of(patched).at("spec", "template", "metadata", "labels");
    if (pods.exists()) {
      Fields labels = Fields.copyOf(Tree.of(patched).at("metadata", "labels").map());
      labels.putAll(pods.map());
      Fields whole = Fields.copyOf(Tree.of(patched).at("metadata").map());
      whole.put("labels", labels);
      patched = new LinkedHashMap<>(patched);
      patched.put("metadata", whole);
    }
    return patched;
  }
}
