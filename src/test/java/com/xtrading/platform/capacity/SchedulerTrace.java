package com.xtrading.platform.capacity;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.objects.ClusterObjects;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.objects.LabelSelector;
import com.xtrading.platform.objects.Made;
import com.xtrading.platform.objects.PodTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes down what the simulated scheduler decides, and in which situation, so that the real one
 * can be asked the same. Pods are written as {@code set/number}, nodes by their names.
 */
final class SchedulerTrace implements Scheduler.Witness {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Kinds that the scheduler itself, or the admission of pods, looks at. */
  private static final Set<GroupKind> KINDS =
      Set.of(Kinds.NAMESPACE, Kinds.SERVICE, Kinds.POD_DISRUPTION_BUDGET, Kinds.PRIORITY_CLASS);

  private final String name;
  private final List<Map<String, Object>> objects;
  private final Map<String, PodTemplate> templates = new HashMap<>();
  private final List<Map<String, Object>> steps = new ArrayList<>();
  private final Map<SimulatedPod, Integer> told = new HashMap<>();
  private Occupancy occupancy;
  private Set<String> away = Set.of();
  private Set<String> closed = Set.of();
  private String phase = "steady";

  SchedulerTrace(String name, ClusterObjects cluster) {
    this.name = name;
    this.objects =
        Stream.concat(cluster.manifests().stream(), cluster.made().stream().map(Made::object))
            .filter(object -> KINDS.contains(object.groupKind()))
            .map(Manifest::tree)
            .toList();
    cluster
        .runningPods()
        .forEach(
            pod ->
                templates.put(
                    "%s/%s[%s]"
                        .formatted(pod.owner().namespace(), pod.owner().name(), pod.owner().kind()),
                    pod));
  }

  /** What happens from now on. */
  void phase(String words) {
    phase = words;
  }

  @Override
  public void decides(Occupancy before, Scheduler.Decision decision) {
    occupancy = before;
    Map<String, Object> step = new LinkedHashMap<>();
    step.put("phase", phase);
    Set<String> awayNow = nodes(before::isGone);
    Set<String> closedNow = nodes(before::isClosed);
    if (!awayNow.equals(away)) {
      step.put("away", awayNow);
      away = awayNow;
    }
    if (!closedNow.equals(closed)) {
      step.put("closed", closedNow);
      closed = closedNow;
    }
    step.putAll(changes(before));
    step.put("pod", written(decision.pod()));
    int home = before.home(decision.pod());
    if (home >= 0) {
      step.put("home", before.nodes().get(home).name());
    }
    step.put("node", decision.node().map(node -> before.nodes().get(node).name()).orElse(""));
    step.put("scores", scores(decision.pod()));
    step.put("victims", decision.victims().stream().map(SchedulerTrace::written).toList());
    steps.add(step);
  }

  /** Every node that takes the pod, and its score. */
  private Map<String, Long> scores(SimulatedPod pod) {
    NodeFilter filter = new NodeFilter(occupancy);
    int[] nodes =
        IntStream.range(0, occupancy.nodes().size())
            .filter(node -> filter.refusal(pod, node).isEmpty())
            .toArray();
    double[] scores = new NodeScore(occupancy).points(pod, SmallCluster.all(nodes));
    Map<String, Long> written = new LinkedHashMap<>();
    for (int i = 0; i < scores.length; i++) {
      written.put(occupancy.nodes().get(nodes[i]).name(), (long) scores[i]);
    }
    return written;
  }

  /** What runs elsewhere than when the last decision was told. */
  private Map<String, Object> changes(Occupancy now) {
    Map<SimulatedPod, Integer> running = new HashMap<>();
    for (int node = 0; node < now.nodes().size(); node++) {
      for (SimulatedPod pod : now.on(node)) {
        running.put(pod, node);
      }
    }
    List<String> removed =
        told.keySet().stream()
            .filter(pod -> !told.get(pod).equals(running.get(pod)))
            .map(SchedulerTrace::written)
            .sorted()
            .toList();
    Map<String, String> placed =
        running.keySet().stream()
            .filter(pod -> !running.get(pod).equals(told.get(pod)))
            .collect(
                Collectors.toMap(
                    SchedulerTrace::written, pod -> now.nodes().get(running.get(pod)).name()));
    told.clear();
    told.putAll(running);
    return Map.of("removed", removed, "placed", placed);
  }

  private Set<String> nodes(IntPredicate which) {
    return IntStream.range(0, occupancy.nodes().size())
        .filter(which)
        .mapToObj(node -> occupancy.nodes().get(node).name())
        .collect(Collectors.toSet());
  }

