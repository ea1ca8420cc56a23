package com.xtrading.platform.edge;

import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.OpenIdLogin;
import com.xtrading.platform.declaration.Page;
import com.xtrading.platform.declaration.SecretNeed;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.Identity;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.model.HttpsUrl;
import com.xtrading.platform.model.KubernetesName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The clients that the OpenID provider must know, for whoever looks after it. */
final class SignOnClients {

  private final Environment environment;
  private final Identity identity;
  private final List<Map<String, Object>> clients = new ArrayList<>();

  SignOnClients(Environment environment) {
    this.environment = environment;
    identity = environment.identity().orElseThrow();
  }

  /** The id of the proxy before a user interface. */
  static String proxy(Environment environment, KubernetesName ui) {
    return environment
        .identity()
        .flatMap(identity -> identity.uis().get(ui).clientId())
        .orElse("xtrading-%s-%s".formatted(environment.name(), ui));
  }

  /** The proxy, which has a secret. */
  void proxy(KubernetesName ui, SecretNeed secret) {
    clients.add(
        client(proxy(environment, ui), host(ui) + "oauth2/callback", "confidential")
            .with("vaultPath", "%s/%s".formatted(environment.vault().mount(), secret.vaultPath()))
            .with("vaultProperties", List.copyOf(secret.keys().values())));
  }

  /** The user interface itself, which runs in browsers and can keep no secret. */
  OpenIdLogin browser(KubernetesName ui, String path, Endpoint provider) {
    OpenIdLogin login =
        new OpenIdLogin(
            identity.issuer(),
            browser(ui),
            environment.groupsOf(identity.uis().get(ui)),
            new HttpsUrl(host(ui) + path),
            provider);
    clients.add(
        client(login.clientId(), login.callback().value(), "public")
            // Its page asks for tokens with a script, which browsers allow to no other origin.
            .with("webOrigins", List.of("https://" + environment.uiHosts().get(ui)))
            // It asks for access tokens, and counts only what is meant for it.
            .with("audienceOfAccessTokens", login.clientId()));
    return login;
  }

  private String browser(KubernetesName ui) {
    return proxy(environment, ui) + "-browser";
  }

  /** What people open, and by which clients they are asked who they are. */
  Page page(SignOnFile file) {
    KubernetesName ui = file.ui();
    String proxy = proxy(environment, ui);
    return new Page(
        new HttpsUrl(host(ui)),
        environment.groupsOf(identity.uis().get(ui)),
        file.asksItself() ? List.of(proxy, browser(ui)) : List.of(proxy),
        file.secret());
  }

  private Fields client(String id, String callback, String kind) {
    return Fields.of("clientId", id)
        .with("kind", kind)
        .with("redirectUris", List.of(callback))
        .with("flow", "authorization code with PKCE (S256)")
        .with("scopes", List.of("openid", "profile", "email", "groups"))
        .with("claims", List.of("email", "groups"));
  }

  private String host(KubernetesName ui) {
    return "https://%s/".formatted(environment.uiHosts().get(ui));
  }

  /** For a file. */
  Map<String, Object> tree() {
    return Fields.of("issuer", identity.issuer().value()).with("clients", clients);
  }
}
