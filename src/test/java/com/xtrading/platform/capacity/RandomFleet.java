package com.xtrading.platform.capacity;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.objects.ClusterObjects;
import com.xtrading.platform.policy.Examples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Uneven nodes and pods with whatever the scheduler looks at, drawn from a seed: tight room,
 * affinity, spread, taints, ports of nodes, priorities, budgets. Then pods and nodes come and go.
 * Of every third fleet all nodes are alike, and there are more of them.
 */
final class RandomFleet {

  private static final String NAMESPACE = "shop";
  private static final List<String> APPS = List.of("a", "b", "c", "d", "e", "f", "g", "h");
  private static final int EVENTS = 12;

  private final Random random;
  private final String name;
  private final boolean alike;

  RandomFleet(int seed) {
    this.random = new Random(seed);
    this.name = "random-" + seed;
    this.alike = seed % 3 == 2;
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** Writes every decision down. */
  void write(Path folder) {
    ClusterObjects objects = objects();
    SchedulerTrace trace = new SchedulerTrace(name, objects);
    live(fleet(objects), trace, trace::phase);
    trace.write(folder);
  }

  /** Shows every decision to somebody who knows the fleet. */
  void show(Function<Fleet, Scheduler.Witness> witness) {
    Fleet fleet = fleet(objects());
    live(fleet, witness.apply(fleet), phase -> {});
  }

  private static Fleet fleet(ClusterObjects objects) {
    return Fleet.of(Premises.of(Examples.environment()), objects);
  }

  private ClusterObjects objects() {
    List<Manifest> manifests = new ArrayList<>();
    manifests.add(object("v1", "Namespace", "", NAMESPACE, Map.of()));
    for (int value : new int[] {-5, 100, 1000}) {
      String level = "level-" + (value < 0 ? "low" : value);
      manifests.add(
          object("scheduling.k8s.io/v1", "PriorityClass", "", level, Map.of("value", value)));
    }
    manifests.add(
        object(
            "scheduling.k8s.io/v1",
            "PriorityClass",
            "",
            "patient",
            Map.of("value", 500, "preemptionPolicy", "Never")));
    manifests.add(
        object(
            "storage.k8s.io/v1",
            "StorageClass",
            "",
            "local",
            Map.of("provisioner", "rancher.io/local-path")));
    int apps = between(4, APPS.size());
    for (String app : APPS.subList(0, apps)) {
      manifests.add(workload(app));
      if (chance(35)) {
        manifests.add(budget(app));
      }
      if (chance(40)) {
        manifests.add(
            object(
                "v1",
                "Service",
                NAMESPACE,
                app,
                Map.of("spec", Map.of("selector", Map.of("app", app)))));
      }
    }
    return new ClusterObjects(manifests, List.of());
  }

  private List<SimulatedNode> nodes() {
    if (!alike) {
      return IntStream.rangeClosed(1, between(3, 12)).mapToObj(this::node).toList();
    }
    SimulatedNode first = node(1);
    return IntStream.rangeClosed(1, between(6, 24))
        .mapToObj(number -> like(first, number))
        .toList();
  }

  private static SimulatedNode like(SimulatedNode other, int number) {
    Map<String, String> labels = new LinkedHashMap<>(other.labels());
    labels.put(SimulatedNode.HOSTNAME, "node-" + number);
    return new SimulatedNode(
        "node-" + number, other.allocatable(), other.pods(), labels, other.taints());
  }

  private void live(Fleet fleet, Scheduler.Witness witness, Consumer<String> phases) {
    List<SimulatedNode> nodes = nodes();
    Occupancy occupancy = new Occupancy(fleet.sets(), fleet.terms(), nodes);
    Scheduler scheduler =
        new Scheduler(occupancy, new DisruptionBudgets(occupancy, fleet.budgets()), witness);
    List<SimulatedPod> pods = new ArrayList<>();
    for (int set = 0; set < fleet.sets().size(); set++) {
      PodSet one = fleet.sets().get(set);
      int number = set;
      if (one.onEachNode()) {
        SchedulerTrace.nodesOf(one, nodes)
            .forEach(node -> pods.add(new SimulatedPod(number, node)));
      } else {
        IntStream.range(0, one.number().most())
            .forEach(pod -> pods.add(new SimulatedPod(number, pod)));
      }
    }
    // Those of little priority often come first, so that others have to make room.
    Collections.shuffle(pods, random);
    for (int from = 0; from < pods.size(); from += 3) {
      scheduler.schedule(pods.subList(from, Math.min(pods.size(), from + 3)));
    }
    for (int event = 0; event < EVENTS; event++) {
      phases.accept("event " + event);
      happen(occupancy, scheduler, pods);
    }
  }

  private void happen(Occupancy occupancy, Scheduler scheduler, List<SimulatedPod> pods) {
    int node = random.nextInt(occupancy.nodes().size());
    switch (random.nextInt(5)) {
      case 0 -> occupancy.on(node).stream().filter(pod -> chance(50)).forEach(occupancy::remove);
      case 1 -> {
        if (!occupancy.isClosed(node)) {
          occupancy.close(node);
        }
      }
      case 2 -> occupancy.open(node);
      case 3 -> {
        int set = random.nextInt(occupancy.sets().size());
        if (occupancy.set(new SimulatedPod(set, 0)).number().steady() > 0) {
          int mark = occupancy.mark();
          new Rollout(occupancy, scheduler, set)
              .run(
                  (scenario, event, waiting, stuck) ->
                      new ScenarioOutcome(scenario, event, List.of(), List.of(), stuck));
          occupancy.backTo(mark);
        }
      }
      default -> {
        if (!occupancy.isGone(node) && occupancy.nodes().size() > 3) {
          occupancy.on(node).forEach(occupancy::remove);
          occupancy.lose(node);
        }
      }
    }
    List<SimulatedPod> waiting =
        pods.stream()
            .filter(pod -> occupancy.where(pod) < 0 && chance(40))
            .filter(pod -> !occupancy.set(pod).onEachNode() || !occupancy.isGone(pod.number()))
            .toList();
    if (IntStream.range(0, occupancy.nodes().size()).anyMatch(one -> !occupancy.isGone(one))) {
      scheduler.schedule(waiting);
    }
  }

  private SimulatedNode node(int number) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put(SimulatedNode.HOSTNAME, "node-" + number);
    if (chance(85)) {
      labels.put("rack", any(List.of("r1", "r2", "r3")));
    }
    if (chance(50)) {
      labels.put("disk", any(List.of("fast", "slow")));
    }
    labels.put("generation", "" + between(1, 5));
    List<Toleration.Taint> taints = new ArrayList<>();
    if (chance(20)) {
      taints.add(new Toleration.Taint("dedicated", "x", any(List.of("NoSchedule", "NoExecute"))));
    }
    if (chance(25)) {
      taints.add(new Toleration.Taint("busy", any(List.of("", "very")), "PreferNoSchedule"));
    }
    for (String reason : List.of("old", "far", "dear")) {
      if (chance(15)) {
        taints.add(new Toleration.Taint(reason, "", "PreferNoSchedule"));
      }
    }
    return new SimulatedNode(
        "node-" + number,
        new ResourceAmount(
            between(5, 60) * 100L, between(1000, 12000) * (1L << 20), between(10, 50) * (1L << 30)),
        between(4, 20),
        labels,
        taints);
  }

