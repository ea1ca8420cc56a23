package com.xtrading.platform.component;

import com.xtrading.platform.declaration.NativeFile;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.declaration.Waiver;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.ManifestFiles;
import com.xtrading.platform.manifest.ManifestId;
import com.xtrading.platform.manifest.ManifestSet;
import com.xtrading.platform.objects.RenderedEnvironment;
import com.xtrading.platform.projection.Projection;
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
   * The whole of it as plain trees and texts, with what scanners of others are told and what will
   * be made of the objects.
   */
  RenderedEnvironment rendered(Environment environment, List<Waiver> waivers, Timings timings) {
    List<Manifest> trees = timings.measure("toJson", this::trees);
    ManifestSet manifests = new ManifestSet();
    ScannerAnnotations annotations = ScannerAnnotations.of(waivers);
    trees.stream().map(annotations::on).forEach(manifests::add);
    List<NativeFile> files = new ArrayList<>();
    renderings.forEach(rendering -> files.addAll(rendering.files()));
    files.addAll(
        ScannerFiles.of(
            environment.name().value(),
            environment.kubernetes().value(),
            manifests.all(),
            waivers));
    return new RenderedEnvironment(
        environment,
        topology,
        Projection.of(manifests.all(), topology),
        files,
        renderings.stream().flatMap(rendering -> rendering.sections().stream()).toList());
  }

  /** Turns the charts into plain trees, with one call to the kernel for each chart. */
  private List<Manifest> trees() {
    List<Manifest> manifests = new ArrayList<>();
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
    }
    return manifests;
  }
}
