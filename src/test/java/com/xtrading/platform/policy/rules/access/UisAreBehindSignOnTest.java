package com.xtrading.platform.policy.rules.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Examples;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.rules.isolation.OnlyDeclaredConnections;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class UisAreBehindSignOnTest {

  private final UisAreBehindSignOn rule = new UisAreBehindSignOn();
  private final String guarded = rule.goodExample();

  private List<String> problems(String text, String replacement) {
    assertThat(guarded).contains(text);
    return rule.check(Examples.rendered(guarded.replace(text, replacement))).stream()
        .map(Finding::problem)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "upstreams = | skip_auth_routes = [\"^/public\"] | skip_auth_routes lets people past",
        "upstreams = | skip_auth_regex = [\"x\"] | skip_auth_regex lets people past",
        "upstreams = | trusted_ips = [\"10.0.0.0/8\"] | trusted_ips lets people past",
        "upstreams = | extra_jwt_issuers = [\"a=b\"] | extra_jwt_issuers lets people past",
        "upstreams = | skip_auth_preflight = true | skip_auth_preflight believes whoever comes",
        "upstreams = | skip_jwt_bearer_tokens = true | skip_jwt_bearer_tokens believes whoever comes",
        "upstreams = | ssl_insecure_skip_verify = true | ssl_insecure_skip_verify believes whoever comes",
        "upstreams = | client_secret = \"s\" | client_secret stands in the file",
        "upstreams = | cookie_secure = false | has a cookie that others can read or set",
        "upstreams = | cookie_httponly = false | has a cookie that others can read or set",
        "upstreams = | reverse_proxy = true | believes what anybody writes into X-Forwarded headers",
        "\"staff\" | '' | lets everybody in whom the provider knows",
        "insecure_oidc_skip_nonce = false | '' | takes a token that was issued for another sign-in",
        "\"S256\" | \"plain\" | takes a code that somebody else has asked for",
        "https://login | http://login | does not know its provider by a certificate",
        "__Host-session | session | has a cookie that others can read or set",
        "args: [--config=/config/proxy.toml] | 'args: [--config=/config/proxy.toml, --skip-auth-route=.*]' |"
            + " the proxy is told things beside its file, which count before it",
        "- name: proxy | '- name: proxy; env: [{name: OAUTH2_PROXY_ALLOWED_GROUPS}]' |"
            + " the proxy is told things beside its file, which count before it",
      })
  void whatLetsPeoplePastIsFound(String text, String replacement, String problem) {
    String whole =
        text.equals("upstreams =")
            ? replacement + "\n    upstreams ="
            : replacement.replace("; ", "\n          ");
    assertThat(problems(text, whole)).containsExactly(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4180\" | 4181\"",
        "provider = \"oidc\" | ''",
        "args: [--config=/config/proxy.toml] | args: []",
        "configMap: {name: graphs-proxy} | configMap: {name: other}",
        "selector: {app: graphs-proxy} | selector: {app: graphs}",
        "selector: {app: graphs-proxy}, | ''",
        "name: graphs-proxy, port: 4180}] | kind: Other, group: example.org, name: graphs-proxy, port: 4180}]"
      })
  void aRouteToSomethingElseIsFound(String text, String replacement) {
    assertThat(problems(text, replacement))
        .containsExactly("\"graphs-proxy\" answers whoever comes");
  }

  @Test
  void aRouteMaySayThatItIsPublic() {
    assertThat(
            problems(
                "metadata: {name: graphs, namespace: shop}\nspec: {rules: [{backendRefs: [{name:"
                    + " graphs-proxy",
                "metadata: {name: graphs, namespace: shop, annotations: {xtrading.com/public:"
                    + " \"true\"}}\nspec: {rules: [{backendRefs: [{name: graphs"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "networking.k8s.io/v1 | Ingress | is a way in that asks nobody",
        "gateway.networking.k8s.io/v1 | TCPRoute | is a way in that asks nobody",
        "gateway.networking.k8s.io/v1 | TLSRoute | is a way in that asks nobody"
      })
  void thereIsNoOtherWayIn(String apiVersion, String kind, String problem) {
    assertThat(
            rule.check(
                Examples.rendered(
                    "apiVersion: %s\nkind: %s\nmetadata: {name: a, namespace: shop}\n"
                        .formatted(apiVersion, kind))))
        .extracting(Finding::problem)
        .containsExactly(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"type: NodePort", "type: LoadBalancer", "externalIPs: [192.0.2.1]"})
  void norAServiceThatIsReachedFromOutside(String spec) {
    assertThat(
            rule.check(
                Examples.rendered(
                    "apiVersion: v1\nkind: Service\nmetadata: {name: a, namespace: shop}\nspec: {%s}\n"
                        .formatted(spec))))
        .extracting(Finding::problem)
        .containsExactly("is reached from outside, past the Gateway");
  }

  private static JudgedEnvironment production() {
    return TestPlatform.reference("production");
  }

  private static Evidence with(Manifest... more) {
    JudgedEnvironment rendered = production();
    List<Manifest> manifests = new ArrayList<>(rendered.manifests());
    manifests.addAll(List.of(more));
    return Examples.rendered(rendered.topology(), manifests);
  }

  private static Manifest manifest(String apiVersion, String kind, String namespace, Object spec) {
    return new Manifest(
        "manifests/example/%s-past.yaml".formatted(kind),
        "example",
        Fields.of("apiVersion", apiVersion)
            .with("kind", kind)
            .with("metadata", Fields.of("name", "past").with("namespace", namespace))
            .with("spec", spec));
  }

  @ParameterizedTest
  @MethodSource("com.xtrading.platform.TestPlatform#each")
  void everyRouteOfThePlatformIsGuarded(JudgedEnvironment rendered) {
    assertThat(rule.check(Examples.evidence(rendered.rendered()))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "prometheus-operated, pytrading-prod-monitoring, 9090",
    "rabbitmq, pytrading-prod-data, 15671",
    "user-service, pytrading-prod, 8000"
  })
  void aRoutePastTheProxyIsFound(String service, String namespace, int port) {
    Manifest route =
        manifest(
            "gateway.networking.k8s.io/v1",
            "HTTPRoute",
            "pytrading-prod-edge",
            Fields.of(
                "rules",
                List.of(
                    Fields.of(
                        "backendRefs",
                        List.of(
                            Fields.of("name", service)
                                .with("namespace", namespace)
                                .with("port", port))))));
    assertThat(rule.check(with(route)))
        .extracting(Finding::problem)
        .containsExactly("\"%s\" answers whoever comes".formatted(service));
  }

  @Test
  void podsBehindAProxyTakeConnectionsFromNobodyElse() {
    Manifest opening =
        manifest(
            "networking.k8s.io/v1",
            "NetworkPolicy",
            "pytrading-prod-monitoring",
            Fields.of(
                    "podSelector",
                    Fields.of(
                        "matchLabels", Fields.of("operator.prometheus.io/name", "prometheus")))
                .with("policyTypes", List.of("Ingress"))
                .with(
                    "ingress",
                    List.of(
                        Fields.of(
                                "from",
                                List.of(
                                    Fields.of(
                                        "namespaceSelector",
                                        Fields.of(
                                            "matchLabels",
                                            Fields.of(
                                                "kubernetes.io/metadata.name",
                                                "pytrading-prod-edge")))))
                            .with("ports", List.of(Map.of("port", 9090))))));
    OnlyDeclaredConnections proof = new OnlyDeclaredConnections();
    assertThat(proof.check(with())).isEmpty();
    assertThat(proof.check(with(opening))).isNotEmpty();
  }
}
