package com.xtrading.platform.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.declaration.Dependency;
import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.synthesis.JudgedEnvironment;
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
  private static final Set<String> SOME_ADD_ONS =
      Set.of(
          "cert-manager",
          "cloudnative-pg",
          "external-secrets",
          "messaging-topology-operator",
          "prometheus-operator");

  /** Components that bring something of somebody else's. */
  private static Set<String> addOns(JudgedEnvironment rendered) {
    return applications(rendered)
        .filter(application -> application.at("spec", "sources").exists())
        .map(ArgoCdTest::component)
        .collect(Collectors.toSet());
  }

  /** Otherwise what is mended in git never comes: each attempt would take the first commit. */
  @ParameterizedTest
  @MethodSource(EACH)
  void whatIsTriedWithoutEndTakesTheNewestCommit(JudgedEnvironment rendered) {
    assertThat(
            Select.all(rendered, "Application")
                .map(application -> application.at("spec", "syncPolicy", "retry")))
        .allMatch(retry -> retry.at("refresh").isTrue() == (retry.at("limit").number(0) < 0));
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void everyComponentWithManifestsHasOneApplication(JudgedEnvironment rendered) {
    String environment = rendered.environment().name().value();
    Set<String> folders =
        rendered.files().stream()
            .filter(file -> file.path().startsWith("manifests/"))
            .map(file -> environment + "-" + file.path().split("/")[1])
            .collect(Collectors.toCollection(TreeSet::new));
    // Kinds alone: nothing of ours is beside them.
    folders.add(environment + "-gateway-api");
    assertThat(applications(rendered).map(Manifest::name))
        .containsExactlyInAnyOrderElementsOf(folders);
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void everyApplicationReadsAFolderThatIsRendered(JudgedEnvironment rendered) {
    String root = "dist/%s/".formatted(rendered.environment().name());
    Set<String> folders =
        rendered.files().stream()
            .map(file -> root + file.path().substring(0, Math.max(0, file.path().lastIndexOf('/'))))
            .collect(Collectors.toSet());
    for (Manifest application : Select.all(rendered, "Application").toList()) {
      String repository = rendered.environment().gitops().repoURL().toString();
      List<Tree> paths =
          sources(application)
              .filter(source -> source.at("repoURL").text("").equals(repository))
              .toList();
      if (application.name().endsWith("-gateway-api")) {
        assertThat(paths).isEmpty();
        continue;
      }
      assertThat(paths).as(application.name()).hasSize(1);
      assertThat(folders).contains(paths.get(0).at("path").text(""));
      // A folder of a component holds files only.
      assertThat(paths.get(0).at("directory").exists()).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void addOnsComeFromTheirChartAtAnExactVersion(JudgedEnvironment rendered) {
    Map<String, Manifest> byComponent =
        applications(rendered)
            .collect(Collectors.toMap(ArgoCdTest::component, Function.identity()));
    String ours = rendered.environment().gitops().repoURL().toString();
    assertThat(addOns(rendered)).containsAll(SOME_ADD_ONS);
    byComponent.forEach(
        (component, application) -> {
          List<Tree> theirs =
              sources(application)
                  .filter(source -> !source.at("repoURL").text("").equals(ours))
                  .toList();
          assertThat(theirs).as(component).hasSize(addOns(rendered).contains(component) ? 1 : 0);
          for (Tree source : theirs) {
            assertThat(source.at("targetRevision").text("")).matches("v?\\d+\\.\\d+\\.\\d+");
            // Argo CD writes the address of an OCI registry without a scheme.
            assertThat(source.at("repoURL").text("")).matches("(https://|quay\\.io/|ghcr\\.io/).*");
            // A chart has values; a folder of git has settings of Kustomize, where it needs any.
            if (source.at("helm").exists()) {
              assertThat(source.at("kustomize").exists()).isFalse();
            } else {
              assertThat(source.at("path").text("")).isNotEmpty();
            }
          }
        });
  }

  @Test
  void aFolderOfGitRunsTheImagesThatWeName() {
    Manifest application =
        Select.one(
            TestPlatform.sample("production"),
            "Application",
            "production-messaging-topology-operator");
    Tree kustomize = sources(application).findFirst().orElseThrow().at("kustomize");
    assertThat(kustomize.at("images").elements().map(image -> image.text("")))
        .containsExactly(
            "rabbitmqoperator/messaging-topology-operator=ghcr.io/rabbitmq/messaging-topology-operator:1.20.1");
    assertThat(kustomize.at("patches").elements().map(patch -> patch.at("target", "kind").text("")))
        .as("namespaces are ours")
        .containsExactly("Namespace", "Deployment");
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void noComponentIsSyncedBeforeWhatItUses(JudgedEnvironment rendered) {
    Map<Peer, String> components =
        rendered.topology().groups().stream()
            .collect(Collectors.toMap(PodGroup::pods, PodGroup::component));
    Set<String> addOns = addOns(rendered);
    int checked = 0;
    for (Dependency edge : rendered.topology().dependencies()) {
      String user = components.get(edge.from());
      String used = components.get(edge.to().peer());
      // An operator talks to the pods that it makes, which are there only after it.
      if (user == null
          || used == null
          || user.equals(used)
          || addOns.contains(user)
          || !edge.awaited()) {
        continue;
      }
      checked++;
      assertThat(wave(rendered, user))
          .as("%s uses %s", user, used)
          .isGreaterThan(wave(rendered, used));
    }
    assertThat(checked).isGreaterThan(4);
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void namespacesComeFirstAndCustomResourcesAfterTheirOperators(JudgedEnvironment rendered) {
    for (Manifest application : applications(rendered).toList()) {
      String component = component(application);
      if (component.equals("namespaces")) {
        continue;
      }
      assertThat(wave(rendered, component)).isGreaterThan(wave(rendered, "namespaces"));
      if (wave(rendered, component) > wave(rendered, "messaging-topology-operator")) {
        assertThat(addOns(rendered))
            .allSatisfy(
                addOn ->
                    assertThat(wave(rendered, component)).isGreaterThan(wave(rendered, addOn)));
      }
    }
    for (String early : List.of("secret-stores", "certificates")) {
      assertThat(List.of("cert-manager", "external-secrets"))
          .allSatisfy(
              addOn -> assertThat(wave(rendered, early)).isGreaterThan(wave(rendered, addOn)));
      // Starts with a certificate.
      assertThat(wave(rendered, early)).isLessThan(wave(rendered, "messaging-topology-operator"));
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
              // What says no is left out, as Argo CD does.
              assertThat(automated.map()).containsOnlyKeys("enabled", "prune", "selfHeal");
            });
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void deletingAnApplicationNeverDeletesAStoreOrANamespace(JudgedEnvironment rendered) {
    assertThat(
            applications(rendered)
                .filter(application -> !application.at("metadata", "finalizers").exists())
                .map(ArgoCdTest::component))
        .contains("influxdb", "namespaces", "postgres", "prometheus", "rabbitmq")
        .doesNotContain("user-service", "cert-manager");
  }

  static Stream<Manifest> applications(JudgedEnvironment rendered) {
    return Select.all(rendered, "Application").filter(found -> found.path().startsWith("argocd/"));
  }

  static Stream<Tree> sources(Manifest application) {
    return Stream.concat(
        Stream.of(application.at("spec", "source")).filter(Tree::exists),
        application.at("spec", "sources").elements());
  }

  static String component(Manifest application) {
    return application.name().substring(application.name().indexOf('-') + 1);
  }

  private static int wave(JudgedEnvironment rendered, String component) {
    return wave(
        Select.one(rendered, "Application", rendered.environment().name() + "-" + component));
  }

  static int wave(Manifest object) {
    return Integer.parseInt(
        Select.at(object, "metadata.annotations", "argocd.argoproj.io/sync-wave").text(""));
  }
}
