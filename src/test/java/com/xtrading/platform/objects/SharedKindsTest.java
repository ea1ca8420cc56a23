package com.xtrading.platform.objects;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.policy.Examples;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kinds of two groups that have a name in common are two kinds. */
class SharedKindsTest {

  private static ClusterObjects objects(String text) {
    return new ClusterObjects(Examples.rendered(text).manifests(), List.of());
  }

  @Test
  void aServiceOfKnativeIsNoService() {
    ClusterObjects objects =
        objects(
            """
            apiVersion: serving.knative.dev/v1
            kind: Service
            metadata: {name: web, namespace: shop, labels: {app: web}}
            spec: {ports: [{port: 80}]}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: api, namespace: shop, labels: {app: web}}
            spec: {ports: [{port: 80}]}
            """);
    ObjectIndex index = new ObjectIndex(objects);
    assertThat(index.has(Kinds.SERVICE, "shop", "web")).isFalse();
    assertThat(index.service("shop", "web", "80").missing())
        .isEqualTo(ObjectReference.Missing.OBJECT);
    assertThat(index.ofKind(Kinds.SERVICE)).extracting(Manifest::name).containsExactly("api");
    assertThat(index.services(LabelSelector.ofLabels(objects.manifests().get(0).at("none"))))
        .extracting(Manifest::name)
        .containsExactly("api");
    assertThat(objects.ofKind(Kinds.SERVICE)).extracting(Manifest::name).containsExactly("api");
  }

  @Test
  void aSecretOfAnotherGroupIsNoSecretOfAPod() {
    ClusterObjects objects =
        objects(
            """
            apiVersion: example.org/v1
            kind: Secret
            metadata: {name: db, namespace: shop}
            data: {password: x}
            ---
            apiVersion: networking.internal.knative.dev/v1alpha1
            kind: Certificate
            metadata: {name: web, namespace: shop}
            spec: {secretName: web}
            """);
    KnownSecrets secrets = new KnownSecrets(objects);
    assertThat(secrets.has("shop", "db")).isFalse();
    assertThat(secrets.has("shop", "web")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "ca: {secretName: own}, Issuer, shop, true",
    "acme: {server: a}, Issuer, shop, false",
    // One of that name elsewhere is another one.
    "acme: {server: a}, Issuer, other, true",
    "acme: {server: a}, ClusterIssuer, '', true",
  })
  void aCertificateBringsItsAuthorityUnlessThatIsAskedByAcme(
      String issuer, String kind, String namespace, boolean brings) {
    KnownSecrets secrets =
        new KnownSecrets(
            objects(
                """
                apiVersion: cert-manager.io/v1
                kind: %s
                metadata: {name: public, namespace: "%s"}
                spec: {%s}
                ---
                apiVersion: cert-manager.io/v1
                kind: Certificate
                metadata: {name: web, namespace: shop}
                spec:
                  secretName: web-tls
                  issuerRef: {name: public}
                  keystores: {pkcs12: {create: true}, jks: {create: false}}
                """
                    .formatted(kind, namespace, issuer)));
    assertThat(secrets.hasKey("shop", "web-tls", "tls.crt")).isTrue();
    assertThat(secrets.hasKey("shop", "web-tls", "keystore.p12")).isTrue();
    assertThat(secrets.hasKey("shop", "web-tls", "keystore.jks")).isFalse();
    assertThat(secrets.hasKey("shop", "web-tls", "ca.crt")).isEqualTo(brings);
    assertThat(secrets.hasKey("shop", "web-tls", "truststore.p12")).isEqualTo(brings);
  }

  @Test
  void anExternalSecretThatAddsToASecretOfOthersLeavesItsKeysUnknown() {
    KnownSecrets secrets =
        new KnownSecrets(
            objects(
                """
                apiVersion: external-secrets.io/v1
                kind: ExternalSecret
                metadata: {name: more, namespace: shop}
                spec: {target: {name: theirs, creationPolicy: Merge}, data: [{secretKey: a}]}
                ---
                apiVersion: external-secrets.io/v1
                kind: ExternalSecret
                metadata: {name: into-ours, namespace: shop}
                spec: {target: {name: ours, creationPolicy: Merge}, data: [{secretKey: a}]}
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: ours, namespace: shop}
                data: {b: ""}
                """));
    assertThat(secrets.hasKey("shop", "theirs", "b")).isTrue();
    assertThat(secrets.hasKey("shop", "ours", "a")).isTrue();
    assertThat(secrets.hasKey("shop", "ours", "b")).isTrue();
    assertThat(secrets.hasKey("shop", "ours", "c")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "apps/v1, Deployment, apps/v1, true",
    // What it means where it says nothing.
    "'', Deployment, apps/v1, true",
    // One object in both groups.
    "extensions/v1beta1, Deployment, apps/v1, true",
    "apps/v1, Deployment, extensions/v1beta1, true",
    "example.org/v1, Deployment, apps/v1, false",
    "apps/v1, Deployment, example.org/v1, false",
    "apps.kruise.io/v1beta1, StatefulSet, apps/v1, false",
  })
  void anAutoscalerScalesWhatItsReferenceNames(
      String named, String kind, String there, boolean scales) {
    Autoscalers autoscalers =
        new Autoscalers(
            objects(
                """
                apiVersion: autoscaling/v2
                kind: HorizontalPodAutoscaler
                metadata: {name: web, namespace: shop}
                spec: {scaleTargetRef: {%s kind: %s, name: web}}
                """
                    .formatted(named.isEmpty() ? "" : "apiVersion: " + named + ",", kind)));
    Manifest workload =
        Examples.rendered(
                """
                apiVersion: %s
                kind: %s
                metadata: {name: web, namespace: shop}
                """
                    .formatted(there, kind))
            .manifests()
            .get(0);
    assertThat(autoscalers.of(workload).isPresent()).isEqualTo(scales);
  }

  @ParameterizedTest
  @CsvSource({
    "apps/v1, Deployment, true",
    "extensions/v1beta1, Deployment, true",
    "extensions/v1beta1, DaemonSet, true",
    "batch/v1beta1, CronJob, true",
    "keda.sh/v1alpha1, ScaledJob, true",
    "apps.kruise.io/v1beta1, StatefulSet, false",
    "kueue.x-k8s.io/v1beta1, Job, false",
    // No group of Kubernetes has it, so no API server makes pods of it.
    "v1, Deployment, false",
    "batch/v1, Deployment, false",
  })
  void podsAreMadeByKindsOfTheirGroupAlone(String apiVersion, String kind, boolean makes) {
    Manifest object =
        Examples.rendered(
                "apiVersion: %s\nkind: %s\nmetadata: {name: web, namespace: shop}\n"
                    .formatted(apiVersion, kind))
            .manifests()
            .get(0);
    assertThat(PodTemplate.of(object).isPresent()).isEqualTo(makes);
  }
}
