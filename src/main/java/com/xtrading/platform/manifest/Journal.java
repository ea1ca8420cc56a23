package com.xtrading.platform.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A change of many files that happens wholly, if not now then at the next run.
 *
 * <p>New content is staged under {@code .synth/new}; then the journal, which lists every rename and
 * removal, appears in one step. From that moment the change is decided: a run that is stopped is
 * completed by the next. Before it, nothing has happened. Every step can be done twice.
 */
final class Journal {

  static final String FOLDER = ".synth";

  private static final String FILE = "journal.json";
  private static final JsonMapper JSON = new JsonMapper();

  private final Path root;
  private final Path folder;
  private final Disk disk;

  /**
   * @param root the folder that all paths are relative to
   */
  Journal(Path root, Disk disk) {
    this.root = root;
    this.folder = root.resolve(FOLDER);
    this.disk = disk;
  }

  /** Whether a run left something behind: a decided change, or files that it had staged. */
  boolean hasLeftovers() {
    return Files.exists(folder, LinkOption.NOFOLLOW_LINKS);
  }

  /** Whether a decided change waits to be completed. */
  boolean isUnfinished() {
    return Files.exists(folder.resolve(FILE), LinkOption.NOFOLLOW_LINKS);
  }

  /** Completes a decided change, and forgets one that was only staged. */
  void recover() throws IOException {
    if (isUnfinished()) {
      apply();
    }
    discard();
  }

  /**
   * Writes and removes files.
   *
   * @param written content by path
   * @param removed paths, removed after everything is written
   */
  void commit(SortedMap<String, byte[]> written, List<String> removed) throws IOException {
    Map<String, String> staged = new TreeMap<>();
    Map<String, Object> renames = new TreeMap<>();
    disk.makeFolder(folder.resolve("new"));
    int number = 0;
    for (Map.Entry<String, byte[]> file : written.entrySet()) {
      String place = "new/" + number++;
      disk.write(folder.resolve(place), file.getValue());
      staged.put(file.getKey(), place);
      renames.put(file.getKey(), Map.of("from", place, "sha256", Sha256.of(file.getValue())));
    }
    disk.force(staged.values().stream().map(folder::resolve).toList());
    Map<String, Object> journal = new LinkedHashMap<>();
    journal.put("removals", removed);
    journal.put("renames", renames);
    Path draft = folder.resolve("draft.json");
    disk.write(draft, JSON.writeValueAsBytes(journal));
    disk.force(List.of(draft));
    disk.sync(folder.resolve("new"));
    disk.rename(draft, folder.resolve(FILE));
    disk.sync(folder);
    disk.sync(root);
    apply();
    discard();
  }

  private void apply() throws IOException {
    JsonNode journal = read();
    Map<String, JsonNode> renames = new TreeMap<>();
    Map<String, JsonNode> inventories = new TreeMap<>();
    for (Map.Entry<String, JsonNode> rename : journal.path("renames").properties()) {
      boolean inventory = inside(root, rename.getKey()).endsWith(Inventory.FILE);
      (inventory ? inventories : renames).put(rename.getKey(), rename.getValue());
    }
    move(renames);
    for (JsonNode removal : journal.path("removals")) {
      remove(removal.textValue());
    }
    // Last: should the journal get lost before, the old inventories still name what is to be
    // removed.
    move(inventories);
    // Journaling file systems write all renames before this one down with it.
    disk.sync(root);
    disk.delete(folder.resolve(FILE));
  }

  private void move(Map<String, JsonNode> renames) throws IOException {
    for (Map.Entry<String, JsonNode> rename : renames.entrySet()) {
      Path staged = inside(folder, rename.getValue().path("from").textValue());
      Path target = inside(root, rename.getKey());
      PlainPath.requireFile(staged);
      PlainPath.requireFile(target);
      if (Files.exists(staged)) {
        disk.makeFolder(target.getParent());
        disk.rename(staged, target);
      } else if (!isThere(target, rename.getValue().path("sha256").textValue())) {
        throw damaged();
      }
    }
  }

  /** Whether an earlier run has moved the file already. */
  private static boolean isThere(Path target, String sha256) throws IOException {
    return Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
        && Sha256.of(Files.readAllBytes(target)).equals(sha256);
  }

  private void remove(String path) throws IOException {
    Path target = inside(root, path);
    if (!Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
      disk.delete(target);
      removeEmptyFolders(target.getParent());
    }
  }

  private JsonNode read() throws IOException {
    PlainPath.requireFile(folder.resolve(FILE));
    try {
      return JSON.readTree(folder.resolve(FILE).toFile());
    } catch (JsonProcessingException e) {
      throw damaged();
    }
  }

  /** A path of the journal, which must not lead out of its folder, by itself or through a link. */
  private Path inside(Path base, String path) {
    if (path == null || !PlainPath.isInside(path)) {
      throw damaged();
    }
    Path target = base.resolve(path);
    for (Path parent = target.getParent(); !parent.equals(base); parent = parent.getParent()) {
      PlainPath.requireFolder(parent);
    }
    return target;
  }

  private DistException damaged() {
    return new DistException(
        folder.resolve(FILE), "is damaged", "delete %s and run synth again".formatted(folder));
  }

  private void removeEmptyFolders(Path from) throws IOException {
    for (Path parent = from;
        !parent.equals(root) && isEmptyFolder(parent);
        parent = parent.getParent()) {
      disk.delete(parent);
    }
  }

  private static boolean isEmptyFolder(Path path) throws IOException {
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      return !Files.exists(path, LinkOption.NOFOLLOW_LINKS); // gone already: go on with its parent
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries.findAny().isEmpty();
    }
  }

  /** Removes what was staged, the lock excepted: whoever holds it deletes it last. */
  void discard() throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    List<Path> paths = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      walk.filter(path -> !path.equals(folder) && !path.endsWith(DistLock.FILE))
          .sorted(Comparator.reverseOrder())
          .forEach(paths::add);
    }
    for (Path path : paths) {
      disk.delete(path);
    }
  }
}
