package com.xtrading.platform.edge;

import com.xtrading.platform.component.Priority;
import com.xtrading.platform.component.SyncOptions;
import com.xtrading.platform.environment.Edge;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.ServiceSize;
import com.xtrading.platform.kubernetes.PodTrees;
import com.xtrading.platform.kubernetes.Scaling;
import com.xtrading.platform.kubernetes.Scope;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.model.Cidr;
import com.xtrading.platform.model.Cpu;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The Gateway, and what its pods of NGINX look like. */
final class NginxPods {

  /** The listener that sends everybody to HTTPS. */
  static final String PLAIN = "http";

  private static final String GATEWAY_API = PublicRoutes.GROUP + "/v1";
  private static final String NGINX_GROUP = "gateway.nginx.org";

  /** After the certificates: a listener without its secret is an error. */
  private static final int GATEWAY_WAVE = 3;

  private static final Resources INIT = new Resources(Cpu.millis(10), Memory.mebibytes(32));
  private static final Resources INIT_LIMIT = new Resources(Cpu.millis(200), Memory.mebibytes(64));

  private static final int GRACE_SECONDS = 60;

  /**
   * Load balancers go on sending for a while. Then NGINX ends what is open, which it would cut off
   * at SIGTERM.
   */
  private static final String LEAVE =
      "sleep 10; kill -QUIT \"$(cat /var/run/nginx/nginx.pid)\";"
          + " while [ -e /var/run/nginx/nginx.pid ]; do sleep 1; done";

  /** Without the query, in which a ticket stands. */
  private static final String LOG_FORMAT =
      "{\"time\":\"$time_iso8601\",\"client\":\"$remote_addr\",\"method\":\"$request_method\","
          + "\"host\":\"$host\",\"path\":\"$uri\",\"status\":\"$status\",\"bytes\":\"$bytes_sent\","
          + "\"seconds\":\"$request_time\",\"upstream\":\"$upstream_addr\"}";

  /**
   * @param clients who may connect
   * @param proxied whether they are proxies, which say who the client is
   */
  static void render(Scope scope, Environment environment, List<Cidr> clients, boolean proxied) {
    Edge edge = environment.edge();
    gateway(scope, environment);
    scope.custom(
        NGINX_GROUP + "/v1alpha2",
        "NginxProxy",
        NginxGateway.NAME,
        settings(environment, clients, proxied));
    scope.custom(
        NGINX_GROUP + "/v1alpha1",
        "ClientSettingsPolicy",
        "requests",
        SyncOptions.wave(GATEWAY_WAVE),
        Fields.of(
                "targetRef",
                Fields.of("group", PublicRoutes.GROUP)
                    .with("kind", "Gateway")
                    .with("name", NginxGateway.NAME))
            .with("body", Fields.of("maxSize", edge.requestBody().toMebibytes() + "m")));
  }

  private static void gateway(Scope scope, Environment environment) {
    List<Map<String, Object>> listeners = new ArrayList<>();
    listeners.add(listener(PLAIN, NginxGateway.HTTP.number(), "HTTP"));
    for (PublicHost host : PublicHost.all(environment)) {
      listeners.add(
          listener(host.listener(), NginxGateway.HTTPS.number(), "HTTPS")
              .with("hostname", host.host().value())
              .with(
                  "tls",
                  Fields.of("mode", "Terminate")
                      .with(
                          "certificateRefs",
                          List.of(Fields.of("kind", "Secret").with("name", host.certificate())))
                      .with("options", Fields.of("nginx.org/ssl-protocols", "TLSv1.2 TLSv1.3"))));
    }
    scope.custom(
        GATEWAY_API,
        "Gateway",
        NginxGateway.NAME,
        SyncOptions.wave(GATEWAY_WAVE),
        Fields.of("gatewayClassName", NginxGatewayFabric.GATEWAY_CLASS)
            .with(
                "infrastructure",
                Fields.of(
                    "parametersRef",
                    Fields.of("group", NGINX_GROUP)
                        .with("kind", "NginxProxy")
                        .with("name", NginxGateway.NAME)))
            .with("listeners", listeners));
  }

