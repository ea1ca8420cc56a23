package com.xtrading.platform.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.Made;
import com.xtrading.platform.objects.PodTemplate;
import com.xtrading.platform.policy.Examples;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What operators will make, held against what their sources say. */
class ProjectionTest {

  private static final List<Made> PRODUCTION = of("production");
  private static final List<Made> STAGING = of("staging");

  private static List<Made> made(List<Manifest> rendered) {
    return Projection.of(rendered).made();
  }

  private static List<Made> of(String environment) {
    return made(TestPlatform.sample(environment).manifests());
  }

  @ParameterizedTest
  @CsvSource({
    "production, Pod, postgres, 3",
    "production, Deployment, postgres-pooler-rw, 2",
    "production, StatefulSet, redis-leader, 3",
    "production, StatefulSet, redis-follower, 3",
    "production, StatefulSet, rabbitmq-server, 3",
    "production, StatefulSet, prometheus-prometheus, 2",
    "production, Deployment, edge-nginx, 2",
    "development, Deployment, edge-nginx, 1",
    "staging, Pod, postgres, 2",
    "staging, StatefulSet, redis-leader, 3",
    "staging, StatefulSet, redis-follower, 0",
    "development, Pod, postgres, 1",
    "development, Deployment, postgres-pooler-rw, 0",
    "development, StatefulSet, redis-leader, 0",
    "development, StatefulSet, rabbitmq-server, 1",
  })
  void makesAsManyPodsAsTheResourceAsksFor(
      String environment, String kind, String name, long pods) {
    long made =
        objects(of(environment), kind)
            .filter(
                object ->
                    object.name().equals(name)
                        || kind.equals("Pod") && object.name().startsWith(name + "-"))
            .mapToLong(object -> object.at("spec", "replicas").number(1))
            .sum();
    assertThat(made).isEqualTo(pods);
  }

  @Test
  void aPoolerCarriesTheLabelOfItsClusterToo() {
    // Why policies of the instances use a label of ours.
    assertThat(pod(PRODUCTION, "postgres-pooler-rw").labels())
        .containsEntry("cnpg.io/cluster", "postgres")
        .containsEntry("xtrading.com/workload", "postgres-pooler-rw");
    assertThat(pod(PRODUCTION, "postgres-1").labels())
        .containsEntry("cnpg.io/cluster", "postgres")
        .containsEntry("xtrading.com/workload", "postgres");
  }

  @Test
  void aGatewayWithoutSettingsGetsOnePodOfUnknownSizeWithATokenForTheApiServer() {
    Manifest gateway =
        Examples.rendered(
                """
                apiVersion: gateway.networking.k8s.io/v1
                kind: Gateway
                metadata: {name: edge, namespace: shop}
                spec:
                  gatewayClassName: nginx
                  listeners: [{name: http, port: 80, protocol: HTTP}]
                """)
            .manifests()
            .get(0);
    Manifest nginx = objects(made(List.of(gateway)), "Deployment").findFirst().orElseThrow();
    assertThat(nginx.name()).isEqualTo("edge-nginx");
    assertThat(nginx.at("spec", "replicas").number(0)).isEqualTo(1);
    assertThat(nginx.at("spec", "template", "spec", "automountServiceAccountToken").isTrue())
        .isTrue();
    assertThat(
            objects(made(List.of(gateway)), "Service")
                .flatMap(service -> service.at("spec", "ports").elements())
                .map(port -> port.at("name").text("")))
        .containsExactly("port-80");
  }

