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
    return ManifestFolder.read(folder);
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
        "a: [ | is neither YAML nor JSON",
        "{a: 1, a: 2} | is neither YAML nor JSON: Duplicate field 'a'",
        "[7] | document 1 is no object: it lacks apiVersion or kind",
        "text | document 1 is no object: it lacks apiVersion or kind",
        "kind: Pod | document 1 is no object: it lacks apiVersion or kind",
        "{apiVersion: apps/v1, kind: Deploymnt, metadata: {name: a}} | document 1: apps/v1 has no kind \"Deploymnt\"",
        "{apiVersion: v1, kind: Pod} | document 1: the Pod has no name",
        "{apiVersion: v1, kind: List, items: [7]} | document 1, item 1 is no object",
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
}
