package com.xtrading.platform.policy.rules.delivery;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.policy.Evidence;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which rendered objects an Application brings: those in the folders that it names. */
final class DeliveredObjects {

  private final List<Manifest> manifests;
  private final Map<String, List<Manifest>> byFolder;

  DeliveredObjects(Evidence evidence) {
    manifests = evidence.manifests();
    byFolder =
        manifests.stream()
            .collect(
                Collectors.groupingBy(
                    object ->
                        "dist/%s/%s".formatted(evidence.environment(), folder(object.path()))));
  }

  private static String folder(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  /** Every Application. */
  Stream<Manifest> applications() {
    return manifests.stream().filter(object -> object.is(Kinds.APPLICATION));
  }

  /** Where an Application takes its objects from. */
  static Stream<Tree> sources(Manifest application) {
    return Stream.concat(
            Stream.of(application.at("spec", "source")),
            application.at("spec", "sources").elements())
        .filter(Tree::exists);
  }

  /** What we render of the objects of an Application. */
  List<Manifest> of(Manifest application) {
    return sources(application)
        .map(source -> byFolder.getOrDefault(source.at("path").text(""), List.of()))
        .flatMap(List::stream)
        .toList();
  }
}