  private static Manifest object(
      String version, String kind, String namespace, String name, Map<String, Object> more) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", version);
    tree.put("kind", kind);
    tree.put(
        "metadata",
        namespace.isEmpty() ? Map.of("name", name) : Map.of("name", name, "namespace", namespace));
    tree.putAll(more);
    return new Manifest("manifests/%s-%s.yaml".formatted(kind, name), "random", tree);
  }

  private Manifest budget(String app) {
    Object amount = chance(50) ? (Object) between(0, 3) : between(1, 9) * 10 + "%";
    return object(
        "policy/v1",
        "PodDisruptionBudget",
        NAMESPACE,
        app,
        Map.of(
            "spec",
            Map.of(
                "selector",
                chance(80)
                    ? Map.of("matchLabels", Map.of("app", app))
                    : chance(50) ? Map.of() : Map.of("matchLabels", Map.of("tier", "x")),
                chance(50) ? "minAvailable" : "maxUnavailable",
                amount)));
  }

  private Manifest workload(String app) {
    Map<String, Object> labels = Map.of("app", app, "tier", any(List.of("x", "y")));
    Map<String, Object> template =
        Map.of("metadata", Map.of("labels", labels), "spec", podSpec(app));
    Map<String, Object> selector = Map.of("matchLabels", Map.of("app", app));
    int pods = between(1, 7);
    return switch (random.nextInt(8)) {
      case 0 ->
          object(
              "apps/v1",
              "DaemonSet",
              NAMESPACE,
              app,
              Map.of("spec", Map.of("selector", selector, "template", template)));
      case 1 ->
          object(
              "batch/v1",
              "Job",
              NAMESPACE,
              app,
              Map.of("spec", Map.of("parallelism", pods, "template", template)));
      case 2, 3 ->
          object(
              "apps/v1",
              "StatefulSet",
              NAMESPACE,
              app,
              Map.of(
                  "spec",
                  Map.of(
                      "selector",
                      selector,
                      "replicas",
                      pods,
                      "serviceName",
                      app,
                      "volumeClaimTemplates",
                      chance(50)
                          ? List.of()
                          : List.of(Map.of("spec", Map.of("storageClassName", "local"))),
                      "template",
                      template)));
      default ->
          object(
              "apps/v1",
              "Deployment",
              NAMESPACE,
              app,
              Map.of("spec", Map.of("selector", selector, "replicas", pods, "template", template)));
    };
  }

  private Map<String, Object> podSpec(String app) {
    Map<String, Object> spec = new LinkedHashMap<>();
    List<Object> containers = new ArrayList<>();
    for (int i = 0; i < between(1, 2); i++) {
      containers.add(container("main-" + i, i == 0 && chance(8)));
    }
    spec.put("containers", containers);
    if (chance(20)) {
      Map<String, Object> init = new LinkedHashMap<>(container("init", false));
      if (chance(50)) {
        init.put("restartPolicy", "Always");
      }
      spec.put("initContainers", List.of(init));
    }
    if (chance(75)) {
      spec.put(
          "priorityClassName",
          any(List.of("level-low", "level-100", "level-1000", "patient", "system-node-critical")));
    }
    if (chance(15)) {
      spec.put("nodeSelector", Map.of("disk", "fast"));
    }
    if (chance(40)) {
      spec.put("tolerations", List.of(anyToleration()));
    }
    Map<String, Object> affinity = new LinkedHashMap<>();
    if (chance(20)) {
      affinity.put("nodeAffinity", nodeAffinity());
    }
    if (chance(25)) {
      affinity.put("podAffinity", podAffinity(app));
    }
    if (chance(45)) {
      affinity.put("podAntiAffinity", podAffinity(app));
    }
    spec.put("affinity", affinity);
    if (chance(45)) {
      List<Object> spread = new ArrayList<>();
      for (int i = 0; i < between(1, 2); i++) {
        spread.add(
            Map.of(
                "maxSkew",
                between(1, 3),
                "topologyKey",
                i == 0 ? SimulatedNode.HOSTNAME : "rack",
                "whenUnsatisfiable",
                any(List.of("DoNotSchedule", "ScheduleAnyway")),
                "labelSelector",
                selector(chance(80) ? app : any(APPS))));
      }
      spec.put("topologySpreadConstraints", spread);
    }
    return spec;
  }

  private Map<String, Object> container(String name, boolean port) {
    Map<String, Object> container = new LinkedHashMap<>();
    container.put("name", name);
    Map<String, Object> requests = new LinkedHashMap<>();
    if (chance(85)) {
      requests.put("cpu", between(1, 30) * 25 + "m");
    }
    if (chance(85)) {
      requests.put("memory", between(10, 900) + "Mi");
    }
    if (chance(10)) {
      requests.put("ephemeral-storage", between(1, 9) + "Gi");
    }
    container.put(
        "resources",
        chance(10)
            ? Map.of("limits", Map.of("cpu", "300m", "memory", "100Mi"))
            : Map.of("requests", requests));
    if (port) {
      container.put("ports", List.of(Map.of("containerPort", 80, "hostPort", 8080)));
    }
    return container;
  }

  private Map<String, Object> anyToleration() {
    return any(
        List.of(
            Map.of("operator", "Exists"),
            Map.of("key", "dedicated", "operator", "Exists"),
            Map.of("key", "dedicated", "value", "x", "effect", "NoSchedule"),
            Map.of("key", "dedicated", "value", "y"),
            Map.of("key", "busy", "value", "very", "effect", "PreferNoSchedule"),
            Map.of("key", "busy", "operator", "Exists")));
  }

  private Map<String, Object> nodeAffinity() {
    Map<String, Object> expression =
        any(
            List.of(
                Map.of("key", "rack", "operator", "In", "values", List.of("r1", "r2")),
                Map.of("key", "disk", "operator", "NotIn", "values", List.of("slow")),
                Map.of("key", "disk", "operator", "Exists"),
                Map.of("key", "rack", "operator", "DoesNotExist"),
                Map.of("key", "generation", "operator", "Gt", "values", List.of("2")),
                Map.of("key", "generation", "operator", "Lt", "values", List.of("4"))));
    return Map.of(
        "requiredDuringSchedulingIgnoredDuringExecution",
        Map.of("nodeSelectorTerms", List.of(Map.of("matchExpressions", List.of(expression)))));
  }

  private Map<String, Object> podAffinity(String app) {
    Map<String, Object> affinity = new LinkedHashMap<>();
    if (chance(50)) {
      List<Object> terms = new ArrayList<>();
      for (int i = 0; i < (chance(25) ? 2 : 1); i++) {
        terms.add(term(chance(60) ? app : any(APPS)));
      }
      affinity.put("requiredDuringSchedulingIgnoredDuringExecution", terms);
    }
    if (affinity.isEmpty() || chance(40)) {
      affinity.put(
          "preferredDuringSchedulingIgnoredDuringExecution",
          List.of(
              Map.of("weight", between(1, 100), "podAffinityTerm", term(any(APPS))),
              Map.of("weight", between(1, 100), "podAffinityTerm", term(app))));
    }
    return affinity;
  }

  private Map<String, Object> term(String app) {
    return Map.of(
        "topologyKey",
        any(List.of(SimulatedNode.HOSTNAME, SimulatedNode.HOSTNAME, "rack")),
        "labelSelector",
        selector(app));
  }

  private Map<String, Object> selector(String app) {
    return switch (random.nextInt(6)) {
      case 0 -> Map.of("matchLabels", Map.of("tier", any(List.of("x", "y"))));
      case 1 ->
          Map.of(
              "matchExpressions",
              List.of(Map.of("key", "app", "operator", "In", "values", List.of(app, any(APPS)))));
      default -> Map.of("matchLabels", Map.of("app", app));
    };
  }
}
