package com.xtrading.platform.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectedFolderTest {

  private static final String POD =
      "{apiVersion: v1, kind: Pod, metadata: {name: %s, namespace: shop}, spec: %s}\n---\n";

  private static final String QUEUE =
      """
      apiVersion: rabbitmq.com/v1beta1
      kind: RabbitmqCluster
      metadata: {name: queue, namespace: shop}
      spec: {replicas: 1, resources: {limits: {cpu: %s}}}
      """;

  @TempDir private Path directory;

  @BeforeEach
  void makeFolder() throws IOException {
    Files.createDirectories(directory.resolve("theirs"));
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(directory.resolve("theirs").resolve(file), text);
  }

  private ProjectedFolder read() {
    return ProjectedFolder.read(directory, Path.of("theirs"));
  }

  @Test
  void filesAreCalledAsFromTheDirectoryHoweverTheFolderIsNamed() throws IOException {
    write("all.yaml", POD.formatted("web", "{}"));
    Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
    Path whole = directory.resolve("theirs");
    for (Path folder :
        new Path[] {Path.of("theirs"), Path.of("theirs/../theirs/all.yaml"), whole}) {
      ProjectedFolder read = ProjectedFolder.read(directory, folder);
      assertThat(read.manifests()).extracting(Manifest::path).containsExactly("theirs/all.yaml");
      assertThat(read.text("theirs/all.yaml")).startsWith("{apiVersion: v1");
    }
    assertThat(ProjectedFolder.read(elsewhere, Path.of("../theirs")).manifests())
        .extracting(Manifest::path)
        .containsExactly(whole + "/all.yaml");
  }

  @Test
  void aFolderThatIsNotThereIsAMistake() {
    assertThatThrownBy(() -> ProjectedFolder.read(directory, Path.of("gone")))
        .isInstanceOf(UserError.class)
        .hasMessage("gone is not there; name a folder of manifests");
  }

  @Test
  void whatCannotBeReadIsNamedAndTheRestIsThere() throws IOException {
    write("all.yaml", POD.formatted("web", "{}") + POD.formatted("bad", "5"));
    write("broken.yaml", "kind: [\n");
    ProjectedFolder read = read();
    assertThat(read.manifests()).extracting(Manifest::name).containsExactly("web");
    assertThat(read.problems())
        .hasSize(2)
        .anyMatch(problem -> problem.startsWith("theirs/broken.yaml:"))
        .contains("theirs/all.yaml: Pod shop/bad: spec: is 5; write a mapping");
  }

  @Test
  void anObjectThatIsThereTwiceIsAProblemForThoseWhoNeedItOnce() throws IOException {
    write("a.yaml", POD.formatted("web", "{}"));
    write("b.yaml", POD.formatted("web", "{hostPID: true}"));
    assertThat(read().distinct().objects().manifests())
        .extracting(Manifest::path)
        .containsExactly("theirs/a.yaml");
    assertThat(read().distinct().problems())
        .containsExactly("theirs/b.yaml: Pod shop/web is in theirs/a.yaml too");
  }

  @Test
  void inNoRoundAreTwoObjectsOfOneNameAndNoneIsLeftOut() throws IOException {
    write("a.yaml", POD.formatted("web", "{}") + POD.formatted("db", "{}"));
    write("b.yaml", POD.formatted("web", "{}").repeat(2));
    assertThat(read().rounds())
        .extracting(round -> round.objects().manifests().stream().map(Manifest::path).toList())
        .extracting(paths -> String.join(" ", paths))
        .containsExactly("theirs/a.yaml theirs/a.yaml", "theirs/b.yaml", "theirs/b.yaml");
  }

  @Test
  void whatOperatorsWillMakeBelongsToIt() throws IOException {
    write("queue.yaml", QUEUE.formatted("1"));
    assertThat(read().objects().operatedPods()).isNotEmpty();
    assertThat(read().rounds().get(0).objects().operatedPods()).isNotEmpty();
    assertThat(read().rounds().get(0).problems()).isEmpty();
  }

  @Test
  void whatWouldBeMadeOfWrongTypesIsNamedAtWhatItIsMadeOf() throws IOException {
    write("queue.yaml", QUEUE.formatted("[1]"));
    ProjectedFolder.Round round = read().rounds().get(0);
    assertThat(round.objects().operatedPods()).isEmpty();
    assertThat(round.problems())
        .containsExactly(
            "theirs/queue.yaml: StatefulSet shop/queue-server:"
                + " spec.template.spec.containers[0].resources.limits.cpu: is a list; write an"
                + " amount such as 500m or 1Gi");
    assertThat(read().objects().operatedPods()).isNotEmpty();
  }
}
