package com.xtrading.platform.capacity;

import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.LabelSelector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Builds a set of pods for a test; without more words one small pod that wants nothing. */
final class SetBuilder {

  static final long MEBIBYTE = 1L << 20;

  private final String name;
  private String namespace = "shop";
  private String source = "";
  private final Map<String, Object> labels = new HashMap<>();
  private ResourceAmount requests = new ResourceAmount(100, 100 * MEBIBYTE, 0);
  private PodSet.Priority priority = new PodSet.Priority(0, true);
  private PodSet.Number number = new PodSet.Number(1, 1, 0, 0, PodSet.Place.ANY);
  private final Map<String, Object> selector = new HashMap<>();
  private final List<Tree> nodeTerms = new ArrayList<>();
  private final List<AffinityTerm> apart = new ArrayList<>();
  private final List<AffinityTerm> together = new ArrayList<>();
  private final List<SchedulingConstraints.Preferred> preferred = new ArrayList<>();
  private final List<SchedulingConstraints.Spread> spread = new ArrayList<>();
  private final List<Toleration> tolerations = new ArrayList<>();
  private final List<String> ports = new ArrayList<>();

  private SetBuilder(String name) {
    this.name = name;
    labels.put("app", name);
  }

  /** A Deployment in the namespace shop with the label {@code app: name}. */
  static SetBuilder pods(String name) {
    return new SetBuilder(name);
  }

  /** Pods with a label {@code app} in a namespace, near by the name of the node. */
  static AffinityTerm app(String name, String... namespaces) {
    return appBy(SimulatedNode.HOSTNAME, name, namespaces);
  }

  static AffinityTerm appBy(String topologyKey, String name, String... namespaces) {
    return new AffinityTerm(
        LabelSelector.ofLabels(Tree.of(Map.of("app", name))),
        namespaces.length == 0 ? Set.of("shop") : Set.of(namespaces),
        topologyKey);
  }

  SetBuilder in(String newNamespace) {
    namespace = newNamespace;
    return this;
  }

  /** Pods that an operator makes of something. */
  SetBuilder madeOf(String resource) {
    source = resource;
    return this;
  }

  SetBuilder labelled(String key, String value) {
    labels.put(key, value);
    return this;
  }

  SetBuilder asks(long cpu, long mebibytes) {
    return asks(cpu, mebibytes, 0);
  }

  SetBuilder asks(long cpu, long mebibytes, long disk) {
    requests = new ResourceAmount(cpu, mebibytes * MEBIBYTE, disk * MEBIBYTE);
    return this;
  }

  SetBuilder priority(int value) {
    priority = new PodSet.Priority(value, true);
    return this;
  }

  SetBuilder patient(int value) {
    priority = new PodSet.Priority(value, false);
    return this;
  }

  SetBuilder times(int steady) {
    return times(steady, steady);
  }

  SetBuilder times(int steady, int most) {
    number = new PodSet.Number(steady, most, number.surge(), number.unavailable(), number.place());
    return this;
  }

  SetBuilder replaced(int surge, int unavailable) {
    number = number.replaced(surge, unavailable);
    return this;
  }

  SetBuilder onEachNode() {
    number = new PodSet.Number(0, 0, 0, 0, PodSet.Place.EACH_NODE);
    return this;
  }

  SetBuilder whereItWas() {
    number =
        new PodSet.Number(
            number.steady(),
            number.most(),
            number.surge(),
            number.unavailable(),
            PodSet.Place.WHERE_IT_WAS);
    return this;
  }

  SetBuilder selects(String label, String value) {
    selector.put(label, value);
    return this;
  }

  SetBuilder nodeTerm(Map<String, Object> term) {
    nodeTerms.add(Tree.of(term));
    return this;
  }

  SetBuilder apart(AffinityTerm term) {
    apart.add(term);
    return this;
  }

  SetBuilder apartFromItself() {
    return apart(app(name));
  }

  SetBuilder near(AffinityTerm term) {
    together.add(term);
    return this;
  }

  SetBuilder prefers(AffinityTerm term, int weight) {
    preferred.add(new SchedulingConstraints.Preferred(term, weight));
    return this;
  }

  SetBuilder spread(int skew) {
    return spread(new SchedulingConstraints.Spread(app(name), skew, true, 1));
  }

  SetBuilder spread(SchedulingConstraints.Spread one) {
    spread.add(one);
    return this;
  }

  SetBuilder tolerates(String key, String operator, String value, String effect) {
    tolerations.add(new Toleration(key, operator, value, effect));
    return this;
  }

  SetBuilder port(String port) {
    ports.add(port);
    return this;
  }

  /** That of one container. */
  private ResourceAmount counted() {
    return new ResourceAmount(
        requests.cpu() == 0 ? 100 : requests.cpu(),
        requests.memory() == 0 ? 200L << 20 : requests.memory(),
        requests.disk());
  }

  PodSet set() {
    return new PodSet(
        namespace + "/" + name + "[Deployment]",
        source.isEmpty() ? "Deployment " + namespace + "/" + name : source,
        namespace,
        Map.copyOf(labels),
        requests,
        counted(),
        requests,
        priority,
        number,
        new SchedulingConstraints(
            Map.copyOf(selector),
            List.copyOf(nodeTerms),
            List.copyOf(apart),
            List.copyOf(together),
            List.copyOf(preferred),
            List.copyOf(spread),
            List.copyOf(tolerations),
            List.copyOf(ports)));
  }
}
