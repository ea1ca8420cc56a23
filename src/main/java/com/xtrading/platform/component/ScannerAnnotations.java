package com.xtrading.platform.component;

import com.xtrading.platform.declaration.Scanner;
import com.xtrading.platform.declaration.Waiver;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes waivers of scanners' checks onto the objects that they are about. */
public final class ScannerAnnotations {

  private final Map<Scanner, List<Waiver>> waivers;

  private ScannerAnnotations(Map<Scanner, List<Waiver>> waivers) {
    this.waivers = waivers;
  }

  /** Those of the given waivers that are about scanners and not about every object. */
  public static ScannerAnnotations of(List<Waiver> waivers) {
    return new ScannerAnnotations(
        waivers.stream()
            .filter(waiver -> waiver.scannerCheck().isPresent() && !waiver.isEverywhere())
            .collect(
                Collectors.groupingBy(
                    waiver -> waiver.scannerCheck().orElseThrow().scanner(),
                    () -> new EnumMap<>(Scanner.class),
                    Collectors.toList())));
  }

  /** The object with what its waivers have to say; the object itself where there are none. */
  public Manifest on(Manifest manifest) {
    SortedMap<String, String> mine = new TreeMap<>();
    waivers.forEach(
        (scanner, all) ->
            mine.putAll(
                scanner.annotations(
                    all.stream()
                        .filter(waiver -> scanner.reads(manifest.kind()))
                        .filter(waiver -> waiver.covers(manifest.id().toString()))
                        .toList())));
    if (mine.isEmpty()) {
      return manifest;
    }
    Map<String, Object> metadata = new LinkedHashMap<>(manifest.at("metadata").map());
    Map<String, Object> annotations = new TreeMap<>(Tree.of(metadata).at("annotations").map());
    annotations.putAll(mine);
    metadata.put("annotations", annotations);
    Map<String, Object> tree = new LinkedHashMap<>(manifest.tree());
    tree.put("metadata", metadata);
    return new Manifest(manifest.path(), manifest.component(), tree);
  }
}
