package com.xtrading.platform.component;

import com.xtrading.platform.declaration.NativeFile;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.declaration.Waiver;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.kubernetes.Canvas;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.ManifestFiles;
import com.xtrading.platform.manifest.ManifestId;
import com.xtrading.platform.manifest.ManifestSet;
import com.xtrading.platform.objects.RenderedEnvironment;
import com.xtrading.platform.projection.Projection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Everything that was drawn for one environment, still on its canvas. */
public final class Drawing {

  private final Topology topology;
  private final Canvas canvas;
  private final List<Rendering> renderings;

  Drawing(Topology topology, Canvas canvas, List<Rendering> renderings) {
    this.topology = topology;
    this.canvas = canvas;
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

  /** Turns what stands on the canvas into plain trees. */
  private List<Manifest> trees() {
    canvas.finish();
    List<Manifest> manifests = new ArrayList<>();
    for (Rendering rendering : renderings) {
      Component component = rendering.component();
      rendering
          .sheets()
          .forEach(
              (area, sheet) -> {
                for (Map<String, Object> tree : sheet.objects()) {
                  String name =
                      ManifestFiles.nameOf(ManifestId.of(tree), component.namespace().name());
                  manifests.add(
                      new Manifest(area.folderOf(component) + "/" + name, component.name(), tree));
                }
              });
    }
    return manifests;
  }
}
