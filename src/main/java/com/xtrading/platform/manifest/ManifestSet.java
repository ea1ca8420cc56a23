package com.xtrading.platform.manifest;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** The objects of one environment; no two of them are the same object or share a file. */
public final class ManifestSet {

  private final SortedMap<String, Manifest> byPath = new TreeMap<>();

  /** Paths without regard to case: not every file system tells them apart. */
  private final java.util.Map<String, Manifest> byFile = new java.util.HashMap<>();

  private final java.util.Map<ManifestId, Manifest> byIdentity = new java.util.HashMap<>();

  /**
   * Adds an object.
   *
   * @throws Collision when it is no object, is there already, or would share a file with another
   */
  public void add(Manifest manifest) {
    ManifestId id = manifest.id();
    if (id.apiVersion().isBlank() || id.kind().isBlank() || id.name().isBlank()) {
      throw new Collision(
          "%s of component %s has no apiVersion, kind or name; give it all three"
              .formatted(manifest.path(), manifest.component()));
    }
    Manifest same = byIdentity.putIfAbsent(id.withoutVersion(), manifest);
    if (same != null) {
      throw new Collision(
          "%s is drawn twice: by component %s (%s) and by component %s (%s); rename one of them"
              .formatted(id, same.component(), same.path(), manifest.component(), manifest.path()));
    }
    Manifest there = byFile.putIfAbsent(manifest.path().toLowerCase(Locale.ROOT), manifest);
    if (there != null) {
      throw new Collision(
          "%s and %s would share the file %s; rename one of them"
              .formatted(there.id(), id, manifest.path()));
    }
    byPath.put(manifest.path(), manifest);
  }

  /** Every object, sorted by path. */
  public List<Manifest> all() {
    return List.copyOf(byPath.values());
  }
}
