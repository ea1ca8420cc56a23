package com.xtrading.platform.policy.rules.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.objects.TreePath;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Findings;
import com.xtrading.platform.policy.Rule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whoever calls the API shows who they are, and cannot call without end. */
public final class RoutesAreGuarded implements Rule {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** How the declarative configuration of a Kong is known. */
  private static final Pattern DECLARATIVE = Pattern.compile("(?m)^_format_version:");

  private static final String PLUGINS = "plugins";

  /** What a route carries that is meant for everybody. */
  private static final String PUBLIC = "public";

  /** Longest life of a token that may stand in a query, and so in the logs of others. */
  private static final long TICKET_SECONDS = 60;

  @Override
  public String statement() {
    return "Every route of the gateway asks for a token that runs out (plugin jwt) or carries the tag"
        + " public, and every route has a limit; public ones count by address and stop when nothing"
        + " can be counted, the others by nothing that a caller writes. Tokens are known by public keys, stand in no query for longer than a"
        + " minute, and the gateway has no admin API.";
  }

  @Override
  public String remedy() {
    return "Declare the route with Route.of, Route.sockets or Route.open.";
  }

  @Override
  public List<Finding> check(Evidence evidence) {
    Findings findings = new Findings(this);
    evidence.objects().ofKind(Kinds.CONFIG_MAP).forEach(map -> check(map, findings));
    return findings.list();
  }

  private static void check(Manifest map, Findings findings) {
    Tree data = map.at("data");
    if (data.at("KONG_DATABASE").exists() && !data.at("KONG_ADMIN_LISTEN").text("").equals("off")) {
      findings.add(
          map, "data.KONG_ADMIN_LISTEN", "the admin API of the gateway is open", "write \"off\"");
    }
    data.map()
        .forEach(
            (key, text) -> {
              if (DECLARATIVE.matcher(text.toString()).find()) {
                checkFile(new File(map, TreePath.key("data", key), findings), text.toString());
              }
            });
  }

  private static void checkFile(File file, String text) {
    try {
      file.check(Tree.of(YAML.readValue(text, Map.class)));
    } catch (JsonProcessingException unreadable) {
      file.findings()
          .add(file.map(), file.path(), "is no YAML", "correct it: Kong would not start");
    }
  }

  private record File(Manifest map, String path, Findings findings) {

    void check(Tree file) {
      file.at("consumers")
          .elements()
          .flatMap(consumer -> consumer.at("jwt_secrets").elements())
          .forEach(this::checkKey);
      List<Tree> services = file.at("services").elements().toList();
      for (Tree service : services) {
        for (Tree route : service.at("routes").elements().toList()) {
          new Guarded(this, route, service, file).check();
        }
      }
      for (Tree route : file.at("routes").elements().toList()) {
        Tree service =
            services.stream()
                .filter(one -> one.at("name").text("").equals(route.at("service").text("?")))
                .findFirst()
                .orElse(Tree.of(null));
        new Guarded(this, route, service, file).check();
      }
    }

    private void checkKey(Tree key) {
      String algorithm = key.at("algorithm").text("HS256");
      if (algorithm.startsWith("HS") || key.at("secret").exists()) {
        find(
            "key " + key.at("key").text(""),
            "%s: whoever can check its tokens can make them".formatted(algorithm),
            "use a pair of keys");
      }
    }

    void find(String what, String problem, String change) {
      findings.add(map, path + " " + what, problem, change);
    }
  }

  /** A route with what holds for it. */
  private record Guarded(File file, Tree route, Tree service, Tree whole) {

    void check() {
      boolean isPublic = route.at("tags").elements().anyMatch(tag -> tag.text("").equals(PUBLIC));
      Optional<Tree> jwt = plugin("jwt");
      if (jwt.isPresent()) {
        checkToken(jwt.get().at("config"));
      } else if (!isPublic) {
        find("asks for no token and is not public", "ask for one, or tag it public");
      }
      Optional<Tree> limit = plugin("rate-limiting");
      if (limit.isEmpty()) {
        find("has no limit", "add the plugin rate-limiting");
        return;
      }
      checkLimit(limit.get().at("config"), jwt.isPresent());
    }

    private void checkLimit(Tree config, boolean asksForToken) {
      String by = config.at("limit_by").text("consumer");
      if (!asksForToken && !(by.equals("ip") && config.at("fault_tolerant").isFalse())) {
        find(
            "has a limit that does not hold for people without a token",
            "write limit_by: ip and fault_tolerant: false");
      }
      String header = config.at("header_name").text("");
      if (asksForToken
          && by.equals("header")
          && plugin("pre-function").stream()
              .flatMap(plugin -> plugin.at("config", "access").elements())
              .noneMatch(code -> code.text("").contains("\"" + header + "\""))) {
        find(
            "counts by the header %s as the caller has written it".formatted(header),
            "set it from the token in a pre-function");
      }
    }

    private void checkToken(Tree config) {
      if (config.at("anonymous").exists()) {
        find("lets callers in whose token is none", "remove anonymous");
      }
      if (config.at("run_on_preflight").isFalse()) {
        find(
            "lets every request with the method OPTIONS in",
            "remove run_on_preflight: the plugin cors answers browsers before");
      }
      if (config
          .at("claims_to_verify")
          .elements()
          .noneMatch(claim -> claim.text("").equals("exp"))) {
        find("takes tokens that have run out", "write claims_to_verify: [exp]");
      }
      Tree parameters = config.at("uri_param_names");
      boolean inQuery = !parameters.exists() || parameters.elements().findAny().isPresent();
      long life = config.at("maximum_expiration").number(0);
      if (inQuery && (life == 0 || life > TICKET_SECONDS)) {
        find(
            "takes tokens from the query, which stands in logs",
            "write uri_param_names: [], or maximum_expiration: %d".formatted(TICKET_SECONDS));
      }
    }

    /** The plugin that runs for the route: that of the route, of its service, or of everything. */
    private Optional<Tree> plugin(String name) {
      return Stream.of(
              route.at(PLUGINS).elements(),
              whole.at(PLUGINS).elements().filter(one -> isFor(one, "route", route)),
              service.at(PLUGINS).elements(),
              whole.at(PLUGINS).elements().filter(one -> isFor(one, "service", service)),
              whole.at(PLUGINS).elements().filter(Guarded::isForAll))
          .flatMap(one -> one)
          .filter(plugin -> plugin.at("name").text("").equals(name))
          .filter(plugin -> !plugin.at("enabled").isFalse())
          .filter(Guarded::isForHttp)
          .findFirst();
    }

    private static boolean isFor(Tree plugin, String kind, Tree entity) {
      return plugin.at(kind).exists()
          && !plugin.at("consumer").exists()
          && plugin.at(kind).text("").equals(entity.at("name").text(""));
    }

    private static boolean isForAll(Tree plugin) {
      return Stream.of("route", "service", "consumer").noneMatch(kind -> plugin.at(kind).exists());
    }

    private static boolean isForHttp(Tree plugin) {
      List<String> protocols =
          plugin.at("protocols").elements().map(protocol -> protocol.text("")).toList();
      return protocols.isEmpty() || protocols.containsAll(List.of("http", "https"));
    }

    private void find(String problem, String change) {
      file.find("route " + route.at("name").text(""), problem, change);
    }
  }
}
