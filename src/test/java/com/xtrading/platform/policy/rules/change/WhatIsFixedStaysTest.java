package com.xtrading.platform.policy.rules.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.policy.Examples;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.projection.FixedField;
import com.xtrading.platform.projection.OperatedKinds;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class WhatIsFixedStaysTest {

  private static List<Finding> findings(String before, String after) {
    return new WhatIsFixedStays()
        .check(Examples.after(Examples.rendered(before).manifests(), Examples.rendered(after)));
  }

  private static String object(String apiVersion, String kind, String content) {
    // On a line of its own: a text that begins with a brace is taken for a native file.
    return "# one object\n{apiVersion: %s, kind: %s, metadata: {name: it, namespace: shop}, %s}"
        .formatted(apiVersion, kind, content);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "storage.k8s.io/v1 | StorageClass | 'parameters: {pool: a}' | 'parameters: {pool: b}'",
        "storage.k8s.io/v1 | StorageClass | 'reclaimPolicy: Retain' | 'reclaimPolicy: Delete'",
        "apps/v1 | Deployment | 'spec: {selector: {a: b}}' | 'spec: {selector: {a: c}}'",
        "apps/v1 | StatefulSet | 'spec: {serviceName: a}' | 'spec: {serviceName: b}'",
        "postgresql.cnpg.io/v1 | Cluster | 'spec: {walStorage: {size: 1Gi}}' | 'spec: {}'",
        "rabbitmq.com/v1beta1 | RabbitmqCluster | 'spec: {replicas: 3}' | 'spec: {replicas: 1}'",
        "rabbitmq.com/v1beta1 | Queue | 'spec: {type: quorum}' | 'spec: {type: classic}'",
        "v1 | ConfigMap | 'data: {INFLUXDB_RETENTION: 730d}' | 'data: {INFLUXDB_RETENTION: 73d}'",
      })
  void refusesWhatTheClusterWouldRefuse(
      String apiVersion, String kind, String before, String after) {
    assertThat(findings(object(apiVersion, kind, before), object(apiVersion, kind, after)))
        .singleElement()
        .satisfies(finding -> assertThat(finding.object()).contains(kind));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "storage.k8s.io/v1 | StorageClass | 'parameters: {}, mountOptions: []' | 'provisioner: null'",
        "storage.k8s.io/v1 | StorageClass | 'allowVolumeExpansion: false' | 'allowVolumeExpansion: true'",
        "apps/v1 | Deployment | 'spec: {replicas: 3}' | 'spec: {replicas: 1}'",
        "postgresql.cnpg.io/v1 | Cluster | 'spec: {instances: 3}' | 'spec: {walStorage: {size: 1Gi}}'",
        "rabbitmq.com/v1beta1 | RabbitmqCluster | 'spec: {replicas: 1}' | 'spec: {replicas: 3}'",
        "v1 | ConfigMap | 'data: {INFLUXDB_RETENTION: 30d}' | 'data: {INFLUXDB_RETENTION: 90d}'",
        "v1 | ConfigMap | 'data: {LEVEL: info}' | 'data: {LEVEL: debug}'",
        // A kind of the same name in another group.
        "kyverno.io/v1 | Queue | 'spec: {type: quorum}' | 'spec: {type: classic}'",
      })
  void letsEverythingElseChange(String apiVersion, String kind, String before, String after) {
    assertThat(findings(object(apiVersion, kind, before), object(apiVersion, kind, after)))
        .isEmpty();
  }

  static Stream<Arguments> fixedByOperators() {
    return OperatedKinds.all().stream()
        .flatMap(kind -> kind.fixed().stream().map(fixed -> Arguments.of(kind.kind(), fixed)));
  }

  @ParameterizedTest
  @MethodSource("fixedByOperators")
  void whatAnOperatorKeepsFixedStays(GroupKind kind, FixedField fixed) {
    Optional<Object> after =
        switch (fixed.bond()) {
          case SAME -> Optional.of(2);
          case PRESENT -> Optional.empty();
          case NOT_LESS -> Optional.of(1);
        };
    assertThat(
            new WhatIsFixedStays()
                .check(
                    Examples.after(
                        List.of(with(kind, fixed, Optional.of(3))),
                        Examples.rendered(List.of(with(kind, fixed, after))))))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.path()).isEqualTo(fixed.path());
              assertThat(finding.problem()).endsWith(": " + fixed.reason());
            });
  }

  /** An object that has a value in one field, or does not have that field. */
  private static Manifest with(GroupKind kind, FixedField field, Optional<Object> value) {
    Map<String, Object> tree = new HashMap<>();
    tree.put("apiVersion", kind.group() + "/v1");
    tree.put("kind", kind.kind());
    tree.put("metadata", Map.of("name", "it", "namespace", "shop"));
    Map<String, Object> place = tree;
    Iterator<String> keys = field.keys().iterator();
    String key = keys.next();
    while (keys.hasNext()) {
      Map<String, Object> inner = new HashMap<>();
      place.put(key, inner);
      place = inner;
      key = keys.next();
    }
    if (value.isPresent()) {
      place.put(key, value.get());
    }
    return new Manifest("it.yaml", "it", tree);
  }

  @Test
  void saysWhatItWasAndWhoObjects() {
    assertThat(
            findings(
                WhatIsFixedStays.storageClass("Retain", "true"),
                WhatIsFixedStays.storageClass("Delete", "true")))
        .extracting(Finding::toString)
        .containsExactly(
            "WhatIsFixedStays: StorageClass fast: reclaimPolicy: is Delete and was Retain: Kubernetes"
                + " refuses to change it; write Retain again");
  }
}
