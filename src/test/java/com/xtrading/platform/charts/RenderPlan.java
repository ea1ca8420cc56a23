package com.xtrading.platform.charts;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.manifest.YamlWriter;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Says how each add-on is to be rendered, in files that a script reads. */
final class RenderPlan {

  /**
   * A way in which an add-on is asked for.
   *
   * @param kubernetes the version that Argo CD tells Helm
   */
  private record Way(DeliveredAddOn addOn, String kubernetes) {}

  /** A folder for each way, with the environments that ask so. */
  static void write(Path folder) throws IOException {
    Map<Way, List<String>> ways = new LinkedHashMap<>();
    AddOnVariants.all()
        .forEach(
            (variant, rendered) -> {
              for (DeliveredAddOn addOn : DeliveredAddOn.of(rendered)) {
                String kubernetes = rendered.environment().kubernetes() + ".0";
                ways.computeIfAbsent(new Way(addOn, kubernetes), one -> new ArrayList<>())
                    .add(variant);
              }
            });
    Set<String> apis = apis();
    int number = 0;
    for (Map.Entry<Way, List<String>> way : ways.entrySet()) {
      Path one = folder.resolve("%03d".formatted(number++));
      DeliveredAddOn addOn = way.getKey().addOn;
      line(one, "name", addOn.name());
      line(one, "key", addOn.key());
      line(one, "path", addOn.path());
      line(one, "namespace", addOn.namespace());
      line(one, "kubernetes", way.getKey().kubernetes);
      Files.write(one.resolve("environments"), way.getValue());
      if (addOn.isChart()) {
        Files.writeString(
            one.resolve("values.yaml"),
            YamlWriter.write(addOn.source().at("helm", "valuesObject").map()));
        Files.write(one.resolve("apis"), apis);
      } else {
        kustomize(one, addOn.source().at("kustomize"));
      }
    }
  }

  private static void kustomize(Path folder, Tree asked) throws IOException {
    Files.write(
        folder.resolve("images"),
        asked.at("images").elements().map(image -> image.text("")).toList());
    int patches = 0;
    for (Tree patch : asked.at("patches").elements().toList()) {
      Path one = folder.resolve("patch-%d".formatted(patches++));
      line(one, "kind", patch.at("target", "kind").text(""));
      line(one, "name", patch.at("target", "name").text(""));
      line(one, "patch", patch.at("patch").text(""));
    }
  }

  /** What charts find in the cluster beside Kubernetes: the kinds that we use. */
  private static Set<String> apis() {
    Set<String> apis = new TreeSet<>();
    for (JudgedEnvironment rendered : AddOnVariants.all().values()) {
      for (Manifest manifest : rendered.manifests()) {
        String version = manifest.at("apiVersion").text("");
        if (version.contains(".")) {
          apis.add(version);
          apis.add(version + "/" + manifest.kind());
        }
      }
    }
    return apis;
  }

  private static void line(Path folder, String file, String text) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(file), text + "\n");
  }

  private RenderPlan() {}
}