  private static String written(SimulatedPod pod) {
    return pod.set() + "/" + pod.number();
  }

  void write(Path folder) {
    Map<String, Object> trace = new LinkedHashMap<>();
    trace.put("name", name);
    trace.put("objects", objects);
    trace.put("nodes", occupancy.nodes().stream().map(SchedulerTrace::node).toList());
    trace.put("sets", sets());
    trace.put("steps", steps);
    try {
      JSON.writeValue(folder.resolve(name + ".json").toFile(), trace);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Map<String, Object> node(SimulatedNode node) {
    return Map.of(
        "name",
        node.name(),
        "labels",
        node.labels(),
        "taints",
        node.taints().stream()
            .map(one -> Map.of("key", one.key(), "value", one.value(), "effect", one.effect()))
            .toList(),
        "allocatable",
        quantities(node.allocatable(), "pods", "" + node.pods()));
  }

  private static Map<String, String> quantities(ResourceAmount amount, String... more) {
    Map<String, String> written = new LinkedHashMap<>();
    written.put("cpu", amount.cpu() + "m");
    written.put("memory", "" + amount.memory());
    written.put("ephemeral-storage", "" + amount.disk());
    for (int i = 0; i < more.length; i += 2) {
      written.put(more[i], more[i + 1]);
    }
    return written;
  }

  private List<Map<String, Object>> sets() {
    List<Integer> ranks =
        IntStream.range(0, occupancy.sets().size())
            .boxed()
            .sorted(
                (one, other) ->
                    Scheduler.order(occupancy)
                        .compare(new SimulatedPod(one, 0), new SimulatedPod(other, 0)))
            .toList();
    List<Map<String, Object>> sets = new ArrayList<>();
    for (int number = 0; number < occupancy.sets().size(); number++) {
      PodSet set = occupancy.sets().get(number);
      Map<String, Object> written = new LinkedHashMap<>();
      written.put("name", set.name());
      written.put("namespace", set.namespace());
      written.put("rank", ranks.indexOf(number));
      written.put("requests", quantities(set.requests()));
      written.put("priority", set.priority().value());
      written.put("preempts", set.priority().preempts());
      written.put("steady", set.number().steady());
      PodTemplate template = templates.get(set.name());
      written.put("given", template == null);
      if (template == null) {
        written.put("kind", set.onEachNode() ? "DaemonSet" : "");
        written.put("owner", set.name().substring(set.name().indexOf('/') + 1));
        written.put("labels", set.labels());
        written.put("spec", given(set));
      } else {
        written.put("kind", template.owner().kind());
        written.put("owner", template.owner().name());
        written.put("selector", template.owner().at("spec", "selector").map());
        written.put("labels", set.labels());
        written.put("spec", template.spec().map());
      }
      sets.add(written);
    }
    return sets;
  }

  /** The pods of which an environment says nothing but number and size. */
  private static Map<String, Object> given(PodSet set) {
    SchedulingConstraints constraints = set.constraints();
    Map<String, Object> apart = new LinkedHashMap<>();
    apart.put(
        "requiredDuringSchedulingIgnoredDuringExecution",
        constraints.apart().stream().map(SchedulerTrace::term).toList());
    apart.put(
        "preferredDuringSchedulingIgnoredDuringExecution",
        constraints.preferred().stream()
            .map(one -> Map.of("weight", -one.weight(), "podAffinityTerm", term(one.term())))
            .toList());
    return Map.of(
        "containers",
        List.of(
            Map.of("name", "main", "resources", Map.of("requests", quantities(set.requests())))),
        "affinity",
        Map.of("podAntiAffinity", apart),
        "tolerations",
        constraints.tolerations().stream().map(SchedulerTrace::toleration).toList());
  }

  private static Map<String, String> toleration(Toleration one) {
    return Map.of(
        "key", one.key(), "operator", one.operator(), "value", one.value(), "effect", one.effect());
  }

  private static Map<String, Object> term(AffinityTerm term) {
    LabelSelector selector = term.selector();
    return Map.of(
        "labelSelector",
        selector.tree().map(),
        "namespaces",
        term.namespaces().stream().sorted().toList(),
        "topologyKey",
        term.topologyKey());
  }

  /** Nodes that take a pod of a DaemonSet at all. */
  static Collection<Integer> nodesOf(PodSet set, List<SimulatedNode> nodes) {
    return IntStream.range(0, nodes.size())
        .filter(
            node ->
                set.constraints().accept(nodes.get(node))
                    && set.constraints().tolerate(nodes.get(node)))
        .boxed()
        .toList();
  }
}
