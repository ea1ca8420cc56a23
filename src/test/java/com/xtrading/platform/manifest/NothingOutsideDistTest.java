package com.xtrading.platform.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever lies in the place of a file or folder in dist/: what is outside stays as it is. */
@Timeout(30)
class NothingOutsideDistTest {

  private static final String DECIDED =
      """
      {"removals": ["a/gone"], "renames": {"a/one": {"from": "new/0", "sha256": "00"}}}
      """;

  @TempDir private Path folder;
  private Path dist;
  private Path outside;

  @BeforeEach
  void write() throws IOException {
    dist = folder.resolve("dist");
    DistDirectory.at(dist).write(environment("one"));
    outside = Files.createDirectory(folder.resolve("outside"));
    for (String name : List.of("file", "lock", "journal.json", "draft.json", "0", "new")) {
      Files.writeString(outside.resolve(name), "mine");
    }
  }

  private static SortedMap<String, List<OutputFile>> environment(String text) {
    OutputFile file = new OutputFile("one", "component", Optional.empty(), text);
    return new TreeMap<>(
        java.util.Map.of("a", List.of(file, Inventory.of(List.of(file), List.of()))));
  }

  private void refused(String place, String problem) throws IOException {
    assertThatThrownBy(() -> DistDirectory.at(dist).write(environment("two")))
        .isInstanceOf(DistException.class)
        .hasMessageStartingWith(dist.resolve(place) + ": ")
        .hasMessageContaining(problem);
    try (Stream<Path> files = Files.list(outside)) {
      assertThat(files).hasSize(6).allSatisfy(file -> assertThat(file).hasContent("mine"));
    }
    assertThat(dist.resolve("a/one")).hasContent("one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lock", "journal.json"})
  void aFileOfTheWriterThatIsALink(String name) throws IOException {
    Files.createDirectories(dist.resolve(".synth"));
    Files.createSymbolicLink(dist.resolve(".synth").resolve(name), outside.resolve("file"));
    refused(".synth/" + name, "is a link");
  }

  @Test
  void aLockThatIsAlsoAFileElsewhere() throws IOException {
    Files.createDirectories(dist.resolve(".synth"));
    Files.createLink(dist.resolve(".synth/lock"), outside.resolve("file"));
    refused(".synth/lock", "has another name");
  }

  @Test
  void theFolderOfTheWriterThatIsALink() throws IOException {
    Files.createSymbolicLink(dist.resolve(".synth"), outside);
    refused(".synth", "is a link");
  }

  @ParameterizedTest
  @ValueSource(strings = {"draft.json", "new"})
  void aDraftThatIsALinkIsRemovedAndNotFollowed(String name) throws IOException {
    Files.createDirectories(dist.resolve(".synth"));
    Files.createSymbolicLink(dist.resolve(".synth").resolve(name), outside.resolve("file"));
    DistDirectory.at(dist).write(environment("two"));
    assertThat(outside.resolve("file")).hasContent("mine");
    assertThat(dist.resolve("a/one")).hasContent("two");
  }

  @Test
  void aFolderOfDraftsThatIsALink() throws IOException {
    Files.createDirectories(dist.resolve(".synth"));
    Files.createSymbolicLink(dist.resolve(".synth/new"), outside);
    Files.writeString(dist.resolve(".synth/journal.json"), DECIDED);
    refused(".synth/new", "is a link");
  }

  @Test
  void aDraftOfADecidedChangeThatIsALink() throws IOException {
    Files.createDirectories(dist.resolve(".synth/new"));
    Files.createSymbolicLink(dist.resolve(".synth/new/0"), outside.resolve("file"));
    Files.writeString(dist.resolve(".synth/journal.json"), DECIDED);
    refused(".synth/new/0", "is a link");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/etc/x", "../outside/file", "a/../../outside/file", "", "a/\\u0000", "a\\n"})
  void aJournalThatPointsElsewhere(String path) throws IOException {
    Files.createDirectories(dist.resolve(".synth"));
    Files.writeString(
        dist.resolve(".synth/journal.json"), "{\"removals\": [\"%s\"]}".formatted(path));
    refused(".synth/journal.json", "is damaged");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/x", "../../outside/file", "", "\\u0000", "one\\u001b[0m"})
  void anInventoryThatPointsElsewhere(String path) throws IOException {
    Files.writeString(
        dist.resolve("a/inventory.json"), "{\"files\": {\"%s\": {}}}".formatted(path));
    refused("a/inventory.json", "is damaged");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/pipe", "a/deeper/pipe", ".synth/lock", ".synth/journal.json"})
  void aPipeKeepsNobodyWaiting(String place) throws IOException, InterruptedException {
    Path pipe = dist.resolve(place);
    Files.createDirectories(pipe.getParent());
    makePipe(pipe);
    refused(place, "is no plain file");
  }

  @Test
  void aPipeInThePlaceOfAFileKeepsNoComparisonWaiting() throws IOException, InterruptedException {
    Files.delete(dist.resolve("a/one"));
    makePipe(dist.resolve("a/one"));
    assertThatThrownBy(() -> DistDirectory.at(dist).verify("a", environment("two").get("a")))
        .isInstanceOf(DistException.class)
        .hasMessageContaining("is no plain file");
    assertThat(DistDirectory.at(dist).digest("a")).isEmpty();
  }

  private static void makePipe(Path pipe) throws IOException, InterruptedException {
    Process made;
    try {
      made = new ProcessBuilder("mkfifo", pipe.toString()).inheritIO().start();
    } catch (IOException thereIsNoMkfifo) {
      assumeThat(thereIsNoMkfifo).as("mkfifo").isNull();
      return;
    }
    assertThat(made.waitFor()).isZero();
  }
}
