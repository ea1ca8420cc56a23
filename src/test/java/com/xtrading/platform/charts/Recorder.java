package com.xtrading.platform.charts;

import com.xtrading.platform.Select;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.ManifestFolder;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.manifest.YamlWriter;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.objects.PodTemplate;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/**
 * The two ends of {@code .ci/conformance/charts.sh}: says what is to be rendered and how, and
 * writes down of what was rendered the fields that are compared.
 */
public final class Recorder {

  private static final Set<String> POD_FIELDS =
      Set.of(
          "serviceAccountName",
          "automountServiceAccountToken",
          "hostNetwork",
          "hostPID",
          "hostIPC",
          "priorityClassName",
          "securityContext");

  private static final Set<String> CONTAINER_FIELDS =
      Set.of("image", "resources", "securityContext");

  private Recorder() {}

  /**
   * @param args {@code plan FOLDER}, or {@code record FOLDER FACTS} once everything that has
   *     sources is rendered there
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[1]);
    if (args[0].equals("plan")) {
      plan(folder);
    } else {
      record(folder, Path.of(args[2]));
    }
    System.exit(0); // the kernel of jsii would keep it running
  }

  /**
   * One folder for each way in which an add-on is asked for: what Argo CD tells Helm or Kustomize,
   * and in which environments.
   */
  private static void plan(Path folder) throws IOException {
    Map<String, List<String>> environments = new LinkedHashMap<>();
    Map<String, DeliveredAddOn> addOns = new LinkedHashMap<>();
    Map<String, JudgedEnvironment> asked = new LinkedHashMap<>();
    AddOnVariants.all()
        .forEach(
            (name, rendered) ->
                DeliveredAddOn.of(rendered)
                    .forEach(
                        addOn -> {
                          String way = addOn.toString() + rendered.environment().kubernetes();
                          environments.computeIfAbsent(way, one -> new ArrayList<>()).add(name);
                          addOns.put(way, addOn);
                          asked.put(way, rendered);
                        }));
    int number = 0;
    for (Map.Entry<String, DeliveredAddOn> way : addOns.entrySet()) {
      Path one = folder.resolve("%03d".formatted(number++));
      Files.createDirectories(one);
      DeliveredAddOn addOn = way.getValue();
      line(one, "name", addOn.name());
      line(one, "key", addOn.key());
      line(one, "path", addOn.path());
      line(one, "namespace", addOn.namespace());
      line(one, "kubernetes", asked.get(way.getKey()).environment().kubernetes() + ".0");
      Files.write(one.resolve("environments"), environments.get(way.getKey()));
      if (addOn.isChart()) {
        Files.writeString(
            one.resolve("values.yaml"),
            YamlWriter.write(addOn.source().at("helm", "valuesObject").map()));
        Files.write(one.resolve("apis"), apis(asked.get(way.getKey())));
      } else {
        Tree kustomize = addOn.source().at("kustomize");
        Files.write(
            one.resolve("images"),
            kustomize.at("images").elements().map(image -> image.text("")).toList());
        int patches = 0;
        for (Tree patch : kustomize.at("patches").elements().toList()) {
          Path file = one.resolve("patch-%d".formatted(patches++));
          Files.createDirectories(file);
          line(file, "kind", patch.at("target", "kind").text(""));
          line(file, "name", patch.at("target", "name").text(""));
          line(file, "patch", patch.at("patch").text(""));
        }
      }
    }
  }

  /** What charts find in the cluster beside Kubernetes: the kinds that we use. */
  private static Set<String> apis(JudgedEnvironment rendered) {
    Set<String> apis = new TreeSet<>();
    for (Manifest manifest : rendered.manifests()) {
      String version = manifest.at("apiVersion").text("");
      if (version.contains(".")) {
        apis.add(version);
        apis.add(version + "/" + manifest.kind());
      }
    }
    return apis;
  }

