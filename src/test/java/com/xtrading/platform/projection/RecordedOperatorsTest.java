package com.xtrading.platform.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.ManifestFolder;
import com.xtrading.platform.objects.Made;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is projected is what the running operators made of the same resources: every object, and of
 * each all that {@link MadeView} shows. How the facts were recorded is said in
 * docs/how-to/run-it-on-a-control-plane.md.
 */
class RecordedOperatorsTest {

  private static final Path FACTS = Path.of("src/test/resources/operators");

  /** Where everything of a case is that names no namespace. */
  static final String NAMESPACE = "facts";

  record Case(Path folder) {

    List<Manifest> given() {
      return read(folder.resolve("given.yaml"));
    }

    /** Whether what is made of some of its kinds is projected. */
    boolean isProjected() {
      return given().stream().anyMatch(one -> OperatedKinds.of(one.groupKind()).isPresent());
    }

    /** Whether it is said of one of its kinds that nobody reads it. */
    boolean isUnread() {
      return given().stream().anyMatch(one -> UnreadPods.problem(one, given()).isPresent());
    }

    @Override
    public String toString() {
      return FACTS.relativize(folder).toString();
    }
  }

  static Stream<Case> cases() throws IOException {
    try (Stream<Path> files = Files.walk(FACTS)) {
      return files
          .filter(file -> file.endsWith("made.yaml"))
          .map(file -> new Case(file.getParent()))
          .sorted(java.util.Comparator.comparing(Case::toString))
          .toList()
          .stream();
    }
  }

  /** The version that the add-on runs which is delivered, as its chart was rendered. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "cert-manager",
        "cloudnative-pg",
        "external-secrets",
        "keda",
        "messaging-topology-operator",
        "nginx-gateway-fabric",
        "prometheus-operator",
        "rabbitmq-cluster-operator",
        "redis-operator"
      })
  void theVersionThatIsDeliveredHasItsRecordsAndNoOtherHas(String operator) throws IOException {
    String chart =
        Select.one(TestPlatform.reference("production"), "Application", "production-" + operator)
            .at("spec", "sources")
            .elements()
            .findFirst()
            .orElseThrow()
            .at("targetRevision")
            .text("");
    String rendered =
        Files.readString(
            Path.of("src/test/resources/charts/%s-%s.yaml".formatted(operator, chart)));
    Matcher image = Pattern.compile("image: \\S+:v?(\\S+)").matcher(rendered);
    assertThat(image.find()).isTrue();
    try (Stream<Path> folders = Files.list(FACTS)) {
      assertThat(folders.map(folder -> folder.getFileName().toString()))
          .as("record what this version makes: docs/how-to/run-it-on-a-control-plane.md")
          .filteredOn(folder -> folder.matches(operator + "-\\d.*"))
          .containsExactly(operator + "-" + image.group(1));
    }
  }

  /** That nothing shows was tried: the projection passes it over and agrees with the operator. */
  @Test
  void everyFieldThatShowsNowhereWasSetInSomeCase() throws IOException {
    Set<String> untried = new TreeSet<>();
    List<Manifest> given = cases().flatMap(one -> one.given().stream()).toList();
    for (OperatedKind kind : OperatedKinds.all()) {
      for (HarmlessField field : kind.harmless()) {
        if (given.stream()
            .noneMatch(one -> one.is(kind.kind()) && FollowedFields.has(one, field))) {
          untried.add(kind.kind().kind() + " " + field.path());
        }
      }
    }
    assertThat(untried).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isWhatTheOperatorMade(Case one) {
    if (one.isUnread() || !one.isProjected()) {
      return;
    }
    List<Made> projected =
        Projection.of(one.given()).made().stream()
            .filter(made -> made.object().namespace().equals(NAMESPACE))
            .toList();
    assertThat(
            MadeComparison.differences(
                recorded(one), projected.stream().map(Made::object).toList()))
        .isEmpty();
    assertThat(wrongOwners(recorded(one), projected)).isEmpty();
  }

  /** Objects that are of another resource than we say, where the operator says of which. */
  private static List<String> wrongOwners(List<Manifest> recorded, List<Made> projected) {
    Map<String, Manifest> byId = new HashMap<>();
    recorded.forEach(made -> byId.put(id(made), made));
    return projected.stream()
        .filter(
            made -> {
              List<String> owners =
                  byId.get(id(made.object()))
                      .at("metadata", "ownerReferences")
                      .elements()
                      .map(owner -> owner.at("kind").text("") + " " + owner.at("name").text(""))
                      .filter(owner -> !owner.startsWith("StatefulSet")) // that is made as well
                      .toList();
              return !owners.isEmpty() && !owners.contains(id(made.by()));
            })
        .map(made -> "%s is not of %s".formatted(id(made.object()), id(made.by())))
        .toList();
  }

  private static String id(Manifest object) {
    return object.kind() + " " + object.name();
  }

  /** What was made in a case, but for what is not projected. */
  static List<Manifest> recorded(Case one) {
    return everything(one).stream().filter(made -> !MadeComparison.isLeftOut(made)).toList();
  }

  /** What was made in a case. */
  static List<Manifest> everything(Case one) {
    return read(one.folder().resolve("made.yaml"));
  }

  private static List<Manifest> read(Path file) {
    return ManifestFolder.read(file, "").manifests().stream()
        .map(RecordedOperatorsTest::inOneNamespace)
        .toList();
  }

  /** Facts have no namespace; all objects of a case were in one, but for those that name theirs. */
  private static Manifest inOneNamespace(Manifest object) {
    Map<String, Object> metadata = new LinkedHashMap<>(object.at("metadata").map());
    metadata.putIfAbsent("namespace", NAMESPACE);
    Map<String, Object> tree = new LinkedHashMap<>(object.tree());
    tree.put("metadata", metadata);
    return new Manifest(object.path(), object.component(), tree);
  }
}
