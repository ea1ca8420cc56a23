package com.xtrading.platform.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * {@code inventory.json}: every file of an environment with its component and object, and every
 * image. Pruning trusts it and nothing else.
 *
 * @param paths the files that it names, without itself
 */
public record Inventory(SortedSet<String> paths) {

  public static final String FILE = "inventory.json";

  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> IMAGE_FIELDS = List.of("image", "imageName");

  static Inventory empty() {
    return new Inventory(new TreeSet<>());
  }

  /**
   * Reads the paths of an inventory.
   *
   * @throws DistException when it is damaged
   */
  static Inventory read(Path file, byte[] content) {
    try {
      JsonNode files = JSON.readTree(content).path("files");
      SortedSet<String> paths = new TreeSet<>();
      files.fieldNames().forEachRemaining(paths::add);
      if (!files.isObject() || !paths.stream().allMatch(PlainPath::isInside)) {
        throw damaged(file);
      }
      return new Inventory(Collections.unmodifiableSortedSet(paths));
    } catch (JsonProcessingException e) {
      throw damaged(file);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static DistException damaged(Path file) {
    return new DistException(
        file,
        "is damaged, so nobody knows which files are ours",
        "restore it (git checkout -- %s), or delete its folder and run synth again"
            .formatted(file));
  }

  /** The inventory of the given files, as one more file. */
  public static OutputFile of(Collection<OutputFile> outputs, Collection<Manifest> manifests) {
    Map<String, Object> files = new TreeMap<>();
    for (OutputFile output : outputs) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("component", output.component());
      entry.put("sha256", Sha256.of(output.text()));
      output
          .object()
          .ifPresent(
              id -> {
                Map<String, Object> object = new LinkedHashMap<>();
                object.put("apiVersion", id.apiVersion());
                object.put("kind", id.kind());
                if (!id.namespace().isEmpty()) {
                  object.put("namespace", id.namespace());
                }
                object.put("name", id.name());
                entry.put("object", object);
              });
      files.put(output.path(), entry);
    }
    SortedSet<String> images = new TreeSet<>();
    manifests.forEach(manifest -> collectImages(manifest.tree(), images));
    Map<String, Object> inventory = new LinkedHashMap<>();
    inventory.put("files", files);
    inventory.put("images", List.copyOf(images));
    return new OutputFile(FILE, "inventory", Optional.empty(), JsonWriter.write(inventory));
  }

  private static void collectImages(Object node, SortedSet<String> images) {
    if (node instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            if (value instanceof String text && IMAGE_FIELDS.contains(key) && text.contains("/")) {
              images.add(text);
            } else {
              collectImages(value, images);
            }
          });
    } else if (node instanceof List<?> list) {
      list.forEach(element -> collectImages(element, images));
    }
  }
}
