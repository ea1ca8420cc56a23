package com.xtrading.platform.projection;

import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The pod of NGINX that NGINX Gateway Fabric 2.6.7 makes of a Gateway. */
final class GatewayPod {

  private static final int METRICS = 9113;

  private static final String VERSION = "2.6.7";

  private GatewayPod() {}

  /**
   * The spec of the pod.
   *
   * @param name of the account, and in the names of what it mounts
   * @param settings the spec of the NginxProxy
   * @param described its {@code deployment} or {@code daemonSet}
   */
  static Map<String, Object> of(Manifest gateway, String name, Tree settings, Tree described) {
    Tree given = described.at("container");
    Tree image = given.at("image");
    List<Fields> open = GatewayPorts.ofContainer(gateway);
    if (!settings.at("metrics", "disable").isTrue()) {
      open.add(
          Fields.of("name", "metrics")
              .with("containerPort", (int) settings.at("metrics", "port").number(METRICS)));
    }
    given
        .at("hostPorts")
        .elements()
        .forEach(
            host ->
                open.stream()
                    .filter(
                        port ->
                            port.get("containerPort")
                                .equals((int) host.at("containerPort").number(0)))
                    .forEach(port -> port.put("hostPort", host.at("port").number(0))));
    Fields nginx =
        Fields.of("name", "nginx")
            .with(
                "image",
                "%s:%s"
                    .formatted(
                        image.at("repository").text("ghcr.io/nginx/nginx-gateway-fabric/nginx"),
                        image.at("tag").text(VERSION)))
            .with("ports", open)
            .with("securityContext", locked());
    ProjectedObjects.copy(given, nginx, "lifecycle", "resources", "volumeMounts");
    Fields init =
        Fields.of("name", "init")
            .with("image", "ghcr.io/nginx/nginx-gateway-fabric:" + VERSION)
            .with("securityContext", locked());
    image
        .at("pullPolicy")
        .node()
        .ifPresent(
            policy -> {
              nginx.with("imagePullPolicy", policy);
              init.with("imagePullPolicy", policy);
            });
    Fields pod =
        Fields.of("serviceAccountName", name)
            .with("automountServiceAccountToken", true)
            .with(
                "securityContext",
                Fields.of("runAsNonRoot", true)
                    .with("fsGroup", 1001)
                    .with(
                        "sysctls",
                        List.of(
                            Fields.of("name", "net.ipv4.ip_unprivileged_port_start")
                                .with("value", "0"))))
            .with("initContainers", List.of(init))
            .with("containers", List.of(nginx))
            .with("volumes", volumes(name, described.at("pod")));
    ProjectedObjects.copy(described.at("pod"), pod, ProjectedObjects.PLACEMENT);
    return ProjectedObjects.copy(described.at("pod"), pod, "terminationGracePeriodSeconds");
  }

  private static List<Object> volumes(String name, Tree described) {
    List<Object> volumes = new ArrayList<>();
    volumes.add(
        Fields.of("name", "token")
            .with(
                "projected",
                Fields.of(
                    "sources",
                    List.of(Fields.of("serviceAccountToken", Fields.of("path", "token"))))));
    volumes.add(
        Fields.of("name", "nginx-agent-tls")
            .with("secret", Fields.of("secretName", name + "-agent-tls")));
    for (String map : List.of("agent-config", "includes-bootstrap")) {
      volumes.add(
          Fields.of("name", "nginx-" + map).with("configMap", Fields.of("name", name + "-" + map)));
    }
    volumes.addAll(described.at("volumes").list());
    return volumes;
  }

  private static Fields locked() {
    return ProjectedObjects.locked()
        .with("runAsUser", 101)
        .with("runAsGroup", 1001)
        .with("seccompProfile", Fields.of("type", "RuntimeDefault"));
  }
}
