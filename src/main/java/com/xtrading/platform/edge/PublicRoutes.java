package com.xtrading.platform.edge;

import com.xtrading.platform.component.SyncOptions;
import com.xtrading.platform.declaration.AnnotationKeys;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.kubernetes.Scope;
import com.xtrading.platform.manifest.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which public host leads where. */
final class PublicRoutes {

  static final String GROUP = "gateway.networking.k8s.io";
  private static final String SOCKETS = "api-sockets";

  /** After the Gateway, which takes them in. */
  private static final Map<String, String> WAVE = SyncOptions.wave(4);

  private static final String SILENCE = NginxGateway.SOCKET_SILENCE.toHours() + "h";

  /** Of an answer: some cookies of 4 kB, of which tokens need more than one. */
  private static final String HEAD = "16k";

  private final Scope scope;
  private final Map<String, String> annotations;

  private PublicRoutes(Scope scope, boolean proxied) {
    this(scope, new TreeMap<>(WAVE));
    annotations.put(ExternalDns.PROXIED, Boolean.toString(proxied));
  }

  private PublicRoutes(Scope scope, Map<String, String> annotations) {
    this.scope = scope;
    this.annotations = annotations;
  }

  /** For a route that asks nobody who they are. */
  private PublicRoutes openToEverybody() {
    Map<String, String> more = new TreeMap<>(annotations);
    more.put(AnnotationKeys.PUBLIC, "true");
    return new PublicRoutes(scope, more);
  }

  /**
   * @param proxied whether the content delivery network carries the content
   */
  static void render(
      Scope scope, Environment environment, boolean proxied, Endpoint web, Kong api) {
    PublicRoutes routes = new PublicRoutes(scope, proxied);
    routes.redirect(environment);
    PublicHost webHost = PublicHost.web(environment);
    PublicHost apiHost = PublicHost.api(environment);
    routes.openToEverybody().route("web", webHost, List.of("/"), secured(new TreeMap<>()), web);
    // Whatever it answers, it answers to one user.
    Map<String, String> uncached = new TreeMap<>(Map.of("Cache-Control", "no-store"));
    routes.route("api", apiHost, List.of("/"), secured(uncached), api.api());
    routes.flood("flood", "api");
    if (!api.socketPaths().isEmpty()) {
      routes.route(SOCKETS, apiHost, api.socketPaths(), secured(uncached), api.api());
      routes.answers("sockets", SOCKETS, Fields.of("timeout", waiting(SILENCE)));
    }
    routes.grant(web);
  }

  /**
   * Leads the host of a user interface to the proxy before it. Nobody keeps what it answers: a
   * content delivery network would give scripts and pictures to people who have not signed in.
   *
   * @param timeout for which an answer may take
   */
  static void ui(Scope scope, boolean proxied, PublicHost host, Endpoint proxy, Duration timeout) {
    PublicRoutes routes = new PublicRoutes(scope, proxied);
    String name = proxy.peer().name();
    Map<String, String> uncached = new TreeMap<>(Map.of("Cache-Control", "no-store"));
    routes.route(name, host, List.of("/"), secured(uncached), proxy);
    routes.flood(name, name);
    routes.answers(
        name,
        name,
        Fields.of("timeout", waiting(timeout.toSeconds() + "s"))
            // Cookies with tokens are longer than the head of an answer may be by default.
            .with(
                "buffering",
                Fields.of("bufferSize", HEAD)
                    // Together more than NGINX may be sending at once: three heads.
                    .with("buffers", Fields.of("number", 8).with("size", HEAD))));
  }

  /** Browsers ask in HTTPS from the first answer on, for a year (RFC 6797). */
  private static Map<String, String> secured(Map<String, String> headers) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put("Strict-Transport-Security", "max-age=31536000");
    return more;
  }

  private void redirect(Environment environment) {
    draw(
        "redirect",
        NginxPods.PLAIN,
        PublicHost.all(environment).stream().map(host -> host.host().value()).toList(),
        Fields.of(
            "filters",
            List.of(
                Fields.of("type", "RequestRedirect")
                    .with(
                        "requestRedirect", Fields.of("scheme", "https").with("statusCode", 301)))));
  }

  private void route(
      String name,
      PublicHost host,
      List<String> paths,
      Map<String, String> headers,
      Endpoint service) {
    draw(
        name,
        host.listener(),
        List.of(host.host().value()),
        Fields.of(
                "matches",
                paths.stream()
                    .map(
                        path ->
                            Fields.of("path", Fields.of("type", "PathPrefix").with("value", path)))
                    .toList())
            .with(
                "filters",
                List.of(
                    Fields.of("type", "ResponseHeaderModifier")
                        .with(
                            "responseHeaderModifier",
                            Fields.of(
                                "set",
                                headers.entrySet().stream()
                                    .map(
                                        header ->
                                            Fields.of("name", header.getKey())
                                                .with("value", header.getValue()))
                                    .toList()))))
            .with(
                "backendRefs",
                List.of(
                    Fields.of("name", service.peer().name())
                        .with("namespace", namespace(service))
                        .with("port", service.port().number()))));
  }

  private void draw(String name, String listener, List<String> hosts, Map<String, Object> rule) {
    scope.custom(
        GROUP + "/v1",
        "HTTPRoute",
        name,
        annotations,
        Fields.of(
                "parentRefs",
                List.of(Fields.of("name", NginxGateway.NAME).with("sectionName", listener)))
            .with("hostnames", hosts)
            .with("rules", List.of(rule)));
  }

  /**
   * Keeps one address from sending more than any person does: the gateway looks at every token
   * before it counts anything.
   */
  private void flood(String policy, String route) {
    scope.custom(
        "gateway.nginx.org/v1alpha1",
        "RateLimitPolicy",
        policy,
        WAVE,
        Fields.of(
                "targetRefs",
                List.of(Fields.of("group", GROUP).with("kind", "HTTPRoute").with("name", route)))
            .with(
                "rateLimit",
                Fields.of(
                        "local",
                        Fields.of(
                            "rules",
                            List.of(
                                Fields.of("key", "$binary_remote_addr")
                                    .with("rate", "50r/s")
                                    .with("burst", 100)
                                    .with("noDelay", true)
                                    .with("zoneSize", "10m"))))
                    .with("rejectCode", 429)));
  }

  /** How answers of a route differ from what NGINX expects of one. */
  private void answers(String policy, String route, Map<String, Object> settings) {
    Fields spec =
        Fields.of(
            "targetRefs",
            List.of(Fields.of("group", GROUP).with("kind", "HTTPRoute").with("name", route)));
    settings.forEach(spec::put);
    scope.custom("gateway.nginx.org/v1alpha1", "ProxySettingsPolicy", policy, WAVE, spec);
  }

  private static Map<String, Object> waiting(String time) {
    return Fields.of("read", time).with("send", time);
  }

  /** Lets routes of this namespace lead to the one service of another. */
  private void grant(Endpoint service) {
    scope
        .in(namespace(service))
        .custom(
            GROUP + "/v1beta1",
            "ReferenceGrant",
            "edge-to-" + service.peer().name(),
            Fields.of(
                    "from",
                    List.of(
                        Fields.of("group", GROUP)
                            .with("kind", "HTTPRoute")
                            .with("namespace", scope.namespace())))
                .with(
                    "to",
                    List.of(
                        Fields.of("group", "")
                            .with("kind", "Service")
                            .with("name", service.peer().name()))));
  }

  private static String namespace(Endpoint service) {
    return ((Peer.Pods) service.peer()).namespace();
  }
}
