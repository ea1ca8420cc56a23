package com.xtrading.platform.component;

import com.xtrading.platform.declaration.NativeFile;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.ManifestFiles;
import com.xtrading.platform.manifest.ManifestId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Everything that was drawn for one environment, still inside the charts. */
public final class Drawing {

  private final Topology topology;
  private final List<Rendering> renderings;

  Drawing(Topology topology, List<Rendering> renderings) {
    this.topology = topology;
    this.renderings = List.copyOf(renderings);
  }

  /**
   * The result as plain trees and texts.
   *
   * @param manifests every Kubernetes object
   * @param files every native file
   */
  public record Output(List<Manifest> manifests, List<NativeFile> files) {}

  public Topology topology() {
    return topology;
  }

  /** Turns the charts into plain trees, with one call to the kernel for each chart. */
  public Output output() {
    List<Manifest> manifests = new ArrayList<>();
    List<NativeFile> files = new ArrayList<>();
    for (Rendering rendering : renderings) {
      Component component = rendering.component();
      rendering
          .charts()
          .forEach(
              (area, chart) -> {
                for (Object drawn : chart.toJson()) {
                  @SuppressWarnings(
                      "unchecked") // toJson returns API objects, which are maps with text keys
                  Map<String, Object> plain = (Map<String, Object>) drawn;
                  Map<String, Object> tree = rendering.overlays().appliedTo(plain);
                  String name =
                      ManifestFiles.nameOf(ManifestId.of(tree), component.namespace().name());
                  manifests.add(
                      new Manifest(area.folderOf(component) + "/" + name, component.name(), tree));
                }
              });
      rendering.overlays().requireAllApplied();
      files.addAll(rendering.files());
    }
    return new Output(manifests, files);
  }
}