  @Test
  void aListenerOfUdpIsAPortOfUdpAndNamesSayWhichWhereANumberHasBoth() {
    List<Manifest> gateway =
        Examples.rendered(
                """
                apiVersion: gateway.networking.k8s.io/v1
                kind: Gateway
                metadata: {name: edge, namespace: shop}
                spec:
                  gatewayClassName: nginx
                  listeners:
                    - {name: web, port: 443, protocol: HTTPS}
                    - {name: also-web, port: 443, protocol: TLS}
                    - {name: names, port: 53, protocol: UDP}
                    - {name: names-of-tcp, port: 53, protocol: TCP}
                    - {name: quic, port: 8443, protocol: UDP}
                """)
            .manifests();
    List<String> wanted =
        List.of(
            "port-53-tcp 53 TCP", "port-53-udp 53 UDP", "port-443 443 TCP", "port-8443 8443 UDP");
    Manifest service = objects(made(gateway), "Service").findFirst().orElseThrow();
    assertThat(ports(service.at("spec", "ports"), "port")).isEqualTo(wanted);
    assertThat(
            ports(
                pod(made(gateway), "edge-nginx")
                    .containers(PodTemplate.Role.MAIN)
                    .get(0)
                    .tree()
                    .at("ports"),
                "containerPort"))
        .containsAll(wanted)
        .hasSize(wanted.size() + 1);
  }

  private static List<String> ports(Tree ports, String number) {
    return ports
        .elements()
        .map(
            port ->
                "%s %s %s"
                    .formatted(
                        port.at("name").text(""),
                        port.at(number).text(""),
                        port.at("protocol").text("")))
        .toList();
  }

  @Test
  void leadersAndFollowersOfRedisShareTheLabelsOfTheirResource() {
    for (String name : List.of("redis-leader", "redis-follower")) {
      assertThat(pod(PRODUCTION, name).labels())
          .containsEntry("app.kubernetes.io/name", "redis")
          .containsEntry("app", name)
          .containsEntry("cluster", "redis");
    }
  }

  @Test
  void labelsOfARabbitmqClusterDoNotReachItsPods() {
    assertThat(pod(PRODUCTION, "rabbitmq-server").labels())
        .containsOnlyKeys(
            "app.kubernetes.io/component", "app.kubernetes.io/name", "app.kubernetes.io/part-of");
  }

  @ParameterizedTest
  @CsvSource({
    "'', 'amqp 5672, management 15672, prometheus 15692'",
    "'secretName: a', 'amqp 5672, amqps 5671, management 15672, management-tls 15671,"
        + " prometheus-tls 15691'",
    "'secretName: a, disableNonTLSListeners: true', 'amqps 5671, management-tls 15671,"
        + " prometheus-tls 15691'",
  })
  void theClientPortsOfRabbitmqFollowFromTls(String tls, String ports) {
    Manifest cluster =
        Examples.rendered(
                """
                apiVersion: rabbitmq.com/v1beta1
                kind: RabbitmqCluster
                metadata: {name: rabbitmq, namespace: shop}
                spec: {tls: {%s}}
                """
                    .formatted(tls))
            .manifests()
            .get(0);
    Manifest service =
        objects(made(List.of(cluster)), "Service")
            .filter(found -> found.name().equals("rabbitmq"))
            .findFirst()
            .orElseThrow();
    assertThat(service.at("spec", "ports").elements().map(ProjectionTest::port).sorted())
        .containsExactly(ports.split(", "));
  }

  private static String port(Tree port) {
    return port.at("name").text("") + " " + port.at("port").text("");
  }

  @ParameterizedTest
  @CsvSource({
    "postgres-1, ceph-block, 100Gi",
    "postgres-1-wal, ceph-block, 20Gi",
    "node-conf-redis-leader-0, ceph-block, 1Gi",
    "node-conf-redis-follower-2, ceph-block, 1Gi",
    "persistence-rabbitmq-server-2, ceph-block, 20Gi",
    "prometheus-prometheus-db-prometheus-prometheus-1, ceph-block, 100Gi",
  })
  void namesTheClaims(String name, String storageClass, String size) {
    Manifest claim =
        objects(PRODUCTION, "PersistentVolumeClaim")
            .filter(found -> found.name().equals(name))
            .findFirst()
            .orElseThrow();
    assertThat(claim.at("spec", "storageClassName").text("")).isEqualTo(storageClass);
    assertThat(claim.at("spec", "resources", "requests", "storage").text("")).isEqualTo(size);
  }

