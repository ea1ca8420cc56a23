package com.xtrading.platform.charts;

import com.xtrading.platform.Select;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known of an add-on at a version, because somebody has rendered it with our values: its
 * workloads, service accounts and roles, with the fields that are compared ({@link Recorder}).
 *
 * @param key add-on and version
 * @param tree objects by the environments in which they are the same
 */
record ChartFacts(String key, Tree tree) {

  static final Path FOLDER = Path.of("src/test/resources/charts");

  /** Those of an add-on; nothing where nobody has recorded any. */
  static Optional<ChartFacts> of(DeliveredAddOn addOn) {
    Path file = FOLDER.resolve(addOn.key() + ".yaml");
    return Files.exists(file)
        ? Optional.of(new ChartFacts(addOn.key(), Select.parse(read(file))))
        : Optional.empty();
  }

  /** As it is recorded. */
  String text() {
    return read(FOLDER.resolve(key + ".yaml"));
  }

  /** The names under which facts are recorded. */
  static List<String> recorded() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml"))
          .map(name -> name.substring(0, name.length() - ".yaml".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is rendered in an environment. */
  List<Manifest> in(String environment) {
    return tree.at("rendered")
        .elements()
        .filter(
            one ->
                one.at("environments")
                    .elements()
                    .anyMatch(name -> name.text("").equals(environment)))
        .flatMap(one -> one.at("objects").elements())
        .map(object -> new Manifest(key, key, object.map()))
        .toList();
  }

  /** What pods of a folder of Kustomize run before images are replaced. */
  List<String> imagesBefore() {
    return tree.at("images", "named").elements().map(image -> image.text("")).toList();
  }

  /** The folder's own list of images. */
  List<KustomizeImages.Entry> ownImages() {
    return tree.at("images", "own")
        .elements()
        .map(
            entry ->
                new KustomizeImages.Entry(
                    entry.at("name").text(""),
                    entry.at("newName").text(""),
                    entry.at("newTag").text("")))
        .toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
