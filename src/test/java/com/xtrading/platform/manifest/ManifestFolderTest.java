package com.xtrading.platform.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestFolderTest {

  @TempDir private Path folder;

  private ManifestFolder read(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
    return ManifestFolder.read(folder).distinct();
  }

  @Test
  void readsDocumentsListsJsonAndFolders() throws IOException {
    read(
        "a/two.yaml",
        """
        # Only a comment.
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: a}
        ---
        ---
        apiVersion: v1
        kind: List
        items:
          - {apiVersion: v1, kind: Pod, metadata: {name: b}}
          - apiVersion: apps/v1
            kind: DeploymentList
            items: [{apiVersion: apps/v1, kind: Deployment, metadata: {name: c}}]
        """);
    read("b.json", "{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"name\": \"d\"}}");
    read("c.yml", "{apiVersion: example.org/v1, kind: Anything, metadata: {name: e}}");
    read(".hidden/f.yaml", "nothing: here");
    ManifestFolder all = read("notes.txt", "nothing: here");
    assertThat(all.problems()).isEmpty();
    assertThat(all.manifests().stream().map(Manifest::name))
        .containsExactly("a", "b", "c", "d", "e");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: [ | document 1 is no YAML",
        "{a: 1, a: 2} | document 1 is no YAML: found duplicate key a",
        "&a [*a] | document 1 is no YAML: it contains itself, or is nested too deeply",
        "[7] | document 1 is no object: it lacks apiVersion or kind",
        "text | document 1 is no object: it lacks apiVersion or kind",
        "kind: Pod | document 1 is no object: it lacks apiVersion or kind",
        "{apiVersion: apps/v1, kind: Deploymnt, metadata: {name: a}} | document 1: apps/v1 has no kind \"Deploymnt\"",
        "{apiVersion: v1, kind: Pod} | document 1: the Pod has no name",
        "{apiVersion: v1, kind: List, items: [7]} | document 1, item 1 is no object",
        "{apiVersion: v1, kind: List, items: [null]} | document 1, item 1 is no object: it is null",
        "{apiVersion: v1, kind: List, items: {a: b}} | document 1: the List has no list of items",
        "{apiVersion: v1, kind: PodList, items: text} | document 1: the PodList has no list of items",
        "{apiVersion: v1, kind: List} | document 1: the List has no list of items",
      })
  void whatIsNoObjectIsNamedAndTheRestIsRead(String text, String problem) throws IOException {
    read("good.yaml", "{apiVersion: v1, kind: Pod, metadata: {name: good}}");
    ManifestFolder all = read("bad.yaml", text + "\n");
    assertThat(all.problems()).hasSize(1);
    assertThat(all.problems().get(0)).startsWith("bad.yaml").contains(problem);
    assertThat(all.manifests().stream().map(Manifest::name)).containsExactly("good");
  }

  @Test
  void oneFileIsAFolderToo() throws IOException {
    read("one.yaml", "{apiVersion: v1, kind: Pod, metadata: {name: one}}");
    read("two.yaml", "{apiVersion: v1, kind: Pod, metadata: {name: two}}");
    assertThat(ManifestFolder.read(folder.resolve("two.yaml")).manifests())
        .extracting(Manifest::path)
        .containsExactly("two.yaml");
  }

  @Test
  void aBrokenDocumentTakesNoOtherWithIt() throws IOException {
    ManifestFolder all =
        read(
            "some.yaml",
            """
            {apiVersion: v1, kind: Pod, metadata: {name: a}}
            ---
            kind: Pod
            b: [
            ---
            {apiVersion: v1, kind: Pod, metadata: {name: c}}
            """);
    assertThat(all.manifests()).extracting(Manifest::name).containsExactly("a", "c");
    assertThat(all.problems()).singleElement().asString().startsWith("some.yaml:5: document 2");
  }

  @Test
  void aliasesAndMergesCountAndDatesAreTexts() throws IOException {
    Manifest pod =
        read(
                "one.yaml",
                """
                apiVersion: v1
                kind: Pod
                metadata: &same {name: a, labels: {day: 2026-01-01}}
                spec: {first: *same, second: {<<: *same, name: b}}
                """)
            .manifests()
            .get(0);
    assertThat(pod.at("spec", "first", "name").text("")).isEqualTo("a");
    assertThat(pod.at("spec", "second").map()).containsEntry("name", "b").containsKey("labels");
    assertThat(pod.at("metadata", "labels", "day").text("")).isEqualTo("2026-01-01");
  }

  @Test
  void itemsOfAListOfOneKindNeedNotNameIt() throws IOException {
    assertThat(
            read(
                    "list.json",
                    "{\"apiVersion\":\"v1\",\"kind\":\"PodList\",\t\"items\":[{\"metadata\":{\"name\":\"a\"}}]}")
                .manifests())
        .extracting(manifest -> manifest.id().toString())
        .containsExactly("Pod a");
  }

  @Test
  void anObjectThatIsThereTwiceIsNamed() throws IOException {
    read("a.yaml", "{apiVersion: v1, kind: Pod, metadata: {name: a}}");
    ManifestFolder all = read("b.yaml", "{apiVersion: v1, kind: Pod, metadata: {name: a}}");
    assertThat(all.manifests()).hasSize(1);
    assertThat(all.problems()).containsExactly("b.yaml: Pod a is in a.yaml too");
  }

  @Test
  void linksAreFollowedAndAnEmptyFolderIsNamed() throws IOException {
    Path real = Files.createDirectories(folder.resolve("real"));
    Files.writeString(real.resolve("a.yaml"), "{apiVersion: v1, kind: Pod, metadata: {name: a}}");
    Files.createSymbolicLink(real.resolve("loop"), real);
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    assertThat(ManifestFolder.read(link).distinct().manifests()).hasSize(1);
    assertThat(ManifestFolder.read(link).distinct().problems()).isEmpty();
    Path empty = Files.createDirectories(folder.resolve("empty"));
    assertThat(ManifestFolder.read(empty).distinct().problems())
        .containsExactly(empty + ": no name ends in .yaml, .yml or .json");
    Path comments = Files.writeString(folder.resolve("comments.yaml"), "# Nothing yet.\n");
    assertThat(ManifestFolder.read(comments).problems())
        .containsExactly(comments + ": holds no manifests");
  }

  @Test
  void aLinkThatLeadsNowhereIsNamed() throws IOException {
    Files.createSymbolicLink(folder.resolve("gone.yaml"), folder.resolve("nowhere"));
    ManifestFolder all = read("a.yaml", "{apiVersion: v1, kind: Pod, metadata: {name: a}}");
    assertThat(all.manifests()).hasSize(1);
    assertThat(all.problems())
        .containsExactly("gone.yaml: cannot be read: it is a link to what is not there");
  }

  @Test
  void filesAreCalledByWhatTheirNamesBeginWith() throws IOException {
    read("theirs/a.yaml", "{apiVersion: v1, kind: Pod, metadata: {name: a}}");
    Path link = Files.createSymbolicLink(folder.resolve("b.yaml"), Path.of("theirs/a.yaml"));
    assertThat(ManifestFolder.read(folder.resolve("theirs"), "theirs/").manifests())
        .extracting(Manifest::path)
        .containsExactly("theirs/a.yaml");
    assertThat(ManifestFolder.read(link, "here/").manifests())
        .extracting(Manifest::path)
        .containsExactly("here/b.yaml");
  }

  @Test
  void keysAreTextsAsInJsonAndLinesMayEndAsOnWindows() throws IOException {
    Manifest pod =
        read(
                "a.yaml",
                "apiVersion: v1\r\nkind: Pod\r\nmetadata:\r\n  name: !!binary YQ==\r\n"
                    + "  labels: {1: one, true: yes}\r\n---\r\n")
            .manifests()
            .get(0);
    assertThat(pod.name()).isEqualTo("a");
    assertThat(pod.at("metadata", "labels").map().keySet()).containsExactly("1", "true");
  }

  @Test
  void aFileOfJsonMayHoldSeveralDocuments() throws IOException {
    ManifestFolder all =
        read(
            "a.json",
            "{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"name\": \"a\"}}\n"
                + "{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"name\": \"b\"}}\n{");
    assertThat(all.manifests()).extracting(Manifest::name).containsExactly("a", "b");
    assertThat(all.problems()).singleElement().asString().startsWith("a.json:3: is no JSON");
  }
}
