package com.xtrading.platform.schema;

import com.xtrading.platform.manifest.Manifest;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The schemas of a folder for several versions of Kubernetes; each is read once. */
public final class SchemaCatalogs {

  private final Path folder;
  private final Map<String, SchemaCatalog> byMinor = new HashMap<>();

  public SchemaCatalogs(Path folder) {
    this.folder = folder;
  }

  /**
   * Holds every object against the schema of its kind.
   *
   * @param kubernetesMinor such as {@code 1.35}
   * @throws SchemaException when the folder cannot be read, or has no document for the version
   */
  public SchemaReport check(String kubernetesMinor, List<Manifest> manifests) {
    return byMinor
        .computeIfAbsent(kubernetesMinor, minor -> SchemaCatalog.load(folder, minor))
        .check(manifests);
  }
}
