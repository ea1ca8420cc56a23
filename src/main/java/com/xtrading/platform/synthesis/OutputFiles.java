package com.xtrading.platform.synthesis;

import com.xtrading.platform.declaration.NativeFile;
import com.xtrading.platform.manifest.GeneratedHeader;
import com.xtrading.platform.manifest.Inventory;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.OutputFile;
import com.xtrading.platform.manifest.YamlWriter;
import com.xtrading.platform.objects.RenderedEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files of {@code dist/<env>/}. */
final class OutputFiles {

  /** One for each object, every native file, and the inventory of them. */
  static List<OutputFile> of(RenderedEnvironment rendered) {
    GeneratedHeader header = GeneratedHeader.of(rendered.name());
    List<OutputFile> files = new ArrayList<>();
    for (Manifest manifest : rendered.manifests()) {
      files.add(
          new OutputFile(
              manifest.path(),
              manifest.component(),
              Optional.of(manifest.id()),
              header.above(manifest.path(), YamlWriter.write(manifest.tree()))));
    }
    for (NativeFile file : rendered.files()) {
      files.add(new OutputFile(file.path(), file.component(), Optional.empty(), file.text()));
    }
    files.add(Inventory.of(files, rendered.manifests()));
    return files;
  }

  private OutputFiles() {}
}
