package com.xtrading.platform.synthesis;

import com.xtrading.platform.manifest.GeneratedHeader;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.OutputFile;
import com.xtrading.platform.manifest.YamlWriter;
import com.xtrading.platform.objects.RenderedEnvironment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Rendered objects as the files that they will be. */
public final class RenderedTexts {

  private final List<OutputFile> files = new ArrayList<>();
  private final Map<String, Manifest> byText = new HashMap<>();

  RenderedTexts(RenderedEnvironment rendered) {
    GeneratedHeader header = GeneratedHeader.of(rendered.name());
    for (Manifest manifest : rendered.manifests()) {
      String text = header.above(manifest.path(), YamlWriter.write(manifest.tree()));
      files.add(
          new OutputFile(manifest.path(), manifest.component(), Optional.of(manifest.id()), text));
      byText.put(text, manifest);
    }
  }

  /** One file for each object, in the order of the objects. */
  List<OutputFile> files() {
    return List.copyOf(files);
  }

  /** Whether all of some objects are among those that are rendered, as they are. */
  boolean says(Collection<Manifest> objects) {
    Set<Manifest> rendered = Collections.newSetFromMap(new IdentityHashMap<>());
    rendered.addAll(byText.values());
    return rendered.containsAll(objects);
  }

  /** The object that a file says, where it is byte for byte one that is rendered. */
  Optional<Manifest> saidBy(String path, String text) {
    return Optional.ofNullable(byText.get(text)).filter(object -> object.path().equals(path));
  }
}
