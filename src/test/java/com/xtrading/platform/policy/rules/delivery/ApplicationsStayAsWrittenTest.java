package com.xtrading.platform.policy.rules.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.policy.Examples;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationsStayAsWrittenTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "source: {helm: {}} | spec.source.helm",
        "sources: [{path: a}, {kustomize: {images: []}}] | spec.sources[1].kustomize.images",
        "syncPolicy: {automated: {enabled: true, prune: false}} | spec.syncPolicy.automated.prune",
        "syncPolicy: {retry: {limit: 0}} | spec.syncPolicy.retry.limit",
        "destination: {server: \"\"} | spec.destination.server",
      })
  void whatSaysNothingIsFound(String spec, String path) {
    assertThat(places(spec)).containsExactly("Application argocd/shop: " + path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "syncPolicy: {automated: {enabled: false}}",
        "revisionHistoryLimit: 0",
        "source: {helm: {valuesObject: {replicas: 0, hooks: [], tls: {enabled: false}}}}",
      })
  void whatArgoCdKeepsIsNot(String spec) {
    assertThat(places(spec)).isEmpty();
  }

  private static List<String> places(String spec) {
    return Examples.places(
        new ApplicationsStayAsWritten(),
        Examples.rendered(
            """
            apiVersion: argoproj.io/v1alpha1
            kind: Application
            metadata: {name: shop, namespace: argocd}
            spec: {%s}
            """
                .formatted(spec)));
  }
}
