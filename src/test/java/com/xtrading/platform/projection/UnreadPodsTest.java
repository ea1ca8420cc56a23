package com.xtrading.platform.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.policy.Examples;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnreadPodsTest {

  private static Manifest object(String apiVersion, String kind, String spec) {
    return Examples.rendered(
            """
            apiVersion: %s
            kind: %s
            metadata: {name: one, namespace: shop}
            spec: %s
            """
                .formatted(apiVersion, kind, spec))
        .manifests()
        .get(0);
  }

  private static boolean isUnread(Manifest object, Manifest... read) {
    return UnreadPods.problem(object, List.of(read)).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // By a list, since it need not show.
        "monitoring.coreos.com/v1 | ThanosRuler | {}",
        "monitoring.coreos.com/v1alpha1 | PrometheusAgent | {}",
        "elasticsearch.k8s.elastic.co/v1 | Elasticsearch | {nodeSets: [{count: 3}]}",
        "redis.redis.opstreelabs.in/v1beta2 | Redis | {}",
        "redis.redis.opstreelabs.in/v1beta2 | RedisReplication | {}",
        "redis.redis.opstreelabs.in/v1beta2 | RedisSentinel | {}",
        "helm.toolkit.fluxcd.io/v2 | HelmRelease | {chart: {spec: {chart: shop}}}",
        "argoproj.io/v1alpha1 | Rollout | {}",
        // By what it says.
        "example.org/v1 | Anything | {template: {spec: {containers: [{name: a, image: b}]}}}",
        "example.org/v1 | Anything | {parts: [{podTemplate: {metadata: {labels: {a: b}}}}]}",
      })
  void whatRunsPodsAndIsNotReadIsNamed(String apiVersion, String kind, String spec) {
    Manifest object = object(apiVersion, kind, spec);
    assertThat(UnreadPods.problem(object, List.of()))
        .contains(
            "%s: %s shop/one is not evaluated; the pods that it runs are missing here"
                .formatted(object.path(), kind));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "apps/v1 | Deployment | {template: {spec: {containers: [{name: a, image: b}]}}}",
        "keda.sh/v1alpha1 | ScaledJob | {jobTargetRef: {template: {spec: {containers: [{image: b}]}}}}",
        "monitoring.coreos.com/v1 | Prometheus | {containers: [{name: a, image: b}]}",
        "kyverno.io/v1 | ClusterPolicy | {rules: [{validate: {pattern: {spec: {containers: [{image: b}]}}}}]}",
        "autoscaling.k8s.io/v1 | VerticalPodAutoscaler | {resourcePolicy: {containerPolicies: [{mode: Off}]}}",
        "example.org/v1 | Anything | {containers: [a, b], podTemplate: {}}",
        "example.org/v1 | Alertmanager | {}",
      })
  void whatIsReadOrRunsNoneIsNot(String apiVersion, String kind, String spec) {
    assertThat(isUnread(object(apiVersion, kind, spec))).isFalse();
  }

  @Test
  void anApplicationIsReadWhereItsFolderIs() {
    Manifest beside = object("v1", "Anything", "{}");
    String folder = beside.path().substring(0, beside.path().lastIndexOf('/'));
    String api = "argoproj.io/v1alpha1";
    Manifest read = object(api, "Application", "{source: {path: %s}}".formatted(folder));
    assertThat(isUnread(read, beside)).isFalse();
    assertThat(isUnread(read)).isTrue();
    assertThat(isUnread(object(api, "Application", "{source: {path: other}}"), beside)).isTrue();
    assertThat(
            UnreadPods.problem(
                object(
                    api,
                    "Application",
                    "{sources: [{chart: shop, targetRevision: 1.2.3}, {path: %s}, {ref: values}]}"
                        .formatted(folder)),
                List.of(beside)))
        .hasValueSatisfying(
            problem ->
                assertThat(problem)
                    .endsWith("is not evaluated; what it brings is missing here: shop"));
  }
}
