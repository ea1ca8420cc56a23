package com.xtrading.platform.synthesis;

import com.xtrading.platform.declaration.NativeFile;
import com.xtrading.platform.manifest.Inventory;
import com.xtrading.platform.manifest.OutputFile;
import com.xtrading.platform.objects.RenderedEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files of {@code dist/<env>/}. */
final class OutputFiles {

  /** The objects, every native file, and the inventory of them. */
  static List<OutputFile> of(RenderedEnvironment rendered, RenderedTexts objects) {
    List<OutputFile> files = new ArrayList<>(objects.files());
    for (NativeFile file : rendered.files()) {
      files.add(new OutputFile(file.path(), file.component(), Optional.empty(), file.text()));
    }
    files.add(Inventory.of(files, rendered.manifests()));
    return files;
  }

  private OutputFiles() {}
}
