package com.xtrading.platform.policy.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.policy.Examples;
import com.xtrading.platform.policy.PolicySuite;
import com.xtrading.platform.policy.Verdict;
import com.xtrading.platform.policy.rules.workload.EverythingFits;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class LargeEnvironmentTest {

  private static final String OBJECTS =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, namespace: shop}
      spec:
        template:
          metadata: {labels: {app.kubernetes.io/part-of: shop, app: web}}
          spec:
            containers:
              - name: web
                image: ghcr.io/shop/web:1.4.2
                ports: [{name: http, containerPort: 8000}]
                env: [{name: LEVEL, value: info}, {name: DSN, value: "postgresql://web@postgres/web"}]
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: web, namespace: shop}
      spec:
        selector: {app.kubernetes.io/part-of: shop, app: web}
        ports: [{port: 80, targetPort: http}]
      ---
      apiVersion: policy/v1
      kind: PodDisruptionBudget
      metadata: {name: web, namespace: shop}
      spec:
        maxUnavailable: 1
        selector: {matchLabels: {app.kubernetes.io/part-of: shop, app: web}}
      """;

  @Test
  void judgesTwelveThousandObjects() {
    List<Manifest> manifests = new ArrayList<>();
    List<Manifest> few = Examples.rendered(OBJECTS).manifests();
    for (int i = 0; i < 4_000; i++) {
      for (Manifest one : few) {
        Map<String, Object> tree = renamed(one.tree(), "web" + i);
        manifests.add(new Manifest(one.path(), one.component(), tree));
      }
    }
    Map<String, Set<String>> others = Map.of("staging", Set.of("staging.example.com"));
    Verdict verdict =
        PolicySuite.of(
                Policies.all().stream()
                    // It has a benchmark of its own.
                    .filter(rule -> !(rule instanceof EverythingFits))
                    .toList())
            .judge(
                Examples.among(others, Examples.rendered(manifests)),
                List.of(),
                LocalDate.of(2026, 11, 23));
    // A scan of all pods for each Service would take minutes here, and the build would stop.
    assertThat(verdict.environment()).isEqualTo("production");
    assertThat(manifests).hasSize(4_000 * few.size());
  }

  private static Map<String, Object> renamed(Map<String, Object> tree, String name) {
    Map<String, Object> copy = new LinkedHashMap<>();
    tree.forEach((key, value) -> copy.put(key, renamed(value, name)));
    return copy;
  }

  @SuppressWarnings("unchecked")
  private static Object renamed(Object node, String name) {
    if (node instanceof Map<?, ?> map) {
      return renamed((Map<String, Object>) map, name);
    }
    if (node instanceof List<?> list) {
      return list.stream().map(element -> renamed(element, name)).toList();
    }
    return "web".equals(node) ? name : node;
  }
}
