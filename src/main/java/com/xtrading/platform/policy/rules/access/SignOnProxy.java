package com.xtrading.platform.policy.rules.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.PodTemplate;
import com.xtrading.platform.objects.TreePath;
import com.xtrading.platform.policy.Findings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A container of OAuth2 Proxy, by its configuration in TOML (docs/configuration/overview.md of
 * 7.15).
 *
 * @param settings of the file
 */
record SignOnProxy(Tree settings) {

  private static final TomlMapper TOML = new TomlMapper();
  private static final String CONFIG = "--config=";

  /** Ways past the question who somebody is, and into what the provider says. */
  private static final List<String> LISTS =
      List.of("skip_auth_routes", "skip_auth_regex", "trusted_ips", "extra_jwt_issuers");

  private static final List<String> SWITCHES =
      List.of(
          "skip_auth_preflight",
          "skip_jwt_bearer_tokens",
          "ssl_insecure_skip_verify",
          "ssl_upstream_insecure_skip_verify",
          "insecure_oidc_allow_unverified_email",
          "insecure_oidc_skip_issuer_verification");

  /** Values that stand in the repository where they are written here. */
  private static final List<String> SECRETS = List.of("client_secret", "cookie_secret");

  /**
   * The proxy that a container is, where it is one; what is wrong with its settings is among the
   * findings.
   *
   * @param configMap finds a config map by its name
   */
  static Optional<SignOnProxy> of(
      PodTemplate pod,
      Tree container,
      Function<String, Optional<Manifest>> configMap,
      Findings findings) {
    List<String> args = container.at("args").elements().map(arg -> arg.text("")).toList();
    Optional<String> path =
        args.stream()
            .filter(arg -> arg.startsWith(CONFIG))
            .map(arg -> arg.substring(CONFIG.length()))
            .findFirst();
    if (path.isEmpty()) {
      return Optional.empty();
    }
    String folder = path.get().substring(0, path.get().lastIndexOf('/'));
    String key = path.get().substring(path.get().lastIndexOf('/') + 1);
    Optional<Manifest> map =
        container
            .at("volumeMounts")
            .elements()
            .filter(mount -> mount.at("mountPath").text("").equals(folder))
            .flatMap(
                mount ->
                    pod.spec()
                        .at("volumes")
                        .elements()
                        .filter(
                            volume ->
                                volume.at("name").text("").equals(mount.at("name").text("?"))))
            .map(volume -> volume.at("configMap", "name").text(""))
            .flatMap(name -> configMap.apply(name).stream())
            .findFirst();
    Optional<SignOnProxy> proxy =
        map.flatMap(one -> read(one.at("data", key).text("")))
            .map(SignOnProxy::new)
            .filter(one -> one.settings.at("provider").exists());
    proxy.ifPresent(one -> one.check(map.get(), TreePath.key("data", key), findings));
    if (proxy.isPresent() && (args.size() > 1 || isTold(container))) {
      findings.add(
          pod,
          pod.specPath(),
          "the proxy is told things beside its file, which count before it",
          "write everything into the file");
    }
    return proxy;
  }

  private static boolean isTold(Tree container) {
    return container
        .at("env")
        .elements()
        .anyMatch(one -> one.at("name").text("").startsWith("OAUTH2_PROXY_"));
  }

  private static Optional<Tree> read(String text) {
    try {
      return Optional.of(Tree.of(TOML.readValue(text, Map.class)));
    } catch (JsonProcessingException noToml) {
      return Optional.empty();
    }
  }

  boolean listensAt(String port) {
    return settings.at("http_address").text("").endsWith(":" + port);
  }

  private void check(Manifest map, String path, Findings findings) {
    for (String list : LISTS) {
      if (has(list)) {
        findings.add(map, path, "%s lets people past".formatted(list), "remove it");
      }
    }
    for (String on : SWITCHES) {
      if (settings.at(on).isTrue()) {
        findings.add(map, path, "%s believes whoever comes".formatted(on), "remove it");
      }
    }
    for (String secret : SECRETS) {
      if (settings.at(secret).exists()) {
        findings.add(map, path, secret + " stands in the file", "write %s_file".formatted(secret));
      }
    }
    for (Wanted wanted : wanted()) {
      if (!wanted.holds()) {
        findings.add(map, path, wanted.problem(), wanted.change());
      }
    }
  }

  /** What must hold, and what is wrong where it does not. */
  private record Wanted(boolean holds, String problem, String change) {}

  private List<Wanted> wanted() {
    return List.of(
        new Wanted(
            has("allowed_groups"),
            "lets everybody in whom the provider knows",
            "write allowed_groups"),
        new Wanted(
            settings.at("insecure_oidc_skip_nonce").isFalse(),
            "takes a token that was issued for another sign-in",
            "write insecure_oidc_skip_nonce = false"),
        new Wanted(
            settings.at("code_challenge_method").text("").equals("S256"),
            "takes a code that somebody else has asked for",
            "write code_challenge_method = \"S256\""),
        new Wanted(
            settings.at("oidc_issuer_url").text("").startsWith("https://"),
            "does not know its provider by a certificate",
            "write an https address into oidc_issuer_url"),
        new Wanted(
            settings.at("cookie_name").text("").startsWith("__Host-")
                && !settings.at("cookie_secure").isFalse()
                && !settings.at("cookie_httponly").isFalse(),
            "has a cookie that others can read or set",
            "begin cookie_name with __Host-, and keep cookie_secure and cookie_httponly"),
        new Wanted(
            !settings.at("reverse_proxy").isTrue() || has("trusted_proxy_ips"),
            "believes what anybody writes into X-Forwarded headers",
            "write reverse_proxy = false, or trusted_proxy_ips"));
  }

  private boolean has(String list) {
    return settings.at(list).elements().findAny().isPresent();
  }
}
