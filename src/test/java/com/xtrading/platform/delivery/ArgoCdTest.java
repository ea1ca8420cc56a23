package com.xtrading.platform.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.declaration.Dependency;
import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.synthesis.Synthesized;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgoCdTest {

  private static final String EACH = "com.xtrading.platform.TestPlatform#each";
  private static final Set<String> ADD_ONS =
      Set.of("cloudnative-pg", "external-secrets", "prometheus-operator");

  @ParameterizedTest
  @MethodSource(EACH)
  void everyComponentWithManifestsHasOneApplication(Synthesized rendered) {
    String environment = rendered.environment().name().value();
    Set<String> folders =
        rendered.files().stream()
            .filter(file -> file.path().startsWith("manifests/"))
            .map(file -> environment + "-" + file.path().split("/")[1])
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(applications(rendered).map(Manifest::name))
        .containsExactlyInAnyOrderElementsOf(folders);
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void everyApplicationReadsAFolderThatIsRendered(Synthesized rendered) {
    String root = "dist/%s/".formatted(rendered.environment().name());
    Set<String> folders =
        rendered.files().stream()
            .map(file -> root + file.path().substring(0, Math.max(0, file.path().lastIndexOf('/'))))
            .collect(Collectors.toSet());
    for (Manifest application : Select.all(rendered, "Application").toList()) {
      List<Tree> paths = sources(application).filter(source -> source.at("path").exists()).toList();
      assertThat(paths).as(application.name()).hasSize(1);
      assertThat(folders).contains(paths.get(0).at("path").text(""));
      // A folder of a component holds files only.
      assertThat(paths.get(0).at("directory", "recurse").isFalse()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void addOnsComeFromTheirChartAtAnExactVersion(Synthesized rendered) {
    Map<String, Manifest> byComponent =
        applications(rendered)
            .collect(Collectors.toMap(ArgoCdTest::component, Function.identity()));
    assertThat(byComponent.keySet()).containsAll(ADD_ONS);
    byComponent.forEach(
        (component, application) -> {
          List<Tree> charts =
              sources(application).filter(source -> source.at("chart").exists()).toList();
          assertThat(charts).as(component).hasSize(ADD_ONS.contains(component) ? 1 : 0);
          for (Tree chart : charts) {
            assertThat(chart.at("targetRevision").text("")).matches("\\d+\\.\\d+\\.\\d+");
            assertThat(chart.at("repoURL").text("")).startsWith("https://");
          }
        });
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void noComponentIsSyncedBeforeWhatItUses(Synthesized rendered) {
    Map<Peer, String> components =
        rendered.topology().groups().stream()
            .collect(Collectors.toMap(PodGroup::pods, PodGroup::component));
    int checked = 0;
    for (Dependency edge : rendered.topology().dependencies()) {
      String user = components.get(edge.from());
      String used = components.get(edge.to().peer());
      // An operator talks to the pods that it makes, which are there only after it.
      if (user == null || used == null || user.equals(used) || ADD_ONS.contains(user)) {
        continue;
      }
      checked++;
      // A scrape that fails is tried again; nothing waits for it.
      int earliest = wave(rendered, used) + (edge.to().purpose().equals("metrics") ? 0 : 1);
      assertThat(wave(rendered, user))
          .as("%s uses %s", user, used)
          .isGreaterThanOrEqualTo(earliest);
    }
    assertThat(checked).isGreaterThan(4);
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void namespacesComeFirstAndCustomResourcesAfterTheirOperators(Synthesized rendered) {
    for (Manifest application : applications(rendered).toList()) {
      String component = component(application);
      if (component.equals("namespaces")) {
        continue;
      }
      assertThat(wave(rendered, component)).isGreaterThan(wave(rendered, "namespaces"));
      if (!ADD_ONS.contains(component)) {
        assertThat(ADD_ONS)
            .allSatisfy(
                addOn ->
                    assertThat(wave(rendered, component)).isGreaterThan(wave(rendered, addOn)));
      }
    }
    assertThat(wave(rendered, "secret-stores")).isLessThan(wave(rendered, "postgres"));
  }

  @Test
  void productionWaitsForAPerson() {
    assertThat(applications(TestPlatform.sample("production")))
        .isNotEmpty()
        .noneMatch(application -> application.at("spec", "syncPolicy", "automated").exists());
  }

  @ParameterizedTest
  @ValueSource(strings = {"development", "staging"})
  void otherEnvironmentsFollowGitAndNeverEmptyThemselves(String environment) {
    assertThat(applications(TestPlatform.sample(environment)))
        .isNotEmpty()
        .allSatisfy(
            application -> {
              Tree automated = application.at("spec", "syncPolicy", "automated");
              assertThat(automated.at("prune").isTrue()).isTrue();
              assertThat(automated.at("selfHeal").isTrue()).isTrue();
              assertThat(automated.at("allowEmpty").isFalse()).isTrue();
            });
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void deletingAnApplicationNeverDeletesAStoreOrANamespace(Synthesized rendered) {
    assertThat(
            applications(rendered)
                .filter(application -> !application.at("metadata", "finalizers").exists())
                .map(ArgoCdTest::component))
        .containsExactlyInAnyOrder("namespaces", "postgres", "prometheus");
  }

  static Stream<Manifest> applications(Synthesized rendered) {
    return Select.all(rendered, "Application").filter(found -> found.path().startsWith("argocd/"));
  }

  static Stream<Tree> sources(Manifest application) {
    return Stream.concat(
        Stream.of(application.at("spec", "source")).filter(Tree::exists),
        application.at("spec", "sources").elements());
  }

  private static String component(Manifest application) {
    return application.name().substring(application.name().indexOf('-') + 1);
  }

  private static int wave(Synthesized rendered, String component) {
    return wave(
        Select.one(rendered, "Application", rendered.environment().name() + "-" + component));
  }

  static int wave(Manifest object) {
    return Integer.parseInt(
        Select.at(object, "metadata.annotations", "argocd.argoproj.io/sync-wave").text(""));
  }
}
