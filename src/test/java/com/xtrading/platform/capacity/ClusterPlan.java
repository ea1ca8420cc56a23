package com.xtrading.platform.capacity;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.xtrading.platform.EditedEnvironment;
import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.TradingPlatform;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.OutputFile;
import com.xtrading.platform.objects.Made;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Writes down what a real cluster is to be held against: the files of an environment, the nodes,
 * what operators will make, what runs beside it, and where the simulated scheduler puts every pod.
 */
public final class ClusterPlan {

  /** Environments that are switched as no committed one is. */
  private static final Map<String, Supplier<JudgedEnvironment>> SWITCHED = new LinkedHashMap<>();

  static {
    SWITCHED.put("mesh", TestPlatform::meshed);
    SWITCHED.put("vault", TestPlatform::ownVault);
    SWITCHED.put("clair", TestPlatform::withClair);
  }

  private ClusterPlan() {}

  /**
   * @param args the folder, and what to write into it: names of committed environments or switches,
   *     or {@code NAME@MINOR} for a committed environment on another Kubernetes
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    for (String name : List.of(args).subList(1, args.length)) {
      write(rendered(name), folder.resolve(name));
    }
    System.exit(0); // the kernel of jsii would keep it running
  }

  private static JudgedEnvironment rendered(String name) {
    int minor = name.indexOf('@');
    if (minor > 0) {
      return TestPlatform.render(
          TradingPlatform::declare,
          EditedEnvironment.onKubernetes(name.substring(0, minor), name.substring(minor + 1)));
    }
    if (SWITCHED.containsKey(name)) {
      return SWITCHED.get(name).get();
    }
    return TestPlatform.committed().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(name + " is neither environment nor switch"));
  }

  private static void write(JudgedEnvironment judged, Path folder) throws IOException {
    for (OutputFile file : judged.files()) {
      Path path = folder.resolve("dist").resolve(judged.name()).resolve(file.path());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.text());
    }
    Files.writeString(folder.resolve("minor"), judged.environment().kubernetes().value());
    Fleet fleet = Fleet.of(Premises.of(judged.environment()), judged.rendered().objects());
    Fields plan =
        Fields.of(
                "nodes",
                judged.capacity().nodes().stream()
                    .map(node -> node(node.name(), node.use()))
                    .toList())
            .with(
                "made", judged.rendered().objects().made().stream().map(ClusterPlan::made).toList())
            .with(
                "waived",
                judged.verdict().waived().stream()
                    .map(
                        one ->
                            Map.of("rule", one.finding().rule(), "object", one.finding().object()))
                    .toList())
            .with(
                "beside",
                fleet.sets().stream()
                    .filter(set -> set.source().matches("(cluster.system|capacity.reserved)\\..*"))
                    .map(set -> workload(set, judged.environment()))
                    .toList())
            .with("settings", settingsOfTheHub())
            .with(
                "pods",
                judged.capacity().nodes().stream()
                    .flatMap(
                        node ->
                            node.pods().stream()
                                .map(pod -> Map.of("node", node.name(), "name", pod.name())))
                    .toList());
    new ObjectMapper().writeValue(folder.resolve("plan.json").toFile(), plan);
  }

  /** Argo CD runs in one cluster, and judges the health of what is in every other by these. */
  private static Map<String, Object> settingsOfTheHub() {
    return TestPlatform.committed().stream()
        .filter(one -> one.environment().gitops().hub())
        .map(one -> Select.one(one, "ConfigMap", "argocd-cm").tree())
        .findFirst()
        .orElseThrow();
  }

  private static Fields node(String name, CapacityReport.Use use) {
    Fields room =
        Fields.of("cpu", use.allocatable().cpu() + "m")
            .with("memory", Long.toString(use.allocatable().memory()))
            .with("ephemeral-storage", "100Gi")
            .with("pods", Integer.toString(use.mostPods()));
    return Fields.of(
            "metadata",
            Fields.of("name", name)
                .with(
                    "labels",
                    Fields.of("kubernetes.io/hostname", name)
                        .with("kubernetes.io/os", "linux")
                        .with("kubernetes.io/arch", "amd64")))
        .with("status", Fields.of("capacity", room).with("allocatable", room));
  }

  private static Fields made(Made made) {
    return Fields.of("component", made.by().component())
        .with("addOn", made.maker() == Made.Maker.ADD_ON)
        .with("by", made.by().tree())
        .with("object", made.object().tree());
  }

  /** What comes with the cluster, or is to come, as a workload of the same size and priority. */
  private static Fields workload(PodSet set, Environment environment) {
    String name = set.name().substring(set.name().indexOf('/') + 1);
    Map<String, Object> labels = new TreeMap<>(set.labels());
    if (name.equals("coredns")) {
      labels.put("k8s-app", "kube-dns"); // by which policies know it
    }
    boolean everywhere = set.onEachNode();
    boolean system = set.source().startsWith("cluster.system");
    Fields pod =
        Fields.of(
                "priorityClassName",
                system
                    ? "system-node-critical"
                    : environment.capacity().reserved().orElseThrow().entrySet().stream()
                        .filter(part -> part.getKey().value().equals(name))
                        .map(part -> part.getValue().priorityClass().value())
                        .findFirst()
                        .orElseThrow())
            .with(
                "containers",
                List.of(
                    Fields.of("name", name)
                        .with("image", "played.invalid/" + name + ":1")
                        .with(
                            "resources",
                            Fields.of(
                                "requests",
                                Fields.of("cpu", set.requests().cpu() + "m")
                                    .with("memory", Long.toString(set.requests().memory()))))));
    Fields itself =
        Fields.of("labelSelector", Fields.of("matchLabels", labels))
            .with("topologyKey", "kubernetes.io/hostname");
    if (!everywhere) {
      Fields apart =
          Fields.of(
              "preferredDuringSchedulingIgnoredDuringExecution",
              List.of(Fields.of("weight", 100).with("podAffinityTerm", itself)));
      if (!system) {
        apart.with("requiredDuringSchedulingIgnoredDuringExecution", List.of(itself));
      }
      pod.with("affinity", Fields.of("podAntiAffinity", apart));
    }
    Fields spec =
        Fields.of("selector", Fields.of("matchLabels", labels))
            .with("template", Fields.of("metadata", Fields.of("labels", labels)).with("spec", pod));
    if (!everywhere) {
      spec.with("replicas", set.number().steady());
    }
    return Fields.of("apiVersion", "apps/v1")
        .with("kind", everywhere ? "DaemonSet" : "Deployment")
        .with("metadata", Fields.of("name", name).with("namespace", set.namespace()))
        .with("spec", spec);
  }
}
