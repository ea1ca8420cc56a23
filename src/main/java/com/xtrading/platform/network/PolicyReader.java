package com.xtrading.platform.network;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.network.NetworkRules.Block;
import com.xtrading.platform.network.NetworkRules.Peer;
import com.xtrading.platform.network.NetworkRules.PortRule;
import com.xtrading.platform.network.NetworkRules.Rule;
import com.xtrading.platform.objects.LabelSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads a NetworkPolicy (networking.k8s.io/v1) as the API server would take it. What that would
 * refuse is a problem, and the policy then counts for nothing.
 */
final class PolicyReader {

  /** Operators of selectors, and whether they want values. */
  private static final Map<String, Boolean> OPERATORS =
      Map.of("In", true, "NotIn", true, "Exists", false, "DoesNotExist", false);

  private final Manifest manifest;
  private final List<String> problems = new ArrayList<>();

  PolicyReader(Manifest manifest) {
    this.manifest = manifest;
  }

  /** What is wrong with it, each with its place. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  /** The policy; nothing where something is wrong with it. */
  Optional<NetworkRules> read() {
    Tree spec = manifest.at("spec");
    shape(spec, "spec", "podSelector", "policyTypes", "ingress", "egress");
    selector(spec.at("podSelector"), "spec.podSelector");
    List<String> types =
        list(spec, "policyTypes", "spec").stream().map(type -> type.text("")).toList();
    types.stream()
        .filter(type -> !List.of("Ingress", "Egress").contains(type))
        .forEach(type -> problem("spec.policyTypes", "\"%s\" is no direction".formatted(type)));
    List<Rule> ingress = rules(spec, "ingress", "from");
    List<Rule> egress = rules(spec, "egress", "to");
    boolean governsIngress = types.isEmpty() || types.contains("Ingress");
    boolean governsEgress = types.isEmpty() ? !egress.isEmpty() : types.contains("Egress");
    return problems.isEmpty()
        ? Optional.of(
            new NetworkRules(
                manifest.path(),
                manifest.id(),
                manifest.namespace().isEmpty() ? "default" : manifest.namespace(),
                new LabelSelector(spec.at("podSelector")),
                governsIngress ? Optional.of(ingress) : Optional.empty(),
                governsEgress ? Optional.of(egress) : Optional.empty()))
        : Optional.empty();
  }

  private List<Rule> rules(Tree spec, String direction, String side) {
    List<Rule> rules = new ArrayList<>();
    List<Tree> elements = list(spec, direction, "spec");
    for (int i = 0; i < elements.size(); i++) {
      String place = "spec.%s[%d]".formatted(direction, i);
      shape(elements.get(i), place, side, "ports");
      List<Peer> peers = new ArrayList<>();
      List<Tree> named = list(elements.get(i), side, place);
      for (int j = 0; j < named.size(); j++) {
        peer(named.get(j), "%s.%s[%d]".formatted(place, side, j)).ifPresent(peers::add);
      }
      List<PortRule> ports = new ArrayList<>();
      List<Tree> written = list(elements.get(i), "ports", place);
      for (int j = 0; j < written.size(); j++) {
        port(written.get(j), "%s.ports[%d]".formatted(place, j)).ifPresent(ports::add);
      }
      rules.add(new Rule(place, List.copyOf(peers), List.copyOf(ports)));
    }
    return List.copyOf(rules);
  }

  /** Nothing, or a mapping with no keys but these: others would mean less than they say. */
  private void shape(Tree tree, String path, String... keys) {
    if (!tree.exists()) {
      return;
    }
    if (!(tree.node().get() instanceof Map)) {
      problem(path, "is no mapping");
      return;
    }
    tree.map().keySet().stream()
        .filter(key -> !List.of(keys).contains(key))
        .forEach(key -> problem(path, "has no field \"%s\"".formatted(key)));
  }

  /** The elements of a list; none where it is absent, and a problem where it is something else. */
  private List<Tree> list(Tree tree, String key, String path) {
    Tree list = tree.at(key);
    if (list.exists() && !(list.node().get() instanceof List)) {
      problem(path + "." + key, "is no list");
    }
    List<Tree> elements = list.elements().toList();
    for (int i = 0; i < elements.size(); i++) {
      if (!elements.get(i).exists()) {
        problem("%s.%s[%d]".formatted(path, key, i), "is null");
      }
    }
    return elements;
  }

  private void selector(Tree selector, String path) {
    shape(selector, path, "matchLabels", "matchExpressions");
    Tree labels = selector.at("matchLabels");
    if (labels.exists() && !(labels.node().get() instanceof Map)) {
      problem(path + ".matchLabels", "is no mapping");
    }
    labels
        .map()
        .forEach(
            (key, value) -> {
              if (!(value instanceof String)) {
                problem(path + ".matchLabels", "the value of \"%s\" is no text".formatted(key));
              }
            });
    List<Tree> expressions = list(selector, "matchExpressions", path);
    for (int i = 0; i < expressions.size(); i++) {
      String place = "%s.matchExpressions[%d]".formatted(path, i);
      shape(expressions.get(i), place, "key", "operator", "values");
      String operator = expressions.get(i).at("operator").text("");
      boolean values = !list(expressions.get(i), "values", place).isEmpty();
      if (!OPERATORS.containsKey(operator)) {
        problem(place + ".operator", "\"%s\" is no operator".formatted(operator));
      } else if (OPERATORS.get(operator) != values) {
        problem(place + ".values", "%s wants %s".formatted(operator, values ? "none" : "some"));
      }
    }
  }