  @Test
  void onlyCloudNativePgMakesBudgetsAndTheOneOfReplicasOnlyForTwoOrMore() {
    assertThat(objects(PRODUCTION, "PodDisruptionBudget").map(Manifest::name))
        .containsExactly("postgres-primary", "postgres");
    assertThat(objects(of("development"), "PodDisruptionBudget")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("com.xtrading.platform.TestPlatform#each")
  void everyPodOfAnOperatorHasSizesAndASecurityContext(JudgedEnvironment rendered) {
    List<PodTemplate> pods =
        made(rendered.manifests()).stream().flatMap(made -> PodTemplate.of(made).stream()).toList();
    assertThat(pods).hasSizeGreaterThan(2);
    for (PodTemplate pod : pods) {
      assertThat(pod.spec().at("securityContext", "runAsNonRoot").isTrue())
          .as(pod.owner().name())
          .isTrue();
      assertThat(pod.containers())
          .as(pod.owner().name())
          .isNotEmpty()
          .allMatch(container -> container.tree().at("resources", "limits", "memory").exists());
    }
  }

  @Test
  void podsOfAddOnsComeFromTheirDeclaration() {
    JudgedEnvironment rendered = TestPlatform.sample("production");
    List<Made> brought =
        Projection.of(rendered.manifests(), rendered.topology()).made().stream()
            .filter(made -> made.maker() == Made.Maker.ADD_ON)
            .toList();
    Manifest operator =
        brought.stream()
            .map(Made::object)
            .filter(object -> object.name().equals("cloudnative-pg"))
            .findFirst()
            .orElseThrow();
    Tree container =
        operator.at("spec", "template", "spec", "containers").elements().findFirst().orElseThrow();
    assertThat(container.at("ports").elements().map(port -> port.at("containerPort").number(0)))
        .containsExactlyInAnyOrder(8080L, 9443L);
    assertThat(container.at("resources", "requests", "memory").text("")).isEqualTo("100Mi");
  }

  @Test
  void aNumberWithoutEndDoesNotFillTheMemory() {
    Manifest cluster =
        new Manifest(
            "manifests/db/Cluster-db.yaml",
            "db",
            Map.of(
                "apiVersion",
                "postgresql.cnpg.io/v1",
                "kind",
                "Cluster",
                "metadata",
                Map.of("name", "db", "namespace", "shop"),
                "spec",
                Map.of("instances", 1_000_000_000_000L)));
    assertThat(objects(made(List.of(cluster)), "Pod")).hasSize(1_000);
  }

  @Test
  void whatNoOperatorKnowsMakesNothing() {
    assertThat(
            made(
                Examples.rendered(
                        """
                        apiVersion: example.org/v1
                        kind: Cluster
                        metadata: {name: other, namespace: shop}
                        spec: {instances: 3}
                        """)
                    .manifests()))
        .isEmpty();
  }

  @Test
  void servicesOfStoresAreThose() {
    assertThat(objects(STAGING, "Service").map(Manifest::name))
        .contains(
            "postgres-rw",
            "postgres-pooler-rw",
            "rabbitmq",
            "rabbitmq-nodes",
            "redis-leader",
            "redis-leader-headless",
            "redis-master")
        .doesNotContain("redis-follower");
  }

  private static Stream<Manifest> objects(List<Made> made, String kind) {
    return made.stream().map(Made::object).filter(object -> object.kind().equals(kind));
  }

  private static PodTemplate pod(List<Made> made, String name) {
    return made.stream()
        .filter(one -> one.object().name().equals(name))
        .flatMap(one -> PodTemplate.of(one).stream())
        .findFirst()
        .orElseThrow();
  }
}
