package com.xtrading.platform.benchmark;

import com.xtrading.platform.capacity.Premises;
import com.xtrading.platform.environment.Capacity;
import com.xtrading.platform.environment.Cluster;
import com.xtrading.platform.environment.KubernetesVersion;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.model.Cpu;
import com.xtrading.platform.model.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Workloads of three pods each, of all sizes between 200m, 400 MiB and 700m, 940 MiB. Every one has
 * a disruption budget; four of five are Deployments with an autoscaler that adds a pod, the others
 * stores that share no node with themselves; a quarter of the Deployments is spread strictly, a
 * quarter by preference, half by what the scheduler does for everybody.
 */
final class SyntheticFleet {

  private static final int IN_A_NAMESPACE = 20;
  private static final String HOSTNAME = "kubernetes.io/hostname";

  private SyntheticFleet() {}

  /** Nodes of four cores and 8 GiB, a quarter more where the autoscaler adds some. */
  static Premises on(int nodes) {
    return new Premises(
        "synthetic",
        new KubernetesVersion("1.35"),
        new Cluster.Nodes(
            nodes,
            Cpu.millis(4000),
            Memory.gibibytes(8),
            Cluster.Reservation.GKE,
            nodes + nodes / 4,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        new TreeMap<>(),
        new Capacity(10, Capacity.Survivors.EVERYTHING, 150, Optional.empty(), Optional.empty()),
        "data");
  }

  /** The workloads, and two DaemonSets. */
  static List<Manifest> of(int workloads) {
    List<Manifest> manifests = new ArrayList<>();
    manifests.add(priority("stores", 1_000_000));
    manifests.add(priority("services", 500_000));
    for (int agent = 0; agent < 2; agent++) {
      manifests.add(
          object(
              "apps/v1",
              "DaemonSet",
              "agent" + agent,
              "agents",
              Fields.of("template", pods("agent" + agent, "stores", 50, 100, Map.of()))));
    }
    for (int i = 0; i < workloads; i++) {
      workload(manifests, i);
    }
    return manifests;
  }

  private static void workload(List<Manifest> manifests, int number) {
    String name = "w" + number;
    String namespace = "n" + number / IN_A_NAMESPACE;
    int cpu = 200 + 100 * (number * 7 % 6);
    int memory = 400 + 60 * (number * 11 % 10);
    boolean store = number % 5 == 0;
    Map<String, Object> where = store ? apart(name) : spread(name, number % 4);
    Fields spec =
        Fields.of("replicas", 3)
            .with("selector", Fields.of("matchLabels", labels(name)))
            .with("template", pods(name, store ? "stores" : "services", cpu, memory, where));
    manifests.add(object("apps/v1", store ? "StatefulSet" : "Deployment", name, namespace, spec));
    manifests.add(
        object(
            "policy/v1",
            "PodDisruptionBudget",
            name,
            namespace,
            Fields.of("maxUnavailable", 1)
                .with("selector", Fields.of("matchLabels", labels(name)))));
    if (!store) {
      manifests.add(
          object(
              "autoscaling/v2",
              "HorizontalPodAutoscaler",
              name,
              namespace,
              Fields.of(
                      "scaleTargetRef",
                      Fields.of("apiVersion", "apps/v1")
                          .with("kind", "Deployment")
                          .with("name", name))
                  .with("minReplicas", 3)
                  .with("maxReplicas", 4)));
    }
  }

  private static Map<String, Object> apart(String name) {
    return Fields.of(
        "affinity",
        Fields.of(
            "podAntiAffinity",
            Fields.of(
                "requiredDuringSchedulingIgnoredDuringExecution",
                List.of(
                    Fields.of("topologyKey", HOSTNAME)
                        .with("labelSelector", Fields.of("matchLabels", labels(name)))))));
  }

  private static Map<String, Object> spread(String name, int kind) {
    if (kind > 1) {
      return Map.of();
    }
    return Fields.of(
        "topologySpreadConstraints",
        List.of(
            Fields.of("topologyKey", HOSTNAME)
                .with("maxSkew", 1)
                .with("whenUnsatisfiable", kind == 0 ? "DoNotSchedule" : "ScheduleAnyway")
                .with("labelSelector", Fields.of("matchLabels", labels(name)))));
  }

  private static Map<String, Object> pods(
      String name, String priorityClass, int millicores, int mebibytes, Map<String, Object> where) {
    Map<String, Object> resources =
        Fields.of("cpu", millicores + "m").with("memory", mebibytes + "Mi");
    Fields spec =
        Fields.of("priorityClassName", priorityClass)
            .with(
                "containers",
                List.of(
                    Fields.of("name", "main")
                        .with(
                            "resources",
                            Fields.of("requests", resources).with("limits", resources))));
    where.forEach(spec::with);
    return Fields.of("metadata", Fields.of("labels", labels(name))).with("spec", spec);
  }

  private static Map<String, Object> labels(String name) {
    return Fields.of("app.kubernetes.io/name", name);
  }

  private static Manifest priority(String name, int value) {
    return new Manifest(
        "",
        "",
        Fields.of("apiVersion", "scheduling.k8s.io/v1")
            .with("kind", "PriorityClass")
            .with("metadata", Fields.of("name", name))
            .with("value", value));
  }

  private static Manifest object(
      String apiVersion, String kind, String name, String namespace, Map<String, Object> spec) {
    return new Manifest(
        "",
        "",
        Fields.of("apiVersion", apiVersion)
            .with("kind", kind)
            .with("metadata", Fields.of("name", name).with("namespace", namespace))
            .with("spec", spec));
  }
}
