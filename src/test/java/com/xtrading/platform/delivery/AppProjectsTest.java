package com.xtrading.platform.delivery;

import static com.xtrading.platform.RenderedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.component.ClusterPart;
import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AppProjectsTest {

  private static final String EACH = "com.xtrading.platform.TestPlatform#each";

  @ParameterizedTest
  @MethodSource(EACH)
  void everyApplicationIsAllowedByItsProject(JudgedEnvironment rendered) {
    for (Manifest application : ArgoCdTest.applications(rendered).toList()) {
      Manifest project =
          Select.one(rendered, "AppProject", application.at("spec", "project").text(""));
      assertThat(project.at("spec", "destinations").elements())
          .contains(application.at("spec", "destination"));
      List<String> allowed =
          project.at("spec", "sourceRepos").elements().map(repo -> repo.text("")).toList();
      assertThat(ArgoCdTest.sources(application).map(source -> source.at("repoURL").text("")))
          .allMatch(allowed::contains);
    }
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void theProjectMayDeployToEveryNamespaceThatAComponentDrawsIn(JudgedEnvironment rendered) {
    for (Manifest manifest : rendered.manifests()) {
      if (!manifest.path().startsWith("manifests/") || manifest.namespace().isEmpty()) {
        continue;
      }
      String name = "%s-%s".formatted(rendered.environment().name(), manifest.component());
      Manifest application = Select.one(rendered, "Application", name);
      Manifest project =
          Select.one(rendered, "AppProject", application.at("spec", "project").text(""));
      assertThat(
              project
                  .at("spec", "destinations")
                  .elements()
                  .map(place -> place.at("namespace").text("")))
          .as(manifest.id().toString())
          .contains(manifest.namespace());
    }
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void aProjectLetsInTheKindsOfTheClusterThatItsApplicationsBringAndNoOther(
      JudgedEnvironment rendered) {
    for (String project : List.of("-platform", "-add-ons")) {
      String name = rendered.environment().name() + project;
      Set<String> members =
          ArgoCdTest.applications(rendered)
              .filter(one -> one.at("spec", "project").text("").equals(name))
              .map(ArgoCdTest::component)
              .collect(Collectors.toSet());
      Set<GroupKind> kinds = new HashSet<>();
      rendered.manifests().stream()
          .filter(object -> members.contains(object.component()) && object.namespace().isEmpty())
          .forEach(object -> kinds.add(object.groupKind()));
      List<GroupKind> allowed =
          Select.one(rendered, "AppProject", name)
              .at("spec", "clusterResourceWhitelist")
              .elements()
              .map(one -> new GroupKind(one.at("group").text(""), one.at("kind").text("")))
              .toList();
      if (project.equals("-platform")) {
        assertThat(allowed).containsExactlyInAnyOrderElementsOf(kinds);
      } else {
        Stream.of(ClusterPart.values()).forEach(part -> kinds.addAll(part.kinds()));
        assertThat(allowed).isSubsetOf(kinds).contains(Kinds.CUSTOM_RESOURCE_DEFINITION);
      }
    }
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void whatBecomesOfADeploymentIsShown(JudgedEnvironment rendered) {
    assertThat(Select.all(rendered, "AppProject"))
        .allMatch(project -> !project.at("spec", "namespaceResourceWhitelist").exists());
  }

  @Test
  void noSecretEverComesFromGit() {
    assertThat(TestPlatform.sample("production"))
        .has("AppProject", "production-platform")
        .at("spec.namespaceResourceBlacklist.0.kind")
        .is("Secret");
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void everyProjectIsThereBeforeItsApplications(JudgedEnvironment rendered) {
    int first = ArgoCdTest.applications(rendered).mapToInt(ArgoCdTest::wave).min().orElseThrow();
    assertThat(Select.all(rendered, "AppProject"))
        .hasSize(2)
        .allSatisfy(project -> assertThat(ArgoCdTest.wave(project)).isLessThan(first));
  }
}
