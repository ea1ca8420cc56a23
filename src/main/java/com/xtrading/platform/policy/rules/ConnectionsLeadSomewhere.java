package com.xtrading.platform.policy.rules;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Rendered;
import com.xtrading.platform.policy.Rule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What services are told to connect to exists. */
public final class ConnectionsLeadSomewhere implements Rule {

  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?<![A-Za-z0-9*.-])(?<service>[a-z0-9]([a-z0-9-]*[a-z0-9])?)"
              + "\\.(?<namespace>[a-z0-9]([a-z0-9-]*[a-z0-9])?)\\.svc(\\.cluster\\.local)?(:(?<port>\\d{1,5}))?");
  private static final String HOST = "_HOST";

  // Made by the API server at its start.
  private static final Set<String> BUILT_IN = Set.of("default/kubernetes", "kube-system/kube-dns");

  @Override
  public String statement() {
    return "Every address of a service inside the cluster that a config map names is that of a"
        + " Service which is rendered or made by an operator, with that port; and every database"
        + " and queue that it names (DATABASE_NAME, RABBITMQ_QUEUE) is declared.";
  }

  @Override
  public String remedy() {
    return "Declare the connection (uses), so that its settings follow, instead of writing them.";
  }

  @Override
  public String goodExample() {
    return example("orders", 5432);
  }

  @Override
  public String badExample() {
    return example("order", 5433);
  }

  private static String example(String database, int port) {
    return """
        apiVersion: postgresql.cnpg.io/v1
        kind: Cluster
        metadata: {name: postgres, namespace: shop}
        spec: {instances: 1}
        ---
        apiVersion: postgresql.cnpg.io/v1
        kind: Database
        metadata: {name: orders, namespace: shop}
        spec: {name: orders, owner: orders, cluster: {name: postgres}}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: web, namespace: shop}
        data:
          DATABASE_HOST: postgres-rw.shop.svc.cluster.local
          DATABASE_PORT: "%d"
          DATABASE_NAME: %s
        """
        .formatted(port, database);
  }

  @Override
  public List<Finding> check(Rendered rendered) {
    Findings findings = new Findings(this);
    ObjectIndex index = new ObjectIndex(rendered);
    Set<String> databases = named(rendered, "Database");
    Set<String> queues = named(rendered, "Queue");
    rendered
        .ofKind("ConfigMap")
        .forEach(
            map -> {
              Map<String, Object> data = map.at("data").map();
              data.forEach(
                  (key, value) -> addresses(map, data, key, value.toString(), index, findings));
              declared(map, "DATABASE_NAME", "database", databases, findings);
              declared(map, "RABBITMQ_QUEUE", "queue", queues, findings);
            });
    return findings.list();
  }

  private static Set<String> named(Rendered rendered, String kind) {
    return rendered
        .ofKind(kind)
        .map(object -> object.at("spec", "name").text(""))
        .collect(Collectors.toSet());
  }

  private static void declared(
      Manifest map, String key, String what, Set<String> declared, Findings findings) {
    String name = map.at("data", key).text("");
    if (!name.isEmpty() && !declared.contains(name)) {
      findings.add(
          map,
          TreePath.key("data", key),
          "no %s \"%s\" is declared in this platform".formatted(what, name),
          declared.isEmpty()
              ? "declare it"
              : "use one of " + declared.stream().sorted().collect(Collectors.joining(", ")));
    }
  }

  private static void addresses(
      Manifest map,
      Map<String, Object> data,
      String key,
      String value,
      ObjectIndex index,
      Findings findings) {
    Matcher address = ADDRESS.matcher(value);
    while (address.find()) {
      String namespace = address.group("namespace");
      String name = address.group("service");
      if (BUILT_IN.contains(namespace + "/" + name)) {
        continue;
      }
      Optional<Manifest> service = index.find("Service", namespace, name);
      if (service.isEmpty()) {
        findings.add(
            map,
            TreePath.key("data", key),
            "there is no Service \"%s\" in %s".formatted(name, namespace),
            "correct the address, or draw the Service");
        continue;
      }
      String port =
          Optional.ofNullable(address.group("port")).orElseGet(() -> neighbour(data, key));
      if (!port.isEmpty() && !has(service.get(), port)) {
        findings.add(
            map,
            TreePath.key("data", key),
            "the Service \"%s\" in %s has no port %s".formatted(name, namespace, port),
            "use one of its ports");
      }
    }
  }

  /** The port that stands beside a host: {@code X_PORT} for {@code X_HOST}. */
  private static String neighbour(Map<String, Object> data, String key) {
    return key.endsWith(HOST)
        ? data.getOrDefault(key.substring(0, key.length() - HOST.length()) + "_PORT", "").toString()
        : "";
  }

  private static boolean has(Manifest service, String port) {
    return service
        .at("spec", "ports")
        .elements()
        .anyMatch(declared -> declared.at("port").text("").equals(port));
  }
}
