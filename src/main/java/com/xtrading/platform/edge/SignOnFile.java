package com.xtrading.platform.edge;

import com.xtrading.platform.component.SecretFiles;
import com.xtrading.platform.component.TextTemplate;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.SecretNeed;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.Identity;
import com.xtrading.platform.model.KubernetesName;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The configuration of OAuth2 Proxy before one user interface.
 *
 * @param ui the label before the domain
 * @param page what is behind
 * @param secret holds what the file only names
 * @param asksItself whether what is behind goes on asking the provider about people
 */
record SignOnFile(
    Environment environment,
    KubernetesName ui,
    Endpoint page,
    SecretNeed secret,
    boolean asksItself) {

  /** By which the provider knows the proxy. */
  static final String CLIENT_SECRET = "client-secret";

  /** 32 random bytes, by which cookies are encrypted. */
  static final String COOKIE_SECRET = "cookie-secret";

  String text(Duration timeout) {
    Identity identity = environment.identity().orElseThrow();
    Identity.Ui settings = identity.uis().get(ui);
    Map<String, String> values = new TreeMap<>();
    values.put("host", environment.uiHosts().get(ui).value());
    values.put("port", Integer.toString(SignOnProxies.HTTP.number()));
    values.put("metrics", Integer.toString(SignOnProxies.METRICS.number()));
    values.put("upstream", upstream());
    values.put("timeout", seconds(timeout));
    values.put("issuer", identity.issuer().value());
    values.put("client", SignOnClients.proxy(environment, ui));
    values.put("client-secret", SecretFiles.path(secret, CLIENT_SECRET));
    values.put("cookie-secret", SecretFiles.path(secret, COOKIE_SECRET));
    // No character of a group's name means anything in TOML.
    values.put(
        "groups",
        environment.groupsOf(settings).values().stream()
            .map("\"%s\""::formatted)
            .collect(Collectors.joining(", ")));
    values.put("length", seconds(identity.session().length().duration()));
    values.put("renewal", renewal(identity.session()));
    return TextTemplate.of(SignOnFile.class, "oauth2-proxy.toml").fill(values);
  }

  /**
   * A cookie that can be renewed carries tokens, and is longer than some servers take: no header of
   * RabbitMQ's may have more than 4096 bytes.
   */
  private String renewal(Identity.Session session) {
    return asksItself
        ? "session_cookie_minimal = true"
        : "cookie_refresh = \"%s\"".formatted(seconds(session.refresh()));
  }

  private String upstream() {
    return "%s://%s:%d/"
        .formatted(
            page.trustSetting().isPresent() ? "https" : "http", page.host(), page.port().number());
  }

  private static String seconds(Duration duration) {
    return duration.toSeconds() + "s";
  }
}
