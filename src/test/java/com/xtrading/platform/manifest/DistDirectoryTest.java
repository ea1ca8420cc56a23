package com.xtrading.platform.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistDirectoryTest {

  @TempDir private Path folder;

  /** Stops a run before one of its steps, as a kill or a full disk does. */
  private static final class FailingDisk extends Disk {

    private int stepsLeft;
    private int steps;

    FailingDisk(int stepsLeft) {
      this.stepsLeft = stepsLeft;
    }

    private void step() throws IOException {
      steps++;
      if (stepsLeft-- == 0) {
        throw new IOException("No space left on device");
      }
    }

    @Override
    void write(Path file, byte[] content) throws IOException {
      if (stepsLeft == 0) {
        super.write(file, java.util.Arrays.copyOf(content, content.length / 2));
      }
      step();
      super.write(file, content);
    }

    @Override
    void force(List<Path> files) throws IOException {
      step();
      super.force(files);
    }

    @Override
    void makeFolder(Path path) throws IOException {
      step();
      super.makeFolder(path);
    }

    @Override
    void rename(Path from, Path to) throws IOException {
      step();
      super.rename(from, to);
    }

    @Override
    void delete(Path path) throws IOException {
      step();
      super.delete(path);
    }

    @Override
    void sync(Path path) throws IOException {
      step();
      super.sync(path);
    }
  }

  private static SortedMap<String, List<OutputFile>> environments(String... pathsAndTexts) {
    SortedMap<String, List<OutputFile>> environments = new TreeMap<>();
    for (int index = 0; index < pathsAndTexts.length; index += 2) {
      String[] place = pathsAndTexts[index].split("/", 2);
      environments
          .computeIfAbsent(place[0], name -> new ArrayList<>())
          .add(new OutputFile(place[1], "component", Optional.empty(), pathsAndTexts[index + 1]));
    }
    environments.values().forEach(files -> files.add(Inventory.of(List.copyOf(files), List.of())));
    return environments;
  }

  private static final SortedMap<String, List<OutputFile>> BEFORE =
      environments("a/x/one", "1\n", "a/x/two", "2\n", "a/gone/three", "3\n", "b/four", "4\n");

  private static final SortedMap<String, List<OutputFile>> AFTER =
      environments("a/x/one", "1\n", "a/x/two", "22\n", "a/y/five", "5\n", "b/four", "44\n");

  private Path dist() {
    return folder.resolve("dist");
  }

  private static Map<String, String> contentOf(Path root) throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        String path = root.relativize(file).toString();
        if (!path.startsWith(Journal.FOLDER)) {
          content.put(path, Files.readString(file));
        }
      }
    }
    return content;
  }

  private static Map<String, String> textsOf(SortedMap<String, List<OutputFile>> environments) {
    Map<String, String> texts = new TreeMap<>();
    environments.forEach(
        (name, files) -> files.forEach(file -> texts.put(name + "/" + file.path(), file.text())));
    return texts;
  }

  @Test
  void writesEveryFileAndNothingElse() throws IOException {
    List<WriteOutcome> written = DistDirectory.at(dist()).write(BEFORE);
    assertThat(contentOf(dist())).isEqualTo(textsOf(BEFORE));
    assertThat(dist().resolve(Journal.FOLDER)).doesNotExist();
    assertThat(written).extracting(WriteOutcome::written).containsExactly(4, 2);
  }

  @Test
  void removesWhatAnEarlierRunWroteWithItsEmptyFolder() throws IOException {
    DistDirectory.at(dist()).write(BEFORE);
    List<WriteOutcome> written = DistDirectory.at(dist()).write(AFTER);
    assertThat(contentOf(dist())).isEqualTo(textsOf(AFTER));
    assertThat(dist().resolve("a/gone")).doesNotExist();
    assertThat(written).extracting(WriteOutcome::removed).containsExactly(1, 0);
  }

  @Test
  void doesNotTouchWhatStaysTheSame() throws IOException {
    DistDirectory.at(dist()).write(BEFORE);
    FileTime longAgo = FileTime.fromMillis(1_000_000_000_000L);
    Files.setLastModifiedTime(dist().resolve("a/x/one"), longAgo);
    DistDirectory.at(dist()).write(AFTER);
    assertThat(Files.getLastModifiedTime(dist().resolve("a/x/one"))).isEqualTo(longAgo);
  }

  @Test
  void reportsForeignFilesAndNeverDeletesThem() throws IOException {
    DistDirectory.at(dist()).write(BEFORE);
    Files.writeString(dist().resolve("a/gone/notes"), "mine");
    List<WriteOutcome> written = DistDirectory.at(dist()).write(AFTER);
    assertThat(written.get(0).foreign()).containsExactly("gone/notes");
    assertThat(dist().resolve("a/gone/notes")).hasContent("mine");
  }

  @Test
  void leavesOtherEnvironmentsAlone() throws IOException {
    DistDirectory.at(dist()).write(BEFORE);
    SortedMap<String, List<OutputFile>> onlyA = new TreeMap<>(AFTER);
    onlyA.remove("b");
    DistDirectory.at(dist()).write(onlyA);
    assertThat(dist().resolve("b/four")).hasContent("4");
  }

  @Test
  void verifiesEveryKindOfDifference() throws IOException {
    DistDirectory.at(dist()).write(BEFORE);
    Files.writeString(dist().resolve("a/own"), "mine");
    assertThat(DistDirectory.at(dist()).verify("a", AFTER.get("a")))
        .extracting(FileDifference::path, FileDifference::kind)
        .contains(
            org.assertj.core.groups.Tuple.tuple("dist/a/y/five", FileDifference.Kind.MISSING),
            org.assertj.core.groups.Tuple.tuple("dist/a/x/two", FileDifference.Kind.CHANGED),
            org.assertj.core.groups.Tuple.tuple("dist/a/gone/three", FileDifference.Kind.STALE),
            org.assertj.core.groups.Tuple.tuple("dist/a/own", FileDifference.Kind.FOREIGN))
        .hasSize(5); // and the inventory
    assertThat(DistDirectory.at(dist()).verify("b", BEFORE.get("b"))).isEmpty();
  }

  @Test
  void namesTheLineThatDiffers() throws IOException {
    DistDirectory.at(dist()).write(environments("a/file", "first\nsecond\nthird\n"));
    assertThat(
            DistDirectory.at(dist())
                .verify("a", environments("a/file", "first\n2nd\nthird\n").get("a")))
        .first()
        .hasToString("dist/a/file: changed at line 2: \"second\" instead of \"2nd\"");
  }

  @Test
  void oneByteOfTheInventoryIsADifferenceAndNoCrash() throws IOException {
    DistDirectory.at(dist()).write(BEFORE);
    Path inventory = dist().resolve("a/" + Inventory.FILE);
    Files.writeString(inventory, Files.readString(inventory).replaceFirst("\\{", "["));
    assertThat(DistDirectory.at(dist()).verify("a", BEFORE.get("a")))
        .extracting(FileDifference::kind)
        .containsExactly(FileDifference.Kind.CHANGED);
    assertThatThrownBy(() -> DistDirectory.at(dist()).write(AFTER))
        .isInstanceOf(DistException.class)
        .hasMessageContaining("damaged")
        .hasMessageContaining("git checkout");
  }

  @Test
  void anInventoryThatPointsOutOfDistIsDamaged() throws IOException {
    DistDirectory.at(dist()).write(BEFORE);
    Path outside = Files.writeString(folder.resolve("outside"), "mine");
    Files.writeString(
        dist().resolve("b/" + Inventory.FILE), "{\"files\": {\"../../outside\": {}}}");
    assertThatThrownBy(() -> DistDirectory.at(dist()).write(AFTER))
        .isInstanceOf(DistException.class);
    assertThat(outside).hasContent("mine");
  }

  @Test
  void refusesAFileWhereAFolderMustBeAndWritesNothing() throws IOException {
    DistDirectory.at(dist()).write(BEFORE);
    Files.writeString(dist().resolve("a/y"), "in the way");
    assertThatThrownBy(() -> DistDirectory.at(dist()).write(AFTER))
        .isInstanceOf(DistException.class)
        .hasMessageContaining("is no folder");
    assertThat(dist().resolve("b/four")).hasContent("4");
    assertThat(dist().resolve(Journal.FOLDER)).doesNotExist();
  }

  @Test
  void refusesAFolderWhereAFileMustBe() throws IOException {
    Files.createDirectories(dist().resolve("a/x/one"));
    assertThatThrownBy(() -> DistDirectory.at(dist()).write(BEFORE))
        .isInstanceOf(DistException.class)
        .hasMessageContaining("is no plain file");
  }

  @Test
  void refusesLinks() throws IOException {
    DistDirectory.at(dist()).write(BEFORE);
    Files.delete(dist().resolve("a/x/one"));
    Files.createSymbolicLink(
        dist().resolve("a/x/one"), Files.writeString(folder.resolve("outside"), "mine"));
    assertThatThrownBy(() -> DistDirectory.at(dist()).write(AFTER))
        .isInstanceOf(DistException.class)
        .hasMessageContaining("is a link");
  }

  @Test
  void refusesAFileInThePlaceOfDistItself() throws IOException {
    Files.writeString(dist(), "in the way");
    assertThatThrownBy(() -> DistDirectory.at(dist()).write(BEFORE))
        .isInstanceOf(DistException.class);
    assertThat(dist()).hasContent("in the way");
  }

  @Test
  void twoRunsDoNotWriteAtOnce() throws IOException {
    try (DistLock held = DistLock.of(dist().resolve(Journal.FOLDER))) {
      assertThatThrownBy(() -> DistDirectory.at(dist()).write(BEFORE))
          .isInstanceOf(DistException.class)
          .hasMessageContaining("another run is writing");
    }
    DistDirectory.at(dist()).write(BEFORE);
    assertThat(contentOf(dist())).isEqualTo(textsOf(BEFORE));
  }

  @Test
  void aRunThatIsStoppedAtAnyStepLeavesWholeFilesAndTheNextOneCompletes() throws IOException {
    FailingDisk counting = new FailingDisk(Integer.MAX_VALUE);
    Path rehearsal = folder.resolve("rehearsal");
    DistDirectory.at(rehearsal).write(BEFORE);
    DistDirectory.at(rehearsal, counting).write(AFTER);
    assertThat(counting.steps).isGreaterThan(15);

    for (int step = 0; step < counting.steps; step++) {
      Path root = folder.resolve("dist-" + step);
      DistDirectory.at(root).write(BEFORE);
      DistDirectory stopped = DistDirectory.at(root, new FailingDisk(step));
      assertThatThrownBy(() -> stopped.write(AFTER)).isInstanceOf(DistException.class);

      assertThat(contentOf(root))
          .as("after a stop at step %d", step)
          .allSatisfy(
              (path, text) ->
                  assertThat(text).isIn(textsOf(BEFORE).get(path), textsOf(AFTER).get(path)));

      DistDirectory.at(root).write(AFTER);
      assertThat(contentOf(root)).as("after the next run").isEqualTo(textsOf(AFTER));
      assertThat(root.resolve(Journal.FOLDER)).doesNotExist();
      assertThat(root.resolve("a/gone")).doesNotExist();
    }
  }

  @Test
  void anUnfinishedRunIsReported() throws IOException {
    DistDirectory.at(dist()).write(BEFORE);
    int step = 0;
    while (!Files.exists(dist().resolve(Journal.FOLDER).resolve("journal.json"))) {
      DistDirectory stopped = DistDirectory.at(dist(), new FailingDisk(step++));
      assertThatThrownBy(() -> stopped.write(AFTER)).isInstanceOf(DistException.class);
    }
    assertThat(DistDirectory.at(dist()).verify("a", AFTER.get("a")))
        .extracting(FileDifference::kind)
        .contains(FileDifference.Kind.UNFINISHED);
  }

  @Test
  void namesWhatBelongsToNoEnvironment() throws IOException {
    DistDirectory.at(dist()).write(BEFORE);
    Files.writeString(dist().resolve("notes"), "mine");
    assertThat(DistDirectory.at(dist()).unknownEnvironments(Set.of("a")))
        .containsExactly(Path.of("b"), Path.of("notes"));
  }

  @Test
  void findsObjectsByGroupAndKind() {
    String text = "apiVersion: %s\nkind: %s\nmetadata: {name: it}\n";
    DistDirectory.at(dist())
        .write(
            environments(
                "a/manifests/db/Cluster-it.yaml",
                text.formatted("postgresql.cnpg.io/v1", "Cluster"),
                "a/manifests/fleet/Cluster-it.yaml",
                text.formatted("cluster.x-k8s.io/v1beta1", "Cluster"),
                "a/manifests/broker/Binding.rabbitmq.com-it.yaml",
                text.formatted("rabbitmq.com/v1beta1", "Binding"),
                "a/manifests/broken/Cluster-it.yaml",
                "{",
                "a/config/Cluster-it.yaml",
                text.formatted("postgresql.cnpg.io/v1", "Cluster")));
    assertThat(
            DistDirectory.at(dist())
                .manifests(
                    "a",
                    Set.of(
                        new GroupKind("postgresql.cnpg.io", "Cluster"),
                        new GroupKind("rabbitmq.com", "Binding")),
                    (path, any) -> Optional.empty()))
        .extracting(Manifest::path)
        .containsExactlyInAnyOrder(
            "manifests/db/Cluster-it.yaml", "manifests/broker/Binding.rabbitmq.com-it.yaml");
  }
}
