package com.xtrading.platform.manifest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The Kubernetes objects of a folder that anybody has written: every {@code .yaml}, {@code .yml}
 * and {@code .json} file below it, several documents and lists among them.
 *
 * @param manifests what could be read, in the order of the files
 * @param problems what could not, with its file
 * @param skipped what is no object yet, with its file and what to run first
 */
public record ManifestFolder(
    List<Manifest> manifests, List<String> problems, List<String> skipped) {

  public ManifestFolder {
    manifests = List.copyOf(manifests);
    problems = List.copyOf(problems);
    skipped = List.copyOf(skipped);
  }

  /** Reads a folder, or a single file; links are followed. Files are called as they are in it. */
  public static ManifestFolder read(Path folder) {
    return read(folder, "");
  }

  /**
   * Reads a folder, or a single file; links are followed.
   *
   * @param before what the names of files begin with, such as {@code theirs/}
   */
  public static ManifestFolder read(Path folder, String before) {
    Found found = new Found(folder, before);
    try {
      found.walk();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> skipped = new ArrayList<>(OtherTools.takenOutOf(found.files));
    ManifestReader reader = new ManifestReader();
    found.files.forEach((file, name) -> reader.read(file, name));
    List<String> problems = new ArrayList<>(found.problems);
    problems.addAll(reader.problems());
    skipped.addAll(reader.skipped());
    if (reader.manifests().isEmpty() && problems.isEmpty()) {
      problems.add(
          found.files.isEmpty() && skipped.isEmpty()
              ? "%s: no name ends in .yaml, .yml or .json".formatted(found.whole())
              : "%s: holds no manifests".formatted(found.whole()));
    }
    return new ManifestFolder(reader.manifests(), problems, skipped);
  }

  /** The same for those who need each object once: one that is in several files is a problem. */
  public ManifestFolder distinct() {
    List<String> found = new ArrayList<>(problems);
    Map<ManifestId, Manifest> known = new LinkedHashMap<>();
    for (Manifest manifest : manifests) {
      Manifest first = known.putIfAbsent(manifest.id().withoutVersion(), manifest);
      if (first != null) {
        found.add("%s: %s is in %s too".formatted(manifest.path(), manifest.id(), first.path()));
      }
    }
    return new ManifestFolder(List.copyOf(known.values()), found, skipped);
  }

  /** The files of a folder, with their names. */
  private static final class Found extends SimpleFileVisitor<Path> {

    private final SortedMap<Path, String> files = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private final Path folder;
    private final String before;
    private Path root;

    Found(Path folder, String before) {
      this.folder = folder;
      this.before = before;
    }

    void walk() throws IOException {
      root = folder.toRealPath();
      Files.walkFileTree(root, Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, this);
    }

    @Override
    public FileVisitResult preVisitDirectory(Path one, BasicFileAttributes attributes) {
      boolean hidden =
          !one.equals(root)
              && one.getFileName() != null
              && one.getFileName().toString().startsWith(".");
      return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      // A link is one that leads nowhere, or it would have been followed.
      if ((attributes.isRegularFile() || attributes.isSymbolicLink())
          && file.getFileName().toString().matches("[^.].*\\.(yaml|yml|json)")) {
        files.put(file, name(file));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException error) {
      // A link that leads back to where it is holds nothing new.
      if (!(error instanceof FileSystemLoopException)) {
        problems.add("%s: cannot be read: %s".formatted(name(file), ManifestReader.reason(error)));
      }
      return FileVisitResult.CONTINUE;
    }

    /** What the folder or file is called. */
    String whole() {
      return before.isEmpty() ? folder.normalize().toString() : name(root);
    }

    private String name(Path file) {
      if (!root.equals(file)) {
        return before + root.relativize(file).toString().replace('\\', '/');
      }
      return Files.isDirectory(root) ? before : before + folder.getFileName();
    }
  }
}
