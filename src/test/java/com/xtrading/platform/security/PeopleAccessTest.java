package com.xtrading.platform.security;

import static com.xtrading.platform.RenderedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.declaration.Namespace;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PeopleAccessTest {

  private static List<String> groups(Manifest binding) {
    return binding
        .at("subjects")
        .elements()
        .filter(subject -> subject.at("kind").text("").equals("Group"))
        .map(subject -> subject.at("name").text(""))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "xtrading-viewer, ClusterRole, view, oidc:xtrading-viewers oidc:xtrading-operators",
    "xtrading-operator, Role, xtrading-operator, oidc:xtrading-operators",
    "xtrading-emergency, ClusterRole, admin, oidc:xtrading-emergency"
  })
  void everyKindOfPeopleHasItsRole(String binding, String kind, String role, String people) {
    Manifest bound =
        Select.one(
            TestPlatform.sample("production"), "RoleBinding", "pytrading-prod-data", binding);
    assertThat(bound.at("roleRef", "kind").text("")).isEqualTo(kind);
    assertThat(bound.at("roleRef", "name").text("")).isEqualTo(role);
    assertThat(groups(bound)).containsExactly(people.split(" "));
  }

  @ParameterizedTest
  @MethodSource("com.xtrading.platform.TestPlatform#each")
  void everyNamespaceOfThePlatformIsCoveredAndNoOther(JudgedEnvironment rendered) {
    List<String> ours =
        rendered.topology().namespaces().stream()
            .filter(namespace -> namespace.kind() == Namespace.Kind.PLATFORM)
            .map(Namespace::name)
            .toList();
    for (String binding : List.of("xtrading-viewer", "xtrading-operator", "xtrading-emergency")) {
      assertThat(
              Select.all(rendered, "RoleBinding")
                  .filter(one -> one.name().equals(binding))
                  .map(Manifest::namespace))
          .containsExactlyInAnyOrderElementsOf(ours);
    }
  }

  @ParameterizedTest
  @MethodSource("com.xtrading.platform.TestPlatform#each")
  void inTheWholeClusterPeopleOnlyLook(JudgedEnvironment rendered) {
    List<Manifest> wide =
        Select.all(rendered, "ClusterRoleBinding")
            .filter(binding -> !groups(binding).isEmpty())
            .toList();
    assertThat(wide).extracting(Manifest::name).containsExactly("xtrading-viewer");
    assertThat(
            Select.one(rendered, "ClusterRole", "xtrading-viewer")
                .at("rules")
                .elements()
                .flatMap(rule -> rule.at("verbs").elements())
                .map(verb -> verb.text("")))
        .containsOnly("get", "list", "watch");
  }

  @Test
  void operatorsStopPodsAndChangeNone() {
    assertThat(TestPlatform.sample("production"))
        .has("Role", "pytrading-prod", "xtrading-operator")
        .at("rules.0.verbs.0")
        .is("delete");
  }
}
