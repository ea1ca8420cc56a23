package com.xtrading.platform.policy.rules.delivery;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.policy.Evidence;
import java.util.List;
import java.util.stream.Stream;

/** Which rendered objects an Application brings: those in the folders that it names. */
final class DeliveredObjects {

  private final List<Manifest> manifests;
  private final String root;

  DeliveredObjects(Evidence evidence) {
    manifests = evidence.manifests();
    root = "dist/%s/".formatted(evidence.environment());
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
    List<String> folders =
        sources(application)
            .map(source -> source.at("path").text(""))
            .filter(path -> path.startsWith(root))
            .map(path -> path.substring(root.length()) + "/")
            .toList();
    return manifests.stream()
        .filter(object -> folders.stream().anyMatch(object.path()::startsWith))
        .toList();
  }
}