  private static void line(Path folder, String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text + "\n");
  }

  /** An object that is the same in several environments is written once. */
  private static void record(Path folder, Path facts) throws IOException {
    Map<String, Map<Map<String, Object>, List<String>>> addOns = new TreeMap<>();
    Map<String, Fields> images = new TreeMap<>();
    for (Path way : rendered(folder)) {
      String key = Files.readString(way.resolve("key")).strip();
      List<String> environments = Files.readAllLines(way.resolve("environments"));
      Map<Map<String, Object>, List<String>> objects =
          addOns.computeIfAbsent(key, one -> new LinkedHashMap<>());
      if (Files.exists(way.resolve("upstream.yaml"))) {
        images.put(key, images(way));
      }
      for (Map<String, Object> object : kept(way)) {
        objects.computeIfAbsent(object, one -> new ArrayList<>()).addAll(environments);
      }
    }
    Files.createDirectories(facts);
    for (Map.Entry<String, Map<Map<String, Object>, List<String>>> addOn : addOns.entrySet()) {
      Map<List<String>, List<Map<String, Object>>> alike = new LinkedHashMap<>();
      addOn
          .getValue()
          .forEach(
              (object, environments) ->
                  alike.computeIfAbsent(environments, one -> new ArrayList<>()).add(object));
      List<Fields> rendered =
          alike.entrySet().stream()
              .map(
                  one ->
                      Fields.of("environments", List.copyOf(one.getKey()))
                          .with("objects", one.getValue()))
              .toList();
      Fields known = Fields.of("rendered", rendered);
      if (images.containsKey(addOn.getKey())) {
        known.put("images", images.get(addOn.getKey()));
      }
      Files.writeString(
          facts.resolve(addOn.getKey() + ".yaml"),
          "# Recorded by .ci/conformance/charts.sh.\n" + yaml().dump(known));
    }
  }

  /** What pods of a folder run before its own list of images is worked off, and that list. */
  private static Fields images(Path way) throws IOException {
    return Fields.of(
            "named",
            read(way.resolve("unnamed.yaml")).stream()
                .flatMap(object -> PodTemplate.of(object).stream())
                .flatMap(
                    pod -> pod.containers(PodTemplate.Role.MAIN, PodTemplate.Role.INIT).stream())
                .map(container -> container.tree().at("image").text(""))
                .toList())
        .with(
            "own",
            Select.parse(Files.readString(way.resolve("upstream.yaml")))
                .at("images")
                .elements()
                .map(Tree::map)
                .toList());
  }

  private static List<Manifest> read(Path file) throws IOException {
    ManifestFolder read = ManifestFolder.read(file);
    if (!read.problems().isEmpty()) {
      throw new IOException(read.problems().toString());
    }
    return read.manifests();
  }

  private static List<Path> rendered(Path folder) throws IOException {
    try (Stream<Path> ways = Files.list(folder)) {
      return ways.filter(way -> Files.exists(way.resolve("rendered.yaml"))).sorted().toList();
    }
  }

  /** Lists and maps of nothing but scalars stand on one line. */
  private static Yaml yaml() {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.AUTO);
    options.setWidth(140);
    options.setIndicatorIndent(2);
    options.setIndentWithIndicator(true);
    Representer plain = new Representer(options);
    plain.addClassTag(Fields.class, Tag.MAP);
    return new Yaml(plain, options);
  }

  private static List<Map<String, Object>> kept(Path way) throws IOException {
    String namespace = Files.readString(way.resolve("namespace")).strip();
    // Argo CD runs no tests of charts.
    List<Manifest> all =
        read(way.resolve("rendered.yaml")).stream()
            .filter(
                one ->
                    !one.at("metadata", "annotations").at("helm.sh/hook").text("").contains("test"))
            .toList();
    Set<String> bound =
        all.stream()
            .filter(one -> one.is(Kinds.ROLE_BINDING) || one.is(Kinds.CLUSTER_ROLE_BINDING))
            .map(one -> one.at("roleRef", "kind").text("") + one.at("roleRef", "name").text(""))
            .collect(Collectors.toSet());
    return all.stream()
        .sorted(
            Comparator.comparing(Manifest::kind)
                .thenComparing(Manifest::namespace)
                .thenComparing(Manifest::name))
        .flatMap(one -> kept(one, namespace, bound))
        .toList();
  }

  private static Stream<Map<String, Object>> kept(
      Manifest object, String namespace, Set<String> bound) {
    String home = object.namespace().isEmpty() ? namespace : object.namespace();
    if (object.is(Kinds.ROLE) || object.is(Kinds.CLUSTER_ROLE)) {
      return bound.contains(object.kind() + object.name())
          ? Stream.of(head(object, home).with("rules", object.tree().get("rules")))
          : Stream.empty();
    }
    if (object.is(Kinds.ROLE_BINDING) || object.is(Kinds.CLUSTER_ROLE_BINDING)) {
      return Stream.of(
          head(object, home)
              .with("roleRef", object.tree().get("roleRef"))
              .with("subjects", object.tree().get("subjects")));
    }
    if (object.is(Kinds.SERVICE_ACCOUNT)) {
      Fields account = head(object, home);
      copy(object.tree(), account, Set.of("automountServiceAccountToken"));
      return Stream.of(account);
    }
    if (object.is(Kinds.CERTIFICATE)) {
      return Stream.of(
          head(object, home)
              .with(
                  "spec",
                  Fields.of("dnsNames", object.at("spec", "dnsNames").node().orElse(List.of()))));
    }
    return PodTemplate.of(object).stream().map(pod -> workload(pod, home));
  }

  private static Fields head(Manifest object, String namespace) {
    Fields metadata = Fields.of("name", object.name());
    if (!object.kind().startsWith("Cluster")) {
      metadata.put("namespace", namespace);
    }
    return Fields.of("apiVersion", object.at("apiVersion").text(""))
        .with("kind", object.kind())
        .with("metadata", metadata);
  }

  private static Fields workload(PodTemplate pod, String namespace) {
    Fields spec = Fields.of("containers", containers(pod.spec(), "containers"));
    copy(pod.spec().map(), spec, POD_FIELDS);
    List<Fields> initial = containers(pod.spec(), "initContainers");
    if (!initial.isEmpty()) {
      spec.put("initContainers", initial);
    }
    List<Fields> folders =
        pod.spec()
            .at("volumes")
            .elements()
            .filter(volume -> volume.at("hostPath").exists())
            .map(
                volume ->
                    Fields.of("name", volume.at("name").text(""))
                        .with(
                            "hostPath", Fields.of("path", volume.at("hostPath", "path").text(""))))
            .toList();
    if (!folders.isEmpty()) {
      spec.put("volumes", folders);
    }
    Fields made =
        Fields.of(
            "template",
            Fields.of("metadata", Fields.of("labels", pod.labels())).with("spec", spec));
    copy(pod.owner().at("spec").map(), made, Set.of("replicas"));
    return head(pod.owner(), namespace).with("spec", made);
  }

  private static List<Fields> containers(Tree pod, String list) {
    return pod.at(list).elements().map(Recorder::container).toList();
  }

  private static Fields container(Tree container) {
    Fields kept = Fields.of("name", container.at("name").text(""));
    copy(container.map(), kept, CONTAINER_FIELDS);
    List<Fields> ports =
        container
            .at("ports")
            .elements()
            .map(
                port -> {
                  Fields one = Fields.of("name", port.at("name").text(""));
                  copy(port.map(), one, Set.of("containerPort", "hostPort"));
                  return one;
                })
            .toList();
    if (!ports.isEmpty()) {
      kept.put("ports", ports);
    }
    return kept;
  }

  /** Fields that say nothing are left out. */
  private static void copy(Map<String, Object> from, Fields to, Set<String> fields) {
    new TreeSet<>(fields)
        .forEach(
            field -> {
              Object value = from.get(field);
              boolean says = value != null && !(value instanceof Map<?, ?> map && map.isEmpty());
              if (says) {
                to.put(field, value);
              }
            });
  }
}
