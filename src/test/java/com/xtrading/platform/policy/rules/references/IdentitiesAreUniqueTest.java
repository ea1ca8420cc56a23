package com.xtrading.platform.policy.rules.references;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Examples;
import com.xtrading.platform.policy.Finding;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IdentitiesAreUniqueTest {

  private static final Map<String, Set<String>> IDENTITIES =
      Map.of(
          "production",
          Set.of("api.xtrading.com", "xtrading.com", "pytrading-prod", "prod-backups"),
          "development",
          Set.of("api.dev.xtrading.com", "pytrading", "dev-backups"),
          "staging",
          Set.of("api.staging.xtrading.com", "pytrading-staging"));

  private final IdentitiesAreUnique rule = new IdentitiesAreUnique();

  private static Evidence examples(String... texts) {
    return Examples.among(IDENTITIES, Examples.rendered(texts));
  }

  private List<Finding> inFileOf(String environment, String text) {
    Evidence file = Examples.file("config/any.conf", text + "\n");
    return rule.check(Examples.in(environment, Examples.among(IDENTITIES, file)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.xtrading.com/v1", "server_name *.xtrading.com;", "api.xtrading.com",
        "s3://prod-backups/postgres", "arn:aws:s3:::prod-backups/*", "postgres.pytrading-prod.svc",
        "redis://redis.pytrading.svc.cluster.local:6379", "\"API.xtrading.com\"",
      })
  void aNameOfAnotherEnvironmentIsFound(String text) {
    assertThat(inFileOf("staging", text)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.staging.xtrading.com", "staging.xtrading.com", "my-api.xtrading.com.example",
        "label_xtrading_com", "xtrading.com/environment: staging", "oncall@xtrading.com",
        "pytrading/backend", "database pytrading", "s3://staging-prod-backups/x",
        "postgres.pytrading-staging.svc",
      })
  void aNameThatOnlyContainsAForeignOneIsNot(String text) {
    assertThat(inFileOf("staging", text)).isEmpty();
  }

  @Test
  void anEnvironmentMaySpeakOfItself() {
    assertThat(inFileOf("production", "https://api.xtrading.com s3://prod-backups")).isEmpty();
  }

  @Test
  void aForeignNamespaceOrDestinationIsFound() {
    String text =
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {name: web, namespace: argocd}
        spec: {destination: {namespace: pytrading}}
        ---
        apiVersion: v1
        kind: Namespace
        metadata: {name: pytrading-staging}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: web, namespace: pytrading}
        data: {bucketName: dev-backups, database: pytrading}
        """;
    assertThat(Examples.places(rule, examples(text)))
        .containsExactly(
            "Application argocd/web: spec.destination.namespace",
            "Namespace pytrading-staging: metadata.name",
            "ConfigMap pytrading/web: metadata.namespace",
            "ConfigMap pytrading/web: data.bucketName");
  }

  @Test
  void twoVersionsOfAKindAreOneObjectAndTwoGroupsAreTwo() {
    String text =
        """
        apiVersion: %s
        kind: Gateway
        metadata: {name: edge, namespace: shop}
        """;
    assertThat(
            rule.check(
                examples(
                    text.formatted("gateway.networking.k8s.io/v1"),
                    text.formatted("gateway.networking.k8s.io/v1beta1"))))
        .hasSize(1);
    assertThat(
            rule.check(
                examples(
                    text.formatted("gateway.networking.k8s.io/v1"),
                    text.formatted("networking.istio.io/v1"))))
        .isEmpty();
  }
}
