package com.xtrading.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.ManifestId;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds every built-in object against the typed model of fabric8, which knows the newest
 * Kubernetes.
 */
class StrictModelTest {

  private static final KubernetesSerialization KINDS = new KubernetesSerialization();
  private static final JsonMapper STRICT = strict();

  /** Groups of Kubernetes projects whose kinds come with an add-on. */
  private static final Set<String> ADDED = Set.of("autoscaling.k8s.io", "snapshot.storage.k8s.io");

  @ParameterizedTest
  @MethodSource("com.xtrading.platform.TestPlatform#eachCommitted")
  void everyBuiltInObjectHasOnlyFieldsOfItsKind(JudgedEnvironment rendered) {
    List<Manifest> builtIn =
        rendered.manifests().stream().filter(manifest -> isBuiltIn(manifest.id().group())).toList();
    assertThat(builtIn.stream().map(Manifest::kind))
        .contains(
            "Deployment", "DaemonSet", "NetworkPolicy", "Role", "PriorityClass", "ResourceQuota");
    for (Manifest manifest : builtIn) {
      assertThatCode(() -> parse(manifest.tree())).as(manifest.path()).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{containers: [{name: a, imagePullPolice: Always}]}",
        "{containers: [{name: a, lifecycle: {preStop: {slep: {seconds: 1}}}}]}",
        "{terminationGracePeriodSecond: 5}",
        "{terminationGracePeriodSeconds: soon}",
        "{containers: {name: a}}",
        "{containers: [{name: a, ports: [{containerPort: '80'}]}]}"
      })
  void anObjectWithAWrongFieldIsRefused(String podSpec) {
    assertThatThrownBy(() -> parse(deployment("{}", podSpec)))
        .hasMessageContaining("Deployment[\"spec\"]");
  }

  @Test
  void aLabelThatIsNoTextIsRefused() {
    assertThatThrownBy(() -> parse(deployment("{version: 1}", "{}")))
        .hasMessageContaining("version");
  }

  @Test
  void anObjectWithoutAWrongFieldIsAccepted() {
    assertThatCode(() -> parse(deployment("{version: '1'}", "{containers: [{name: a}]}")))
        .doesNotThrowAnyException();
  }

  private static boolean isBuiltIn(String group) {
    return !group.contains(".") || group.endsWith(".k8s.io") && !ADDED.contains(group);
  }

  private static void parse(Map<String, Object> tree) {
    ManifestId id = ManifestId.of(tree);
    Class<?> type = KINDS.getRegisteredKubernetesResource(id.apiVersion(), id.kind());
    assertThat(type).as("the type of " + id).isNotNull();
    STRICT.convertValue(tree, type);
  }

  private static Map<String, Object> deployment(String labels, String podSpec) {
    return Select.parse(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: example, labels: %s}
            spec: {template: {spec: %s}}
            """
                .formatted(labels, podSpec))
        .map();
  }

  private static JsonMapper strict() {
    JsonMapper mapper =
        JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .annotationIntrospector(
                new JacksonAnnotationIntrospector() {
                  private static final long serialVersionUID = 1L;

                  // The types keep unknown fields in a map of their own; without it they are
                  // refused.
                  @Override
                  public Boolean hasAnySetter(Annotated member) {
                    return false;
                  }
                })
            .build();
    for (CoercionInputShape shape :
        List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
      mapper.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail);
    }
    return mapper;
  }
}
