package com.xtrading.platform.edge;

import static com.xtrading.platform.RenderedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrading.platform.EditedEnvironment;
import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.component.DeclarationException;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.data.RateLimits;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.edge.Route.Method;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.model.Port;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class KongTest {

  private static final String EDGE = "pytrading-prod-edge";
  private static final JudgedEnvironment PRODUCTION = TestPlatform.sample("production");
  private static final Tree FILE = Select.parse(Select.file(PRODUCTION, "config/kong/kong.yaml"));

  /** Fields of the plugins' schemas in Kong 3.9.3 (kong/plugins/x/schema.lua) that we write. */
  private static final Map<String, Set<String>> KNOWN =
      Map.of(
          "correlation-id", Set.of("header_name", "generator", "echo_downstream"),
          "cors", Set.of("origins", "methods", "headers", "exposed_headers", "max_age"),
          "jwt",
              Set.of("key_claim_name", "claims_to_verify", "maximum_expiration", "uri_param_names"),
          "opentelemetry", Set.of("traces_endpoint", "resource_attributes", "propagation"),
          "pre-function", Set.of("access"),
          "prometheus",
              Set.of(
                  "status_code_metrics",
                  "latency_metrics",
                  "bandwidth_metrics",
                  "upstream_health_metrics"),
          "rate-limiting",
              Set.of(
                  "minute",
                  "hour",
                  "day",
                  "policy",
                  "redis",
                  "limit_by",
                  "header_name",
                  "fault_tolerant"),
          "request-size-limiting", Set.of("allowed_payload_size", "size_unit"));

  private static Tree named(Tree list, String name) {
    return list.elements()
        .filter(one -> one.at("name").text("").equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name));
  }

  private static Tree route(String service, String name) {
    return named(named(FILE.at("services"), service).at("routes"), name);
  }

  private static Tree config(Tree scope, String plugin) {
    return named(scope.at("plugins"), plugin).at("config");
  }

  private static List<String> texts(Tree list) {
    return list.elements().map(one -> one.text("")).toList();
  }

  @Test
  void podsReadTheBytesThatStandAsAFile() {
    assertThat(Select.one(PRODUCTION, "ConfigMap", "kong-routes").at("data", "kong.yaml").text(""))
        .isEqualTo(Select.file(PRODUCTION, "config/kong/kong.yaml"));
  }

  @Test
  void writesNoFieldThatKongWouldRefuse() {
    assertThat(FILE.map().keySet())
        .containsExactlyInAnyOrder("_format_version", "consumers", "plugins", "services");
    assertThat(FILE.at("_format_version").text("")).isEqualTo("3.0");
    List<Tree> plugins =
        java.util.stream.Stream.concat(
                FILE.at("plugins").elements(),
                FILE.at("services")
                    .elements()
                    .flatMap(service -> service.at("routes").elements())
                    .flatMap(route -> route.at("plugins").elements()))
            .toList();
    assertThat(plugins).hasSizeGreaterThan(8);
    for (Tree plugin : plugins) {
      assertThat(KNOWN).containsKey(plugin.at("name").text(""));
      assertThat(KNOWN.get(plugin.at("name").text("")))
          .containsAll(plugin.at("config").map().keySet());
    }
    String loaded =
        Select.one(PRODUCTION, "ConfigMap", "kong-config").at("data", "KONG_PLUGINS").text("");
    assertThat(loaded.split(",")).containsExactlyInAnyOrderElementsOf(KNOWN.keySet());
  }

  @Test
  void aRouteAsksForATokenThatRunsOut() {
    Tree jwt = config(route("user-service", "users"), "jwt");
    assertThat(jwt.at("key_claim_name").text("")).isEqualTo("kid");
    assertThat(texts(jwt.at("claims_to_verify"))).containsExactly("exp");
    assertThat(jwt.at("maximum_expiration").number(0)).isEqualTo(3600);
    assertThat(texts(jwt.at("uri_param_names"))).isEmpty();
  }

  @Test
  void aSocketIsOpenedWithATicketAndMayBeSilentForLong() {
    Tree jwt = config(route("user-service-sockets", "live"), "jwt");
    assertThat(texts(jwt.at("uri_param_names"))).containsExactly("ticket");
    assertThat(jwt.at("maximum_expiration").number(0)).isEqualTo(60);
    assertThat(named(FILE.at("services"), "user-service-sockets").at("read_timeout").number(0))
        .isEqualTo(3_600_000);
    assertThat(named(FILE.at("services"), "user-service").at("read_timeout").number(0))
        .isEqualTo(60_000);
  }

  @Test
  void aPublicRouteCountsAddressesAndStopsWithoutTheCounters() {
    Tree login = route("user-service", "login");
    assertThat(texts(login.at("tags"))).containsExactly("public");
    assertThat(texts(login.at("methods"))).containsExactly("OPTIONS", "POST");
    Tree limit = config(login, "rate-limiting");
    assertThat(limit.at("minute").number(0)).isEqualTo(7);
    assertThat(limit.at("hour").exists()).isFalse();
    assertThat(limit.at("limit_by").text("")).isEqualTo("ip");
    assertThat(limit.at("fault_tolerant").isFalse()).isTrue();
    assertThat(login.at("plugins").elements()).hasSize(1);
  }

  @Test
  void everyUserHasTheHourOfTheEnvironmentOrTheLimitOfARoute() {
    Tree whole = config(FILE, "rate-limiting");
    assertThat(whole.at("hour").number(0)).isEqualTo(1000);
    assertThat(whole.at("header_name").text("")).isEqualTo("X-User-Id");
    Tree own = config(route("user-service", "orders"), "rate-limiting");
    assertThat(own.at("minute").number(0)).isEqualTo(3);
    assertThat(own.at("day").number(0)).isEqualTo(30);
    assertThat(own.at("hour").exists()).isFalse();
    assertThat(own.at("header_name").text("")).isEqualTo("X-User-Id");
  }

  @Test
  void onlyRoutesThatCheckATokenSayWhoItIs() {
    Tree everywhere = config(FILE, "pre-function").at("access");
    assertThat(texts(everywhere)).hasSize(1).noneMatch(code -> code.contains("set_header"));
    for (String name : List.of("users", "orders")) {
      List<String> own = texts(config(route("user-service", name), "pre-function").at("access"));
      assertThat(own).hasSize(2);
      assertThat(own.get(0)).isEqualTo(texts(everywhere).get(0));
      assertThat(own.get(1)).contains("set_header");
    }
    assertThat(route("user-service", "login").at("plugins").elements()).hasSize(1);
  }

  @Test
  void aPublicRouteIsOnePathAndNotAllThatBeginWithIt() {
    assertThat(texts(route("user-service", "login").at("paths"))).containsExactly("~/login$");
    assertThat(texts(route("user-service", "users").at("paths"))).containsExactly("/users");
  }

  @Test
  void routesOfOneServiceMayBeDeclaredInTwoPlaces() {
    Platform platform = new Platform(TestPlatform.environment("production"));
    Kong kong = new Kong(platform, counters(), List.of());
    kong.routes(service("shop"), Route.sockets("one", "/one"))
        .routes(service("shop"), Route.sockets("two", "/two"));
    assertThat(kong.socketPaths()).containsExactly("/one", "/two");
  }

  @Test
  void countsInARedisThatItKnowsByItsCertificate() {
    Tree redis = config(FILE, "rate-limiting").at("redis");
    String host = "redis-rate-limits.pytrading-prod-data.svc.cluster.local";
    assertThat(redis.at("host").text("")).isEqualTo(host);
    assertThat(redis.at("server_name").text("")).isEqualTo(host);
    assertThat(redis.at("ssl").isTrue() && redis.at("ssl_verify").isTrue()).isTrue();
    assertThat(redis.at("password").text("")).isEqualTo("{vault://env/kong-password}");
    assertThat(PRODUCTION)
        .has("ConfigMap", "kong-config")
        .at("data.KONG_PASSWORD_FILE")
        .is("/etc/xtrading/secrets/kong-redis-rate-limits/password")
        .at("data.KONG_LUA_SSL_TRUSTED_CERTIFICATE")
        .is("system,/etc/xtrading/certificates/platform-trust/ca.crt");
    assertThat(PRODUCTION)
        .has("NetworkPolicy", "kong")
        .allowsEgressTo("pytrading-prod-data", "app.kubernetes.io/name=redis-rate-limits", 6379);
  }

  @Test
  void knowsTokensByTheKeysOfItsEnvironment() {
    Tree key =
        FILE.at("consumers")
            .elements()
            .flatMap(consumer -> consumer.at("jwt_secrets").elements())
            .findFirst()
            .orElseThrow();
    assertThat(key.at("key").text("")).isEqualTo("production-2026-11");
    assertThat(key.at("algorithm").text("")).isEqualTo("ES256");
    assertThat(key.at("rsa_public_key").text(""))
        .startsWith("-----BEGIN PUBLIC KEY-----\n")
        .endsWith("-----END PUBLIC KEY-----\n");
    assertThat(key.map()).containsOnlyKeys("key", "algorithm", "rsa_public_key");
  }

  @Test
  void aNewKeyStartsNewPods() {
    JudgedEnvironment other =
        TestPlatform.render(
            EditedEnvironment.of("production", "production-2026-11", "production-2027-01"));
    assertThat(hash(other)).isNotEqualTo(hash(PRODUCTION));
  }

  private static String hash(JudgedEnvironment rendered) {
    return Select.at(
            Select.one(rendered, "Deployment", "kong"),
            "spec.template.metadata.annotations",
            "checksum/config")
        .text("");
  }

  @Test
  void hasNoAdminApiAndSaysNothingOfQueries() {
    Map<String, Object> settings =
        Select.one(PRODUCTION, "ConfigMap", "kong-config").at("data").map();
    assertThat(settings)
        .containsEntry("KONG_ADMIN_LISTEN", "off")
        .containsEntry("KONG_ADMIN_GUI_LISTEN", "off")
        .containsEntry("KONG_PROXY_ACCESS_LOG", "/dev/stdout api")
        .containsEntry("KONG_REAL_IP_HEADER", "X-Real-IP");
    assertThat(settings.get("KONG_NGINX_HTTP_LOG_FORMAT").toString())
        .contains("$uri")
        .doesNotContain("$request ", "$request\"", "$request_uri", "$args");
  }

  @Test
  void tracesWhereSomebodyCollectsThem() {
    JudgedEnvironment production = TestPlatform.reference("production");
    Tree file = Select.parse(Select.file(production, "config/kong/kong.yaml"));
    Tree plugin = named(file.at("plugins"), "opentelemetry").at("config");
    assertThat(plugin.at("traces_endpoint").text(""))
        .isEqualTo("http://jaeger.pytrading-prod-monitoring.svc.cluster.local:4318/v1/traces");
    assertThat(production)
        .has("NetworkPolicy", "kong")
        .allowsEgressTo("pytrading-prod-monitoring", "app.kubernetes.io/name=jaeger", 4318);
    assertThat(production)
        .has("ConfigMap", "kong-config")
        .at("data.KONG_TRACING_SAMPLING_RATE")
        .is("0.1");
    JudgedEnvironment development = TestPlatform.reference("development");
    assertThat(Select.file(development, "config/kong/kong.yaml")).doesNotContain("opentelemetry");
    assertThat(development)
        .has("ConfigMap", "kong-config")
        .at("data.KONG_TRACING_INSTRUMENTATIONS")
        .isAbsent();
  }

  /** One header would have all requests of somebody traced. */
  @Test
  void nobodyOutsideDecidesWhatIsTraced() {
    Tree file =
        Select.parse(Select.file(TestPlatform.reference("production"), "config/kong/kong.yaml"));
    Tree propagation = named(file.at("plugins"), "opentelemetry").at("config", "propagation");
    assertThat(propagation.at("extract").exists()).isFalse();
    // With one of these set, Kong looks at nothing that older versions wrote instead.
    assertThat(propagation.at("inject").elements().map(one -> one.text(""))).containsExactly("w3c");
  }

  @Test
  void takesAsLargeRequestsAsTheProxyInFront() {
    assertThat(config(FILE, "request-size-limiting").at("allowed_payload_size").number(0))
        .isEqualTo(10);
    assertThat(PRODUCTION)
        .has("ClientSettingsPolicy", EDGE, "requests")
        .at("spec.body.maxSize")
        .is("10m");
  }

  @Test
  void answersBrowsersOfItsOwnWebApplicationAlone() {
    assertThat(texts(config(FILE, "cors").at("origins"))).containsExactly("https://xtrading.com");
  }

  @Test
  void routesOfOneServiceAreFewAndNamedOnce() {
    List<String> names =
        FILE.at("services")
            .elements()
            .flatMap(service -> service.at("routes").elements())
            .map(route -> route.at("name").text(""))
            .collect(Collectors.toList());
    assertThat(names).doesNotHaveDuplicates().contains("login", "users", "orders", "live");
  }

  @Test
  void aRouteWithoutATokenMustBeOnThePublicList() {
    refuses(
        kong -> kong.routes(service("shop"), Route.open("sign-up", Limit.perMinute(1), "/sign-up")),
        "route sign-up (/sign-up) of shop asks for no token and is not on the public list [login] of"
            + " Kong; ask for one (Route.of), or put it on the list");
    refuses(
        kong -> kong.routes(service("shop"), Route.of("login", "/login")),
        "route login (/login) of shop asks for a token and is on the public list [login]");
  }

  @Test
  void twoRoutesThatShadowEachOtherAreBothNamed() {
    refuses(
        kong ->
            kong.routes(service("shop"), Route.of("orders", "/orders"))
                .routes(service("desk"), Route.of("requests", "/orders")),
        "route orders (/orders) of shop and route requests (/orders) of desk both match /orders, and"
            + " Kong would give one of them everything; give them other paths, or methods to both"
            + " (only)");
    refuses(
        kong ->
            kong.routes(
                service("shop"),
                Route.of("orders", "/orders/open"),
                Route.of("reads", "/orders").only(Method.GET)),
        "both match GET /orders/open");
  }

  @Test
  void twoRoutesOfOneNameAreBothNamed() {
    refuses(
        kong ->
            kong.routes(service("shop"), Route.of("orders", "/orders"))
                .routes(service("desk"), Route.of("orders", "/requests")),
        "two routes are called orders, one of shop and one of desk; rename one of them");
  }

  @Test
  void aPublicListWithMoreThanThereIsIsRefused() {
    assertThatThrownBy(
            () ->
                TestPlatform.renderOnly(
                    EditedEnvironment.sizing(TestPlatform.environment("development")),
                    platform ->
                        new Kong(platform, new RateLimits(platform).counters(), List.of("gone"))))
        .isInstanceOf(DeclarationException.class)
        .hasMessage("the public list of Kong has gone, which is no route; take it off the list");
  }

  private static void refuses(Consumer<Kong> declaration, String message) {
    Platform platform = new Platform(TestPlatform.environment("production"));
    Kong kong = new Kong(platform, counters(), List.of("login"));
    assertThatThrownBy(() -> declaration.accept(kong))
        .isInstanceOf(DeclarationException.class)
        .hasMessageContaining(message);
  }

  private static Endpoint counters() {
    return service("counters")
        .withCredential(
            Endpoint.Credential.password("counters", "production/counters", "COUNTERS"));
  }

  private static Endpoint service(String name) {
    return Endpoint.of(
        Peer.Pods.named(name, "shop"), name + ".shop", Port.tcp("http", 8000), "test");
  }
}
