package com.xtrading.platform.policy.rules.references;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.xtrading.platform.policy.Examples;
import com.xtrading.platform.policy.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReferencesAreClosedTest {

  private static final String NAMESPACE =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: shop}
      """;

  private static final String CLUSTER =
      """
      apiVersion: postgresql.cnpg.io/v1
      kind: Cluster
      metadata: {name: a, namespace: shop}
      spec: {instances: 1}
      """;

  private final ReferencesAreClosed rule = new ReferencesAreClosed();

  private List<String> places(String... objects) {
    String[] all = new String[objects.length + 1];
    all[0] = NAMESPACE;
    System.arraycopy(objects, 0, all, 1, objects.length);
    return Examples.places(rule, Examples.rendered(all));
  }

  private static String object(String apiVersion, String kind, String name, String rest) {
    return "apiVersion: %s\nkind: %s\nmetadata: {name: %s, namespace: shop}\n%s\n"
        .formatted(apiVersion, kind, name, rest);
  }

  private static String pod(String spec) {
    return """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop, labels: {app: web}}
        spec: {%s}
        """
        .formatted(spec);
  }

  private static String container(String fields) {
    return pod("containers: [{name: web, %s}]".formatted(fields));
  }

  @Test
  void aNamespaceMustBeRenderedUnlessItIsGiven() {
    assertThat(places(object("v1", "ConfigMap", "a", "").replace("shop", "other")))
        .containsExactly("ConfigMap other/a: metadata.namespace");
    assertThat(places(object("v1", "ConfigMap", "a", "").replace("shop", "argocd"))).isEmpty();
  }

  @Test
  void accountsClassesClaimsAndPullSecretsOfPodsMustExist() {
    assertThat(
            places(
                pod(
                    "serviceAccountName: web, priorityClassName: high, imagePullSecrets: [{name: r}],"
                        + " volumes: [{name: a, persistentVolumeClaim: {claimName: data}}]")))
        .containsExactly(
            "Pod shop/web: spec.serviceAccountName",
            "Pod shop/web: spec.priorityClassName",
            "Pod shop/web: spec.imagePullSecrets[0].name",
            "Pod shop/web: spec.volumes[0].persistentVolumeClaim.claimName");
    assertThat(places(pod("serviceAccountName: default, priorityClassName: system-node-critical")))
        .isEmpty();
  }

  private static final String GATEWAY =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: shop}
      spec:
        gatewayClassName: nginx
        listeners:
          - {name: http, port: 80, protocol: HTTP}
          - name: web
            port: 443
            protocol: HTTPS
            hostname: shop.example
            tls: {certificateRefs: [{name: web-tls}]}
      """;

  private static final String CERTIFICATE =
      """
      apiVersion: cert-manager.io/v1
      kind: Certificate
      metadata: {name: web, namespace: shop}
      spec: {secretName: web-tls, dnsNames: [shop.example]}
      """;

  /** A service that the operator of {@link #CLUSTER} makes. */
  private static String route(String parent, String host, String backend) {
    return object(
        "gateway.networking.k8s.io/v1",
        "HTTPRoute",
        "web",
        "spec: {parentRefs: [%s], hostnames: [%s], rules: [{backendRefs: [%s]}]}"
            .formatted(parent, host, backend));
  }

  @Test
  void listenersNeedTheirCertificateAndSettings() {
    assertThat(places(GATEWAY))
        .containsExactly("Gateway shop/edge: spec.listeners[1].tls.certificateRefs[0].name");
    assertThat(places(GATEWAY, CERTIFICATE)).isEmpty();
    assertThat(
            places(
                GATEWAY
                    .replace("    tls: {certificateRefs: [{name: web-tls}]}\n", "")
                    .replace(
                        "gatewayClassName: nginx",
                        "gatewayClassName: nginx\n"
                            + "  infrastructure: {parametersRef: {kind: NginxProxy, name: gone}}")))
        .containsExactly(
            "Gateway shop/edge: spec.infrastructure.parametersRef.name",
            "Gateway shop/edge: spec.listeners[1].tls.certificateRefs");
  }

  @Test
  void routesNeedTheirGatewayListenerHostAndBackend() {
    String good = "{name: a-rw, port: 5432}";
    assertThat(
            places(
                GATEWAY,
                CERTIFICATE,
                CLUSTER,
                route("{name: edge, sectionName: web}", "shop.example", good)))
        .isEmpty();
    assertThat(places(GATEWAY, CERTIFICATE, CLUSTER, route("{name: gone}", "shop.example", good)))
        .containsExactly("HTTPRoute shop/web: spec.parentRefs[0].name");
    assertThat(
            places(
                GATEWAY,
                CERTIFICATE,
                CLUSTER,
                route("{name: edge, sectionName: api}", "shop.example", good)))
        .containsExactly("HTTPRoute shop/web: spec.parentRefs[0].sectionName");
    assertThat(
            places(
                GATEWAY,
                CERTIFICATE,
                CLUSTER,
                route("{name: edge, sectionName: web}", "other.example", good)))
        .containsExactly("HTTPRoute shop/web: spec.hostnames");
    assertThat(
            places(
                GATEWAY,
                CERTIFICATE,
                CLUSTER,
                route("{name: edge}", "shop.example", "{name: a-rw, port: 80}, {name: gone}")))
        .containsExactly(
            "HTTPRoute shop/web: spec.rules[0].backendRefs[0].port",
            "HTTPRoute shop/web: spec.rules[0].backendRefs[1].name");
  }

  @Test
  void routesLeadToAnotherNamespaceWhereThatLetsThem() {
    String other = CLUSTER.replace("shop", "data");
    String namespace = NAMESPACE.replace("shop", "data");
    String route =
        route("{name: edge}", "shop.example", "{name: a-rw, namespace: data, port: 5432}");
    String grant =
        """
        apiVersion: gateway.networking.k8s.io/v1beta1
        kind: ReferenceGrant
        metadata: {name: edge, namespace: data}
        spec:
          from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop}]
          to: [{group: "", kind: Service, name: a-rw}]
        """;
    assertThat(places(namespace, GATEWAY, CERTIFICATE, other, route))
        .containsExactly("HTTPRoute shop/web: spec.rules[0].backendRefs[0].namespace");
    assertThat(places(namespace, GATEWAY, CERTIFICATE, other, route, grant)).isEmpty();
    assertThat(
            places(
                namespace,
                GATEWAY,
                CERTIFICATE,
                other,
                route,
                grant.replace("name: a-rw}", "name: a-ro}")))
        .hasSize(1);
  }

  @Test
  void policiesOfTheGatewayNeedTheirTarget() {
    assertThat(
            places(
                object(
                    "gateway.nginx.org/v1alpha1",
                    "ClientSettingsPolicy",
                    "a",
                    "spec: {targetRef: {kind: Gateway, name: gone}}"),
                object(
                    "gateway.nginx.org/v1alpha1",
                    "ProxySettingsPolicy",
                    "b",
                    "spec: {targetRefs: [{kind: HTTPRoute, name: gone}]}")))
        .containsExactly(
            "ClientSettingsPolicy shop/a: spec.targetRef.name",
            "ProxySettingsPolicy shop/b: spec.targetRefs[0].name");
  }

  @Test
  void configMapsAndTheirKeysMustExist() {
    String map = object("v1", "ConfigMap", "web", "data: {a.conf: x}");
    String reads =
        container(
            "env: [{name: A, valueFrom: {configMapKeyRef: {name: web, key: KEY}}}]"
                .replace("KEY", "%s"));
    assertThat(places(map, reads.formatted("a.conf"))).isEmpty();
    assertThat(places(map, reads.formatted("b.conf")))
        .containsExactly("Pod shop/web: spec.containers[0].env[0].valueFrom.configMapKeyRef.key");
    assertThat(places(container("envFrom: [{configMapRef: {name: web, optional: true}}]")))
        .isEmpty();
    assertThat(
            places(
                pod(
                    "volumes: [{name: a, projected: {sources: [{configMap: {name: kube-root-ca.crt}},"
                        + " {configMap: {name: gone}}]}}]")))
        .containsExactly("Pod shop/web: spec.volumes[0].projected.sources[1].configMap.name");
  }

  @Test
  void secretsComeFromExternalSecretsWithThatKey() {
    String reads =
        container("env: [{name: A, valueFrom: {secretKeyRef: {name: db, key: password}}}]");
    String key = "Pod shop/web: spec.containers[0].env[0].valueFrom.secretKeyRef.key";
    String external = "external-secrets.io/v1";
    assertThat(places(reads))
        .containsExactly("Pod shop/web: spec.containers[0].env[0].valueFrom.secretKeyRef.name");
    assertThat(
            places(
                reads,
                object(
                    external,
                    "ExternalSecret",
                    "web",
                    "spec: {target: {name: db}, data: [{secretKey: password}]}")))
        .isEmpty();
    assertThat(
            places(
                reads,
                object(external, "ExternalSecret", "db", "spec: {data: [{secretKey: user}]}")))
        .containsExactly(key);
    assertThat(
            places(
                reads,
                object(external, "ExternalSecret", "db", "spec: {dataFrom: [{extract: {}}]}")))
        .isEmpty();
    assertThat(
            places(
                reads,
                object(
                    external,
                    "ExternalSecret",
                    "db",
                    "spec: {data: [{secretKey: password}], target: {template: {data: {dsn: x}}}}")))
        .as("a template replaces what was read")
        .containsExactly(key);
  }

  @Test
  void whatOperatorsMakeOfCustomResourcesIsThere() {
    String reads = "envFrom: [{secretRef: {name: %s}}]";
    assertThat(places(CLUSTER, container(reads.formatted("a-app")))).isEmpty();
    assertThat(places(CLUSTER, container(reads.formatted("b-app")))).hasSize(1);
    assertThat(places(container(reads.formatted("a-app")))).hasSize(1);
  }

  @Test
  void aServiceLeadsToADeclaredPortOfPodsInItsNamespace() {
    String pod = container("ports: [{name: http, containerPort: 8000}]");
    String service = "spec: {selector: {app: web}, ports: [{port: 80, targetPort: %s}]}";
    assertThat(places(pod, object("v1", "Service", "web", service.formatted("http")))).isEmpty();
    assertThat(places(pod, object("v1", "Service", "web", service.formatted("8000")))).isEmpty();
    assertThat(places(pod, object("v1", "Service", "web", service.formatted("8001"))))
        .containsExactly("Service shop/web: spec.ports[0].targetPort");
    assertThat(places(pod, object("v1", "Service", "web", service.replace(", targetPort: %s", ""))))
        .containsExactly("Service shop/web: spec.ports[0].port");
    assertThat(places(object("v1", "Service", "web", service.formatted("http"))))
        .containsExactly("Service shop/web: spec.selector");
    assertThat(
            places(
                CLUSTER, object("v1", "Service", "db", "spec: {selector: {cnpg.io/cluster: a}}")))
        .isEmpty();
    assertThat(places(object("v1", "Service", "outside", "spec: {ports: [{port: 1}]}"))).isEmpty();
  }

  @Test
  void aNativeSidecarServesAndAnotherInitContainerDoesNot() {
    String pod = "initContainers: [{name: a, %sports: [{name: http, containerPort: 80}]}]";
    String service =
        object("v1", "Service", "web", "spec: {selector: {app: web}, ports: [{port: 80}]}");
    assertThat(places(pod(pod.formatted("restartPolicy: Always, ")), service)).isEmpty();
    assertThat(places(pod(pod.formatted("")), service)).hasSize(1);
  }

  @Test
  void monitorsSelectSomethingWithTheNamedPort() {
    String pod = container("ports: [{name: metrics, containerPort: 9090}]");
    String service =
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: shop, labels: {app: web}}
        spec: {selector: {app: web}, ports: [{name: http, port: 9090}]}
        """;
    String monitor = "spec: {selector: {matchLabels: {app: %s}}, %s: [{port: %s}]}";
    String crd = "monitoring.coreos.com/v1";
    assertThat(
            places(
                pod,
                service,
                object(crd, "ServiceMonitor", "a", monitor.formatted("web", "endpoints", "http")),
                object(
                    crd,
                    "PodMonitor",
                    "a",
                    monitor.formatted("web", "podMetricsEndpoints", "metrics"))))
        .isEmpty();
    assertThat(
            places(
                pod,
                service,
                object(crd, "ServiceMonitor", "a", monitor.formatted("web", "endpoints", "x")),
                object(crd, "ServiceMonitor", "b", monitor.formatted("gone", "endpoints", "http")),
                object(
                    crd, "PodMonitor", "c", monitor.formatted("web", "podMetricsEndpoints", "x"))))
        .containsExactly(
            "ServiceMonitor shop/a: spec.endpoints[0].port",
            "ServiceMonitor shop/b: spec.selector",
            "PodMonitor shop/c: spec.podMetricsEndpoints[0].port");
    assertThat(
            places(
                pod,
                service,
                object(crd, "ServiceMonitor", "a", monitor.formatted("web", "endpoints", "http"))
                    .replace("spec: {", "spec: {namespaceSelector: {matchNames: [other]}, ")))
        .containsExactly("ServiceMonitor shop/a: spec.selector");
  }

  @Test
  void bindingsBindWhatExistsOrIsBuiltIn() {
    String binding =
        """
        roleRef: {kind: %s, name: %s}
        subjects: [{kind: ServiceAccount, name: web}, {kind: Group, name: anyone}]
        """;
    String account = object("v1", "ServiceAccount", "web", "");
    String rbac = "rbac.authorization.k8s.io/v1";
    assertThat(
            places(
                account,
                object(rbac, "RoleBinding", "a", binding.formatted("ClusterRole", "view"))))
        .isEmpty();
    assertThat(places(object(rbac, "RoleBinding", "a", binding.formatted("Role", "view"))))
        .containsExactly(
            "RoleBinding shop/a: roleRef.name", "RoleBinding shop/a: subjects[0].name");
  }

  @Test
  void autoscalersAndIngressesLeadSomewhere() {
    assertThat(
            places(
                object(
                    "autoscaling/v2",
                    "HorizontalPodAutoscaler",
                    "web",
                    "spec: {scaleTargetRef: {kind: Deployment, name: web}}"),
                object(
                    "networking.k8s.io/v1",
                    "Ingress",
                    "web",
                    "spec: {defaultBackend: {service: {name: web, port: {number: 80}}}}")))
        .containsExactly(
            "HorizontalPodAutoscaler shop/web: spec.scaleTargetRef.name",
            "Ingress shop/web: spec.defaultBackend.service.name");
  }

  @Test
  void aMessageSaysWhatToChange() {
    assertThat(rule.check(Examples.rendered(NAMESPACE, pod("serviceAccountName: web"))))
        .extracting(Finding::problem, Finding::change)
        .containsExactly(
            tuple(
                "no ServiceAccount \"web\" is rendered in shop", "render it, or correct the name"));
  }

  @Test
  void aSecretAsksAStoreOfItsNamespace() {
    String secret =
        object(
            "external-secrets.io/v1",
            "ExternalSecret",
            "web",
            "spec: {secretStoreRef: {kind: SecretStore, name: vault}}");
    String store = object("external-secrets.io/v1", "SecretStore", "vault", "spec: {}");
    assertThat(places(secret)).containsExactly("ExternalSecret shop/web: spec.secretStoreRef.name");
    assertThat(places(secret, store)).isEmpty();
    assertThat(places(secret.replace("kind: SecretStore", "kind: ClusterSecretStore"))).isEmpty();
  }

  @Test
  void aStoreLogsInWithAnAccountAndKnowsVaultByAnAuthorityOfItsNamespace() {
    String store =
        object(
            "external-secrets.io/v1",
            "SecretStore",
            "vault",
            "spec: {provider: {vault: {caProvider: {type: Secret, name: trust, key: ca.crt},"
                + " auth: {kubernetes: {serviceAccountRef: {name: reader}}}}}}");
    String account = object("v1", "ServiceAccount", "reader", "");
    String certificate =
        object("cert-manager.io/v1", "Certificate", "trust", "spec: {secretName: trust}");
    String vault = "SecretStore shop/vault: spec.provider.vault.";
    assertThat(places(store))
        .containsExactly(
            vault + "auth.kubernetes.serviceAccountRef.name", vault + "caProvider.name");
    assertThat(places(store, account, certificate)).isEmpty();
    assertThat(places(store.replace("ca.crt", "ca.pem"), account, certificate))
        .containsExactly(vault + "caProvider.key");
    assertThat(places(store.replace("type: Secret", "type: ConfigMap"), account, certificate))
        .containsExactly(vault + "caProvider.name");
  }

  @Test
  void aBackendOfAnotherKindIsNoServiceOfThatName() {
    String service = object("v1", "Service", "web", "spec: {ports: [{port: 80}]}");
    String gateway =
        object("gateway.networking.k8s.io/v1", "Gateway", "edge", "spec: {listeners: [{}]}");
    String route =
        object(
            "gateway.networking.k8s.io/v1",
            "HTTPRoute",
            "web",
            "spec: {parentRefs: [{name: edge}], rules: [{backendRefs: [{%sname: web, port: 80}]}]}");
    assertThat(places(service, gateway, route.formatted(""))).isEmpty();
    assertThat(
            places(
                service,
                gateway,
                route.formatted("group: inference.networking.k8s.io, kind: InferencePool, ")))
        .containsExactly("HTTPRoute shop/web: spec.rules[0].backendRefs[0].name");
  }

  @Test
  void aGatewayOfIstioIsNoParentOfARoute() {
    String gateway = object("networking.istio.io/v1", "Gateway", "edge", "spec: {}");
    String route =
        object(
            "gateway.networking.k8s.io/v1",
            "HTTPRoute",
            "web",
            "spec: {parentRefs: [{name: edge}]}");
    assertThat(places(gateway, route))
        .containsExactly("HTTPRoute shop/web: spec.parentRefs[0].name");
  }
}