  /** Routes of this namespace alone: nobody else publishes anything. */
  private static Fields listener(String name, int port, String protocol) {
    return Fields.of("name", name)
        .with("port", port)
        .with("protocol", protocol)
        .with("allowedRoutes", Fields.of("namespaces", Fields.of("from", "Same")));
  }

  private static Map<String, Object> settings(
      Environment environment, List<Cidr> clients, boolean proxied) {
    Edge edge = environment.edge();
    List<String> ranges = clients.stream().map(Cidr::value).toList();
    Fields settings =
        Fields.of("ipFamily", "ipv4")
            // An open WebSocket takes two.
            .with("workerConnections", 8192)
            .with("serverTokens", "off")
            .with(
                "logging",
                Fields.of("accessLog", Fields.of("format", LOG_FORMAT).with("escape", "json")))
            .with(
                "kubernetes",
                Fields.of("deployment", deployment(edge.proxy()))
                    .with("service", service(environment, ranges)));
    if (proxied) {
      settings.put(
          "rewriteClientIP",
          Fields.of("mode", "XForwardedFor")
              // What Cloudflare has added stands last; what is before that, the client has written.
              .with("setIPRecursively", false)
              .with(
                  "trustedAddresses",
                  ranges.stream()
                      .map(range -> Fields.of("type", "CIDR").with("value", range))
                      .toList()));
    }
    return settings;
  }

  private static Map<String, Object> service(Environment environment, List<String> clients) {
    Fields service =
        Fields.of("type", "LoadBalancer")
            // Who connects is seen here, and not the address of a node.
            .with("externalTrafficPolicy", "Local")
            .with("loadBalancerSourceRanges", clients);
    Map<String, String> annotations =
        environment
            .edge()
            .clients()
            .map(environment.cluster().nodes().reservation()::loadBalancerFor)
            .orElse(Map.of());
    if (!annotations.isEmpty()) {
      service.put(
          "patches",
          List.of(
              Fields.of("type", "StrategicMerge")
                  .with("value", Fields.of("metadata", Fields.of("annotations", annotations)))));
    }
    return service;
  }

  private static Map<String, Object> deployment(ServiceSize size) {
    Fields deployment =
        size.replicas().scaled()
            ? Fields.of(
                "autoscaling",
                Fields.of("enable", true)
                    .with("minReplicas", size.replicas().min())
                    .with("maxReplicas", size.replicas().max())
                    .with("targetCPUUtilizationPercentage", Scaling.TARGET_CPU_PERCENT)
                    // Idle WebSockets cost memory alone.
                    .with("targetMemoryUtilizationPercentage", Scaling.TARGET_MEMORY_PERCENT))
            : Fields.of("replicas", size.replicas().min());
    return deployment
        .with(
            "pod",
            Fields.of("terminationGracePeriodSeconds", GRACE_SECONDS)
                .with("affinity", PodTrees.spread(NginxGateway.LABEL, NginxGateway.NAME)))
        .with(
            "container",
            Fields.of("resources", PodTrees.resources(size.requests(), size.limits()))
                .with(
                    "lifecycle",
                    Fields.of(
                        "preStop",
                        Fields.of("exec", Fields.of("command", List.of("/bin/sh", "-c", LEAVE))))))
        .with("patches", List.of(Fields.of("type", "StrategicMerge").with("value", patch())));
  }

  /** What the kind has no fields for. NGINX asks its controller with a token of another volume. */
  private static Map<String, Object> patch() {
    return Fields.of(
        "spec",
        Fields.of(
            "template",
            Fields.of(
                "spec",
                Fields.of("priorityClassName", Priority.SERVICE.className())
                    .with("automountServiceAccountToken", false)
                    .with(
                        "initContainers",
                        List.of(
                            Fields.of("name", "init")
                                .with("resources", PodTrees.resources(INIT, INIT_LIMIT)))))));
  }

  private NginxPods() {}
}
