package com.xtrading.platform.edge;

import com.xtrading.platform.component.AddOn;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.component.Versions;
import com.xtrading.platform.component.Workload;
import com.xtrading.platform.declaration.CertificateNeed;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.Namespace;
import com.xtrading.platform.declaration.Namespace.PodSecurity;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.Rights.Power;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.kubernetes.PodTrees;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.metric.MetricSet;
import com.xtrading.platform.model.Cpu;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Port;
import com.xtrading.platform.model.Resources;
import java.util.List;
import java.util.Map;

/**
 * NGINX Gateway Fabric, which turns the objects of the Gateway API into pods of NGINX and tells
 * them what to do. It sees the namespaces that have routes or what they lead to, and no other.
 */
final class NginxGatewayFabric extends AddOn {

  /** The class that its chart makes. */
  static final String GATEWAY_CLASS = "nginx";

  private static final String NAMESPACE = "nginx-gateway";

  /** Deployment, service and account; part of the name in the certificate. */
  private static final String FULL_NAME = "nginx-gateway";

  private static final String SERVER_CERTIFICATE = "server-tls";
  private static final String CLIENT_CERTIFICATE = "agent-tls";
  private static final Port AGENT = Port.tcp("agent-grpc", 8443);
  private static final Port METRICS = Port.tcp("metrics", 9113);
  private static final Resources SIZE = new Resources(Cpu.millis(50), Memory.mebibytes(96));

  /** Operators keep everything they watch in memory. */
  private static final Resources LIMITS = new Resources(Cpu.millis(500), Memory.mebibytes(256));

  private final Workload controller;

  NginxGatewayFabric(Platform platform) {
    super(
        platform,
        Delivery.addOn(
                "nginx-gateway-fabric",
                NAMESPACE,
                PodSecurity.RESTRICTED,
                SyncWave.LATE_ADD_ONS,
                Versions.NGINX_GATEWAY_FABRIC.with(values(watched(platform))))
            .alsoIn(watched(platform)));
    mayInItsNamespaces(
        "makes the Deployment of a Gateway and gives it the certificates of its hosts",
        Power.READS_SECRETS,
        Power.RUNS_PODS);
    controller =
        deployment(
                "nginx-gateway-fabric",
                "app.kubernetes.io/name",
                "nginx-gateway-fabric",
                new PodGroup.Size(1, 1, SIZE, LIMITS))
            .ofAccount(FULL_NAME)
            .usesApiServer()
            .presents(
                CertificateNeed.server(
                    NAMESPACE,
                    SERVER_CERTIFICATE,
                    List.of("%s.%s.svc".formatted(FULL_NAME, NAMESPACE))))
            // It gives a copy of this one to the pods of NGINX.
            .presents(
                CertificateNeed.client(
                    NAMESPACE, CLIENT_CERTIFICATE, "agent.%s.svc".formatted(NAMESPACE)))
            .exposes(
                METRICS,
                "/metrics",
                MetricSource.Via.POD,
                MetricSet.NGINX_GATEWAY_FABRIC,
                MetricSet.CONTROLLER_RUNTIME);
  }

  /** The kinds that its objects are of. */
  static AddOn kinds(Platform platform) {
    return new AddOn(
        platform,
        Delivery.addOn(
            "gateway-api",
            NAMESPACE,
            PodSecurity.RESTRICTED,
            SyncWave.FIRST_ADD_ONS,
            Versions.GATEWAY_API));
  }

  private static List<Namespace> watched(Platform platform) {
    return List.of(platform.namespace(Zone.EDGE), platform.namespace(Zone.APPLICATION));
  }

  private static Map<String, Object> values(List<Namespace> watched) {
    return Fields.of("fullnameOverride", FULL_NAME)
        // Its Job runs in every sync and is never done for Argo CD; our authority issues both.
        .with(
            "certGenerator",
            Fields.of("enable", false)
                .with("serverTLSSecretName", SERVER_CERTIFICATE)
                .with("agentTLSSecretName", CLIENT_CERTIFICATE))
        .with(
            "nginxGateway",
            Fields.of("gatewayClassName", GATEWAY_CLASS)
                .with("watchNamespaces", watched.stream().map(Namespace::name).toList())
                .with("productTelemetry", Fields.of("enable", false))
                // Anything may stand in a snippet, which is why ingress-nginx is retired.
                .with("snippets", Fields.of("enable", false))
                .with("resources", PodTrees.resources(SIZE, LIMITS)));
  }

  /** Where the pods of NGINX ask for their configuration. */
  Endpoint configuration() {
    return controller.offersAs(FULL_NAME, AGENT, "configuration of NGINX");
  }
}