  private Optional<Peer> peer(Tree peer, String path) {
    if (!peer.exists()) {
      return Optional.empty(); // which is a problem already
    }
    shape(peer, path, "ipBlock", "podSelector", "namespaceSelector");
    selector(peer.at("podSelector"), path + ".podSelector");
    selector(peer.at("namespaceSelector"), path + ".namespaceSelector");
    Tree block = peer.at("ipBlock");
    Tree pods = peer.at("podSelector");
    Tree namespaces = peer.at("namespaceSelector");
    boolean selects = has(peer, "podSelector") || has(peer, "namespaceSelector");
    if (block.exists() == selects) {
      problem(
          path,
          selects
              ? "an ipBlock beside selectors means nothing"
              : "names neither pods, namespaces nor an ipBlock");
      return Optional.empty();
    }
    if (block.exists()) {
      return block(block, path + ".ipBlock").map(Peer::of);
    }
    return Optional.of(
        new Peer(
            has(peer, "podSelector") ? Optional.of(new LabelSelector(pods)) : Optional.empty(),
            has(peer, "namespaceSelector")
                ? Optional.of(new LabelSelector(namespaces))
                : Optional.empty(),
            Optional.empty()));
  }

  /** An empty selector is one, and null is none. */
  private static boolean has(Tree peer, String key) {
    return peer.at(key).exists();
  }

  private Optional<Block> block(Tree block, String path) {
    shape(block, path, "cidr", "except");
    Optional<AddressRange> range = range(block.at("cidr"), path + ".cidr");
    List<AddressRange> except = new ArrayList<>();
    List<Tree> written = list(block, "except", path);
    for (int i = 0; i < written.size(); i++) {
      String place = "%s.except[%d]".formatted(path, i);
      Optional<AddressRange> hole = range(written.get(i), place);
      hole.ifPresent(except::add);
      if (hole.isPresent()
          && range.isPresent()
          && (!range.get().contains(hole.get()) || range.get().equals(hole.get()))) {
        problem(place, "%s is not inside of %s".formatted(hole.get(), range.get()));
      }
    }
    return range.map(whole -> new Block(whole, List.copyOf(except)));
  }

  private Optional<AddressRange> range(Tree cidr, String path) {
    Optional<AddressRange> range = AddressRange.parse(cidr.text(""));
    if (range.isEmpty()) {
      problem(path, "\"%s\" is no range of addresses".formatted(cidr.text("")));
    }
    return range;
  }

  private Optional<PortRule> port(Tree rule, String path) {
    shape(rule, path, "protocol", "port", "endPort");
    String written = rule.at("protocol").text("TCP");
    Optional<Protocol> protocol =
        Stream.of(Protocol.values()).filter(known -> known.name().equals(written)).findFirst();
    if (protocol.isEmpty()) {
      problem(path + ".protocol", "\"%s\" is no protocol".formatted(written));
      return Optional.empty();
    }
    Tree port = rule.at("port");
    if (!port.exists()) {
      if (rule.at("endPort").exists()) {
        problem(path + ".endPort", "ends a range that does not begin");
        return Optional.empty();
      }
      return Optional.of(new PortRule(protocol.get(), Optional.empty(), PortSet.ALL));
    }
    if (!(port.node().get() instanceof Number)) {
      if (!port.text("").matches("(?=.*[a-z])[a-z0-9]([a-z0-9-]{0,13}[a-z0-9])?")) {
        problem(path + ".port", "\"%s\" is no name of a port".formatted(port.text("")));
        return Optional.empty();
      }
      if (rule.at("endPort").exists()) {
        problem(path + ".endPort", "ends a range that begins with the name of a port");
        return Optional.empty();
      }
      return Optional.of(new PortRule(protocol.get(), Optional.of(port.text("")), PortSet.NONE));
    }
    if (!isWhole(port) || (rule.at("endPort").exists() && !isWhole(rule.at("endPort")))) {
      problem(path, "wants whole numbers");
      return Optional.empty();
    }
    long first = port.number(0);
    long last = rule.at("endPort").number(first);
    if (first < 1 || last > PortSet.LAST || last < first) {
      problem(
          path,
          first <= last
              ? "%d is no port".formatted(first < 1 ? first : last)
              : "%d to %d is no range of ports".formatted(first, last));
      return Optional.empty();
    }
    return Optional.of(
        new PortRule(protocol.get(), Optional.empty(), PortSet.of((int) first, (int) last)));
  }

  private static boolean isWhole(Tree number) {
    return number.node().get() instanceof Integer || number.node().get() instanceof Long;
  }

  private void problem(String path, String problem) {
    problems.add("%s: %s: %s".formatted(manifest.id(), path, problem));
  }
}
