package com.xtrading.platform.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether the running classes are those of the sources. {@code mvn exec:java} alone does not
 * compile, and would write the {@code dist/} of yesterday.
 *
 * @param classes folder of the running classes
 */
public record BuildFreshness(Path classes) {

  /** Maven writes the version into it, so that it differs from its source. */
  private static final String FILTERED = "version.txt";

  /** The build that the given class was loaded from. */
  public static BuildFreshness of(Class<?> main) {
    try {
      return new BuildFreshness(
          Path.of(main.getProtectionDomain().getCodeSource().getLocation().toURI()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * What is wrong and the command that puts it right; empty for a current build, or one without
   * sources beside it.
   */
  public Optional<String> problem() {
    Path sources = classes.resolve("../../src/main").normalize();
    if (!classes.endsWith(Path.of("target", "classes")) || !Files.isDirectory(sources)) {
      return Optional.empty();
    }
    return changedSince(sources.resolve("java"))
        .or(() -> changedResource(sources.resolve("resources")))
        .map(
            file ->
                "the classes are older than src/main/%s; run: mvn compile exec:java"
                    .formatted(sources.relativize(file)));
  }

  /** The newest source, where it is newer than every class. */
  private Optional<Path> changedSince(Path sources) {
    Optional<FileTime> built = newest(classes, ".class").map(BuildFreshness::time);
    return newest(sources, ".java")
        .filter(source -> built.filter(time -> time.compareTo(time(source)) >= 0).isEmpty());
  }

  /**
   * A resource that is not what lies among the classes; Maven copies by content, whatever the time
   * says.
   */
  private Optional<Path> changedResource(Path resources) {
    return files(resources).stream()
        .filter(file -> !file.endsWith(FILTERED))
        .filter(file -> !isSame(file, classes.resolve(resources.relativize(file).toString())))
        .findFirst();
  }

  private static boolean isSame(Path resource, Path copy) {
    try {
      return Files.isRegularFile(copy) && Files.mismatch(resource, copy) < 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> newest(Path folder, String ending) {
    return files(folder).stream()
        .filter(file -> file.toString().endsWith(ending))
        .max(Comparator.comparing(BuildFreshness::time));
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileTime time(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
