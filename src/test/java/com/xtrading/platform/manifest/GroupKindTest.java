package com.xtrading.platform.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupKindTest {

  @ParameterizedTest
  @CsvSource({
    "v1, Service, Service",
    "serving.knative.dev/v1, Service, Service.serving.knative.dev",
    "apps/v1, Deployment, Deployment.apps",
    "apps/v1beta2, Deployment, Deployment.apps",
    // The API server serves one object in both groups.
    "extensions/v1beta1, Deployment, Deployment.apps",
    "extensions/v1beta1, Ingress, Ingress.networking.k8s.io",
    // Nobody reads this form, and it is not passed over in silence.
    "extensions/v1beta1, NetworkPolicy, NetworkPolicy.extensions",
    "example.org/v1, Deployment, Deployment.example.org",
  })
  void isWhatAnObjectIsInAnyVersion(String apiVersion, String kind, String shown) {
    assertThat(new ManifestId(apiVersion, kind, "shop", "web").groupKind()).hasToString(shown);
  }

  @Test
  void aReferenceMeansWhatItSaysAndOtherwiseWhatItsApiSays() {
    GroupKind service = new GroupKind("", "Service");
    GroupKind deployment = new GroupKind("apps", "Deployment");
    assertThat(GroupKind.namedBy(Tree.of(Fields.of("name", "web")), service)).isEqualTo(service);
    assertThat(
            GroupKind.namedBy(
                Tree.of(
                    Fields.of("apiVersion", "argoproj.io/v1alpha1")
                        .with("kind", "Rollout")
                        .with("name", "web")),
                deployment))
        .isEqualTo(new GroupKind("argoproj.io", "Rollout"));
    assertThat(
            GroupKind.namedBy(
                Tree.of(Fields.of("apiVersion", "v1").with("kind", "ReplicationController")),
                deployment))
        .isEqualTo(new GroupKind("", "ReplicationController"));
    assertThat(
            GroupKind.namedBy(
                Tree.of(Fields.of("group", "").with("kind", "Service").with("name", "web")),
                new GroupKind("gateway.networking.k8s.io", "Gateway")))
        .as("an empty group is the core group")
        .isEqualTo(service);
    assertThat(
            GroupKind.namedBy(
                Tree.of(
                    Fields.of("apiGroup", "rbac.authorization.k8s.io").with("kind", "ClusterRole")),
                service))
        .isEqualTo(new GroupKind("rbac.authorization.k8s.io", "ClusterRole"));
  }
}
