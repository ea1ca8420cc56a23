package com.xtrading.platform.charts;

import com.xtrading.platform.Select;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.ManifestFolder;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.PodTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/** The two ends of {@code .ci/conformance/charts.sh}: what is to be rendered, and what it was. */
public final class Recorder {

  private Recorder() {}

  /**
   * @param args {@code plan FOLDER}, or {@code record FOLDER FACTS} once everything that has
   *     sources is rendered there
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[1]);
    if (args[0].equals("plan")) {
      RenderPlan.write(folder);
    } else {
      record(folder, Path.of(args[2]));
    }
    System.exit(0); // the kernel of jsii would keep it running
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
      String namespace = Files.readString(way.resolve("namespace")).strip();
      for (Map<String, Object> object :
          ComparedFields.of(read(way.resolve("rendered.yaml")), namespace)) {
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
}
