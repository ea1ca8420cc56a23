package com.xtrading.platform.edge;

import static com.xtrading.platform.RenderedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import com.xtrading.platform.EditedEnvironment;
import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.component.DeclarationException;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.data.RateLimits;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.EnvironmentProblem;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.monitoring.Prometheus;
import com.xtrading.platform.security.CertManager;
import com.xtrading.platform.services.Frontend;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignOnTest {

  private static final String EDGE = "pytrading-prod-edge";
  private static final String PROXY = "sign-on-prometheus";
  private static final JudgedEnvironment PRODUCTION = TestPlatform.sample("production");
  private static final JudgedEnvironment STAGING = TestPlatform.sample("staging");

  private static Tree settings(JudgedEnvironment rendered, String ui) {
    try {
      return Tree.of(
          new TomlMapper()
              .readValue(
                  Select.file(rendered, "config/oauth2-proxy/%s.toml".formatted(ui)), Map.class));
    } catch (JsonProcessingException noToml) {
      throw new AssertionError(noToml);
    }
  }

  private static List<String> texts(Tree list) {
    return list.elements().map(one -> one.text("")).toList();
  }

  @Test
  void everyUserInterfaceHasAHostWithAListenerACertificateAndARouteToItsProxy() {
    for (String ui : List.of("prometheus", "rabbitmq")) {
      String host = ui + ".xtrading.com";
      assertThat(PRODUCTION)
          .has("HTTPRoute", EDGE, "sign-on-" + ui)
          .at("spec.hostnames.0")
          .is(host)
          .at("spec.parentRefs.0.sectionName")
          .is(ui)
          .at("spec.rules.0.backendRefs.0.name")
          .is("sign-on-" + ui);
      assertThat(PRODUCTION).has("Certificate", EDGE, ui + "-tls").at("spec.dnsNames.0").is(host);
      assertThat(
              texts(
                  Select.at(
                      Select.one(PRODUCTION, "HTTPRoute", EDGE, "redirect"), "spec.hostnames")))
          .contains(host);
      assertThat(
              Select.one(PRODUCTION, "Gateway", "edge")
                  .at("spec", "listeners")
                  .elements()
                  .filter(listener -> listener.at("hostname").text("").equals(host))
                  .map(listener -> Select.at(listener, "tls.certificateRefs.0.name").text("")))
          .containsExactly(ui + "-tls");
    }
  }

  @Test
  void theProxyIsTheOnlyWayToTheUserInterfaceAndTheEdgeTheOnlyOneToTheProxy() {
    assertThat(PRODUCTION)
        .has("NetworkPolicy", EDGE, "edge")
        .allowsEgressTo(EDGE, "app.kubernetes.io/name=" + PROXY, 4180);
    assertThat(
            PRODUCTION.topology().dependencies().stream()
                .filter(edge -> edge.to().peer().name().equals(PROXY))
                .map(edge -> edge.from().name() + ":" + edge.to().port().number()))
        .containsExactlyInAnyOrder("edge:4180", "prometheus:44180");
    assertThat(
            PRODUCTION.topology().dependencies().stream()
                .filter(edge -> edge.to().peer().name().equals("prometheus"))
                .filter(edge -> edge.to().port().number() == 9090)
                .map(edge -> edge.from().name()))
        .containsExactlyInAnyOrder(PROXY, "prometheus");
    assertThat(PRODUCTION)
        .has("NetworkPolicy", EDGE, PROXY)
        .allowsEgressTo("10.40.10.0/24", 443)
        .allowsEgressTo(
            "pytrading-prod-monitoring", "operator.prometheus.io/name=prometheus", 9090);
  }

  @Test
  void asksTheProviderWithACodeThatNobodyElseCanUse() {
    Tree settings = settings(PRODUCTION, "prometheus");
    assertThat(settings.at("oidc_issuer_url").text(""))
        .isEqualTo("https://login.xtrading.com/realms/xtrading");
    assertThat(settings.at("client_id").text("")).isEqualTo("xtrading-production-prometheus");
    assertThat(settings.at("redirect_url").text(""))
        .isEqualTo("https://prometheus.xtrading.com/oauth2/callback");
    assertThat(settings.at("code_challenge_method").text("")).isEqualTo("S256");
    assertThat(settings.at("insecure_oidc_skip_nonce").isFalse()).isTrue();
    assertThat(texts(settings.at("upstreams")))
        .containsExactly(
            "http://prometheus-operated.pytrading-prod-monitoring.svc.cluster.local:9090/");
  }

  @Test
  void letsInTheGroupsAsTokensNameThem() {
    assertThat(texts(settings(PRODUCTION, "prometheus").at("allowed_groups")))
        .containsExactly("xtrading-viewers", "xtrading-operators");
    assertThat(texts(settings(PRODUCTION, "rabbitmq").at("allowed_groups")))
        .containsExactly("xtrading-operators", "xtrading-emergency");
  }

  @Test
  void asksAgainBeforeTheTokenEndsAndEverybodyAnewAfterTheSession() {
    Tree settings = settings(PRODUCTION, "prometheus");
    assertThat(settings.at("cookie_refresh").text("")).isEqualTo("240s");
    assertThat(settings.at("cookie_expire").text("")).isEqualTo("36000s");
  }

  @Test
  void theCookieIsShortWhereThePageGoesOnAskingTheProviderItself() {
    Tree settings = settings(PRODUCTION, "rabbitmq");
    assertThat(settings.at("session_cookie_minimal").isTrue()).isTrue();
    assertThat(settings.at("cookie_refresh").exists()).isFalse();
    assertThat(settings.at("cookie_expire").text("")).isEqualTo("36000s");
    assertThat(settings(PRODUCTION, "prometheus").at("session_cookie_minimal").exists()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pass_access_token",
        "pass_authorization_header",
        "pass_basic_auth",
        "pass_user_headers",
        "set_authorization_header",
        "set_xauthrequest",
        "reverse_proxy"
      })
  void believesAndTellsNothingAboutPeople(String setting) {
    assertThat(settings(PRODUCTION, "prometheus").at(setting).isFalse()).isTrue();
  }

  @Test
  void readsItsSecretsFromFilesThatVaultFills() {
    Tree settings = settings(PRODUCTION, "prometheus");
    String folder = "/etc/xtrading/secrets/sign-on-prometheus/";
    assertThat(settings.at("client_secret_file").text("")).isEqualTo(folder + "client-secret");
    assertThat(settings.at("cookie_secret_file").text("")).isEqualTo(folder + "cookie-secret");
    assertThat(PRODUCTION)
        .has("ExternalSecret", EDGE, PROXY)
        .at("spec.data.0.remoteRef.key")
        .is("production/sign-on/prometheus");
  }

  @Test
  void theProgramReadsTheFileThatStandsInDist() {
    assertThat(
            Select.one(PRODUCTION, "ConfigMap", EDGE, PROXY)
                .at("data", "oauth2-proxy.toml")
                .text(""))
        .isEqualTo(Select.file(PRODUCTION, "config/oauth2-proxy/prometheus.toml"));
    assertThat(PRODUCTION)
        .has("Deployment", EDGE, PROXY)
        .at("spec.template.spec.containers.0.args.0")
        .is("--config=/etc/oauth2-proxy/oauth2-proxy.toml");
  }

  @ParameterizedTest
  @CsvSource({"production, 2, true", "staging, 1, false"})
  void runsAsOftenAsTheEnvironmentSays(String name, int pods, boolean budget) {
    JudgedEnvironment rendered = TestPlatform.sample(name);
    assertThat(Select.one(rendered, "Deployment", PROXY).at("spec", "replicas").number(0))
        .isEqualTo(pods);
    assertThat(
            Select.all(rendered, "PodDisruptionBudget").anyMatch(one -> one.name().equals(PROXY)))
        .isEqualTo(budget);
  }

  @Test
  void nobodyOnTheWayKeepsAnswersAndLongCookiesFit() {
    Tree set =
        Select.at(
            Select.one(PRODUCTION, "HTTPRoute", EDGE, PROXY),
            "spec.rules.0.filters.0.responseHeaderModifier.set.0");
    assertThat(set.at("name").text("")).isEqualTo("Cache-Control");
    assertThat(set.at("value").text("")).isEqualTo("no-store");
    assertThat(PRODUCTION)
        .has("ProxySettingsPolicy", EDGE, PROXY)
        .at("spec.targetRefs.0.name")
        .is(PROXY)
        .at("spec.buffering.bufferSize")
        .is("16k");
    assertThat(PRODUCTION)
        .has("RateLimitPolicy", EDGE, PROXY)
        .at("spec.targetRefs.0.name")
        .is(PROXY);
  }

  @Test
  void aUserInterfaceInHttpsIsKnownByThePlatformsAuthority() {
    assertThat(texts(settings(PRODUCTION, "rabbitmq").at("upstreams")))
        .containsExactly("https://rabbitmq.pytrading-prod-data.svc.cluster.local:15671/");
    assertThat(PRODUCTION)
        .has("ConfigMap", EDGE, "sign-on-rabbitmq-connections")
        .at("data.SSL_CERT_FILE")
        .is("/etc/xtrading/certificates/platform-trust/ca.crt");
    assertThat(PRODUCTION)
        .has("Deployment", EDGE, "sign-on-rabbitmq")
        .at("spec.template.spec.containers.0.envFrom.0.configMapRef.name")
        .is("sign-on-rabbitmq-connections");
  }

  @Test
  void saysWhichClientsTheProviderMustKnow() {
    Tree clients =
        Select.parse(Select.file(STAGING, "config/identity-provider/clients.json")).at("clients");
    assertThat(
            clients
                .elements()
                .map(
                    client ->
                        "%s %s %s"
                            .formatted(
                                client.at("clientId").text(""),
                                client.at("kind").text(""),
                                Select.at(client, "redirectUris.0").text(""))))
        .containsExactly(
            "xtrading-staging-prometheus confidential"
                + " https://prometheus.staging.xtrading.com/oauth2/callback",
            "xtrading-staging-rabbitmq confidential"
                + " https://rabbitmq.staging.xtrading.com/oauth2/callback",
            "xtrading-staging-rabbitmq-browser public"
                + " https://rabbitmq.staging.xtrading.com/js/oidc-oauth/login-callback.html");
  }

  /** Only the page that runs in browsers asks for tokens from there. */
  @Test
  void thePageMayAskForTokensFromItsOwnOriginAlone() {
    assertThat(
            Select.parse(Select.file(STAGING, "config/identity-provider/clients.json"))
                .at("clients")
                .elements()
                .map(client -> client.at("kind").text("") + texts(client.at("webOrigins"))))
        .containsExactly(
            "confidential[]", "confidential[]", "public[https://rabbitmq.staging.xtrading.com]");
  }

  @Test
  void theClientIsCalledAsTheEnvironmentSays() {
    JudgedEnvironment rendered =
        TestPlatform.render(
            EditedEnvironment.of(
                "staging",
                "prometheus: {who: [viewers, operators]}",
                "prometheus: {who: [operators], clientId: graphs}"));
    assertThat(settings(rendered, "prometheus").at("client_id").text("")).isEqualTo("graphs");
  }

  @Test
  void whereNobodyOpensUserInterfacesThereIsNothing() {
    assertThat(TestPlatform.sample("development").manifests().stream().map(Manifest::name))
        .noneMatch(name -> name.startsWith("sign-on"));
    JudgedEnvironment rendered =
        TestPlatform.render(
            EditedEnvironment.of(
                "staging", "    rabbitmq: {who: [viewers, operators, emergency]}\n", ""));
    assertThat(rendered).has("Deployment", PROXY);
    assertThat(rendered.manifests().stream().map(Manifest::name))
        .noneMatch(name -> name.equals("sign-on-rabbitmq"));
    assertThat(Select.file(rendered, "config/rabbitmq/rabbitmq.conf")).doesNotContain("oauth");
  }

  private static SignOn signOn(Platform platform) {
    Frontend web = new Frontend(platform);
    Kong api =
        new Kong(platform, new RateLimits(platform).counters(), List.of())
            .routes(web.http(), Route.of("a", "/a"));
    NginxGateway edge =
        new NginxGateway(platform, web.http(), api, new CertManager(platform).controller());
    return new SignOn(platform, edge).protect("prometheus", new Prometheus(platform).http());
  }

  @Test
  void aUserInterfaceThatNobodyDeclaresIsAMistakeInTheFile() {
    Environment environment =
        EditedEnvironment.sizing(
            EditedEnvironment.of("staging", "    prometheus: {who", "    promotheus: {who"),
            "frontend");
    Platform platform = new Platform(environment);
    signOn(platform);
    assertThat(platform.problems())
        .extracting(EnvironmentProblem::toString)
        .contains(
            "environments/staging.yaml: identity.uis.promotheus: is opened and declared nowhere;"
                + " allowed: the declared user interfaces: [prometheus]; write prometheus");
  }

  @Test
  void aUserInterfaceIsDeclaredOnce() {
    Platform platform = new Platform(TestPlatform.environment("staging"));
    SignOn signOn = signOn(platform);
    Endpoint page = new Frontend(new Platform(TestPlatform.environment("staging"))).http();
    assertThatThrownBy(() -> signOn.protect("prometheus", page))
        .isInstanceOf(DeclarationException.class)
        .hasMessage("user interface prometheus is declared twice; rename one of them");
  }

  @Test
  void whoeverSeesThePagesOfPrometheusCannotEndIt() {
    // The operator switches its lifecycle API on for reloads by HTTP only.
    assertThat(PRODUCTION)
        .has("Prometheus", "prometheus")
        .at("spec.reloadStrategy")
        .is("ProcessSignal");
  }

  @Test
  void somebodyIsToldWhenPeopleAreNotLetIn() {
    assertThat(PRODUCTION.topology().alerts())
        .filteredOn(alert -> alert.name().equals("SignInsFail"))
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.expression()).contains("oauth2_proxy_requests_total");
              assertThat(alert.holdFor()).isEqualTo(Duration.ofMinutes(5));
            });
    assertThat(PRODUCTION.topology().alerts())
        .filteredOn(alert -> alert.name().equals("ServiceAbsent"))
        .extracting(alert -> alert.labels().get("service"))
        .contains(PROXY, "sign-on-rabbitmq");
  }
}
