package com.xtrading.platform.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether the running classes are those of the sources. {@code mvn exec:java} alone does not
 * compile, and would write the {@code dist/} of yesterday.
 *
 * @param classes folder of the running classes
 */
public record BuildFreshness(Path classes) {

  private record Newest(Path file, FileTime time) {}

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
    Optional<Newest> built = newest(classes);
    return newest(sources)
        .filter(
            written ->
                built.map(Newest::time).filter(time -> time.compareTo(written.time) >= 0).isEmpty())
        .map(
            written ->
                "the classes are older than src/main/%s; run: mvn compile exec:java"
                    .formatted(sources.relativize(written.file)));
  }

  private static Optional<Newest> newest(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(BuildFreshness::stamped)
          .max(Comparator.comparing(Newest::time));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Newest stamped(Path file) {
    try {
      return new Newest(file, Files.getLastModifiedTime(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
