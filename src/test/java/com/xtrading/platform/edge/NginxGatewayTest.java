package com.xtrading.platform.edge;

import static com.xtrading.platform.RenderedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.EditedEnvironment;
import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NginxGatewayTest {

  private static final String EDGE = "pytrading-prod-edge";
  private static final String ONE_OF_CLOUDFLARE = "173.245.48.0/20";
  private static final JudgedEnvironment PRODUCTION = TestPlatform.sample("production");
  private static final JudgedEnvironment DEVELOPMENT = TestPlatform.sample("development");

  private static Stream<Tree> listeners(JudgedEnvironment rendered) {
    return Select.one(rendered, "Gateway", "edge").at("spec", "listeners").elements();
  }

  @Test
  void everyHostHasAListenerWithACertificateOfItsOwn() {
    List<Tree> https =
        listeners(PRODUCTION)
            .filter(listener -> listener.at("protocol").text("").equals("HTTPS"))
            .toList();
    assertThat(https.stream().map(listener -> listener.at("hostname").text("")))
        .containsExactly(
            "xtrading.com", "api.xtrading.com", "prometheus.xtrading.com", "rabbitmq.xtrading.com");
    for (Tree listener : https) {
      String secret = Select.at(listener, "tls.certificateRefs.0.name").text("");
      assertThat(PRODUCTION)
          .has("Certificate", EDGE, secret)
          .at("spec.dnsNames.0")
          .is(listener.at("hostname").text(""))
          .at("spec.secretName")
          .is(secret)
          .at("spec.issuerRef.name")
          .is("public");
    }
  }

  @Test
  void certificatesAreProvenByDnsWithATokenFromVault() {
    assertThat(PRODUCTION)
        .has("Issuer", EDGE, "public")
        .at("spec.acme.solvers.0.dns01.cloudflare.apiTokenSecretRef.name")
        .is("cloudflare")
        .at("spec.acme.solvers.0.selector.dnsZones.0")
        .is("xtrading.com");
    assertThat(PRODUCTION)
        .has("ExternalSecret", EDGE, "cloudflare")
        .at("spec.data.0.remoteRef.key")
        .is("production/cloudflare/dns");
    assertThat(PRODUCTION)
        .has("NetworkPolicy", "cert-manager", "cert-manager")
        .allowsEgressTo("172.64.0.0/13", 443);
  }

  @Test
  void secretsIssuersCertificatesTheGatewayAndItsRoutesComeOneAfterTheOther() {
    assertThat(wave("ExternalSecret", "cloudflare")).isLessThan(wave("Issuer", "public"));
    assertThat(wave("Issuer", "public")).isLessThan(wave("Certificate", "web-tls"));
    assertThat(wave("Certificate", "web-tls")).isLessThan(wave("Gateway", "edge"));
    assertThat(wave("Gateway", "edge")).isLessThan(wave("HTTPRoute", "web"));
  }

  private static int wave(String kind, String name) {
    return Integer.parseInt(
        Select.at(
                Select.one(PRODUCTION, kind, EDGE, name),
                "metadata.annotations",
                "argocd.argoproj.io/sync-wave")
            .text("0"));
  }

  @Test
  void plainHttpIsOnlySentToHttps() {
    List<Manifest> plain =
        Select.all(PRODUCTION, "HTTPRoute")
            .filter(
                route -> Select.at(route, "spec.parentRefs.0.sectionName").text("").equals("http"))
            .toList();
    assertThat(plain).hasSize(1);
    Tree rule = Select.at(plain.get(0), "spec.rules.0");
    assertThat(rule.at("backendRefs").exists()).isFalse();
    assertThat(Select.at(rule, "filters.0.requestRedirect.scheme").text("")).isEqualTo("https");
    assertThat(Select.at(rule, "filters.0.requestRedirect.statusCode").number(0)).isEqualTo(301);
    assertThat(Select.at(plain.get(0), "spec.hostnames").elements()).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource({
    "web, xtrading.com, frontend, pytrading-prod, 8080",
    "api, api.xtrading.com, kong, pytrading-prod-edge, 8000",
    "api-sockets, api.xtrading.com, kong, pytrading-prod-edge, 8000"
  })
  void leadsHostsToTheirServices(
      String route, String host, String service, String namespace, int port) {
    assertThat(PRODUCTION)
        .has("HTTPRoute", EDGE, route)
        .at("spec.hostnames.0")
        .is(host)
        .at("spec.rules.0.backendRefs.0.name")
        .is(service)
        .at("spec.rules.0.backendRefs.0.namespace")
        .is(namespace)
        .at("spec.rules.0.backendRefs.0.port")
        .is(port);
    assertThat(PRODUCTION)
        .has("NetworkPolicy", EDGE, "edge")
        .allowsEgressTo(namespace, "app.kubernetes.io/name=" + service, port);
  }

  @Test
  void answersOfTheApiAreKeptByNobody() {
    for (String route : List.of("api", "api-sockets")) {
      assertThat(headers(route)).containsEntry("Cache-Control", "no-store");
    }
    assertThat(headers("web")).doesNotContainKey("Cache-Control");
    assertThat(headers("web")).containsEntry("Strict-Transport-Security", "max-age=31536000");
  }

  private static Map<String, String> headers(String route) {
    return Select.at(
            Select.one(PRODUCTION, "HTTPRoute", EDGE, route),
            "spec.rules.0.filters.0.responseHeaderModifier.set")
        .elements()
        .collect(
            java.util.stream.Collectors.toMap(
                header -> header.at("name").text(""), header -> header.at("value").text("")));
  }

  @Test
  void socketsMayBeSilentAsLongAtTheProxyAsAtTheGateway() {
    assertThat(PRODUCTION)
        .has("ProxySettingsPolicy", EDGE, "sockets")
        .at("spec.targetRefs.0.name")
        .is("api-sockets")
        .at("spec.timeout.read")
        .is("1h");
    assertThat(
            Select.at(
                    Select.one(PRODUCTION, "HTTPRoute", EDGE, "api-sockets"),
                    "spec.rules.0.matches.0.path.value")
                .text(""))
        .isEqualTo("/ws");
  }

  @Test
  void onlyCloudflareReachesAnOriginBehindIt() {
    assertThat(Cloudflare.ranges()).hasSize(15);
    Tree proxy = Tree.of(Select.one(PRODUCTION, "NginxProxy", "edge").tree());
    List<String> ranges = Cloudflare.ranges().stream().map(Object::toString).toList();
    assertThat(
            Select.at(proxy, "spec.kubernetes.service.loadBalancerSourceRanges")
                .elements()
                .map(range -> range.text("")))
        .containsExactlyElementsOf(ranges);
    assertThat(
            Select.at(proxy, "spec.rewriteClientIP.trustedAddresses")
                .elements()
                .map(address -> address.at("value").text("")))
        .containsExactlyElementsOf(ranges);
    assertThat(ingress(PRODUCTION)).containsAll(ranges).doesNotContain("0.0.0.0/0");
    assertThat(PRODUCTION)
        .has("HTTPRoute", EDGE, "web")
        .at("metadata.annotations", "external-dns.kubernetes.io/cloudflare-proxied")
        .is("true");
  }

  @Test
  void withoutItClientsComeThemselvesAndSayNothingOfWhoTheyAre() {
    Tree proxy = Tree.of(Select.one(DEVELOPMENT, "NginxProxy", "edge").tree());
    assertThat(proxy.at("spec", "rewriteClientIP").exists()).isFalse();
    assertThat(ingress(DEVELOPMENT)).contains("10.0.0.0/8").doesNotContain(ONE_OF_CLOUDFLARE);
    assertThat(DEVELOPMENT)
        .has("HTTPRoute", "pytrading-edge", "web")
        .at("metadata.annotations", "external-dns.kubernetes.io/cloudflare-proxied")
        .is("false");
  }

  @Test
  void whereAllClientsAreInPrivateNetworksTheAddressIsOneOfThem() {
    assertThat(
            Select.at(
                    Select.one(DEVELOPMENT, "NginxProxy", "edge"),
                    "spec.kubernetes.service.patches.0.value.metadata.annotations",
                    "networking.gke.io/load-balancer-type")
                .text(""))
        .isEqualTo("Internal");
    assertThat(
            Select.at(Select.one(PRODUCTION, "NginxProxy", "edge"), "spec.kubernetes.service")
                .at("patches")
                .exists())
        .isFalse();
    JudgedEnvironment open =
        TestPlatform.render(
            EditedEnvironment.of("development", "[10.0.0.0/8]", "[10.0.0.0/8, 198.51.100.0/24]"));
    assertThat(
            Select.at(Select.one(open, "NginxProxy", "edge"), "spec.kubernetes.service")
                .at("patches")
                .exists())
        .isFalse();
  }

  @Test
  void oneAddressCannotFloodTheApi() {
    assertThat(PRODUCTION)
        .has("RateLimitPolicy", EDGE, "flood")
        .at("spec.targetRefs.0.name")
        .is("api")
        .at("spec.rateLimit.local.rules.0.key")
        .is("$binary_remote_addr");
  }

  private static List<String> ingress(JudgedEnvironment rendered) {
    return Select.one(rendered, "NetworkPolicy", "edge")
        .at("spec", "ingress")
        .elements()
        .flatMap(rule -> rule.at("from").elements())
        .map(peer -> peer.at("ipBlock", "cidr").text(""))
        .filter(cidr -> !cidr.isEmpty())
        .toList();
  }

  @Test
  void dnsRecordsAreWrittenForOneZoneAndOwnedByTheEnvironment() {
    Tree values =
        Select.at(
            Select.one(PRODUCTION, "Application", "production-external-dns"),
            "spec.sources.0.helm.valuesObject");
    assertThat(values.at("txtOwnerId").text("")).isEqualTo("xtrading-production");
    assertThat(Select.at(values, "domainFilters.0").text("")).isEqualTo("xtrading.com");
    assertThat(Select.at(values, "extraArgs", "zone-id-filter").elements()).hasSize(1);
    assertThat(Select.at(values, "env.0.value").text("")).isEqualTo("file:/etc/cloudflare/token");
    assertThat(PRODUCTION).has("ExternalSecret", "external-dns", "cloudflare");
    assertThat(PRODUCTION)
        .has("NetworkPolicy", "external-dns", "external-dns")
        .allowsEgressTo(ONE_OF_CLOUDFLARE, 443);
  }

  @ParameterizedTest
  @ValueSource(strings = {"server-tls", "agent-tls"})
  void nginxAndItsControllerKnowEachOtherByThePlatformsAuthority(String certificate) {
    assertThat(PRODUCTION)
        .has("Certificate", "nginx-gateway", certificate)
        .at("spec.issuerRef.name")
        .is("xtrading-authority");
    assertThat(PRODUCTION)
        .has("NetworkPolicy", "nginx-gateway", "nginx-gateway-fabric")
        .allowsIngressFrom(EDGE, "gateway.networking.k8s.io/gateway-name=edge", 8443);
  }

  @Test
  void theControllerSeesNoNamespaceButThoseWithRoutesAndBackends() {
    Tree values =
        Select.at(
            Select.one(PRODUCTION, "Application", "production-nginx-gateway-fabric"),
            "spec.sources.0.helm.valuesObject");
    assertThat(
            Select.at(values, "nginxGateway.watchNamespaces").elements().map(name -> name.text("")))
        .containsExactly(EDGE, "pytrading-prod");
  }

  @Test
  void oneNginxCanAlwaysLeave() {
    assertThat(PRODUCTION)
        .has("PodDisruptionBudget", EDGE, "edge")
        .at("spec.maxUnavailable")
        .is(1)
        .at("spec.selector.matchLabels", "gateway.networking.k8s.io/gateway-name")
        .is("edge");
    assertThat(DEVELOPMENT).hasNo("PodDisruptionBudget", "edge");
  }
}
