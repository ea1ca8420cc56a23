package com.xtrading.platform.manifest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;

/**
 * Files beside manifests that are no objects yet: those of which Helm and Kustomize make some. Each
 * is named once, with what to run first.
 */
final class OtherTools {

  private static final Pattern KUSTOMIZATION = Pattern.compile("kustomization\\.ya?ml");
  private static final Pattern VALUES =
      Pattern.compile("(?:.*/)?(?:[^/]*[-_.])?values(?:[-_.][^/]*)?\\.(?:yaml|yml|json)");

  private OtherTools() {}

  /**
   * Takes files of charts, and of Kustomize, out of those of a folder.
   *
   * @param files with their names
   * @return what was taken out
   */
  static List<String> takenOutOf(SortedMap<Path, String> files) {
    List<Path> charts =
        files.keySet().stream()
            .filter(file -> file.endsWith("Chart.yaml"))
            .map(Path::getParent)
            .toList();
    Map<Path, Integer> sizes = new LinkedHashMap<>();
    List<String> skipped = new ArrayList<>();
    List<Path> gone = new ArrayList<>();
    files.forEach(
        (file, name) -> {
          Optional<Path> chart = charts.stream().filter(one -> isTemplate(one, file)).findFirst();
          if (chart.isPresent()) {
            sizes.merge(chart.get(), 1, Integer::sum);
            gone.add(file);
          } else if (KUSTOMIZATION.matcher(file.getFileName().toString()).matches()) {
            skipped.add(
                "%s: is for Kustomize; run kustomize build on its folder, and judge what it prints"
                    .formatted(name));
            gone.add(file);
          }
        });
    sizes.forEach(
        (chart, size) ->
            skipped.add(
                "%s: %d files of a Helm chart; run helm template on its folder, and judge what it prints"
                    .formatted(files.get(chart.resolve("Chart.yaml")), size)));
    files.keySet().removeAll(gone);
    return skipped;
  }

  /** Everything of a chart is a template or a setting, definitions in {@code crds/} excepted. */
  private static boolean isTemplate(Path chart, Path file) {
    return file.startsWith(chart) && !chart.relativize(file).startsWith("crds");
  }

  /** What a file is that holds no object: settings of a chart. */
  static Optional<String> valuesFile(String name) {
    return VALUES.matcher(name).matches()
        ? Optional.of(
            "%s: holds values; run helm template with it, and judge what it prints".formatted(name))
        : Optional.empty();
  }

  /** What a file is that is no YAML: a template, where it holds placeholders. */
  static Optional<String> template(String name, String text) {
    return text.contains("{{")
        ? Optional.of(
            "%s: is a template; run what fills it in, such as helm template, and judge what it prints"
                .formatted(name))
        : Optional.empty();
  }
}
