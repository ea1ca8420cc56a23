package com.xtrading.platform.policy.rules.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.declaration.Dependency;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.LabelKeys;
import com.xtrading.platform.declaration.Namespace;
import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.model.Cidr;
import com.xtrading.platform.model.Port;
import com.xtrading.platform.policy.Examples;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Rule;
import com.xtrading.platform.policy.Topologies;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class StoresAreKeptFromTheEdgeTest {

  private static final JudgedEnvironment PRODUCTION = TestPlatform.reference("production");
  private static final String DATA = "pytrading-prod-data";
  private static final String EDGE = "pytrading-prod-edge";
  private static final Peer.Pods POSTGRES =
      PRODUCTION.topology().groups().stream()
          .map(PodGroup::pods)
          .filter(pods -> pods.namespace().equals(DATA) && pods.name().equals("postgres"))
          .findFirst()
          .orElseThrow();

  private static List<String> problems(Rule rule, List<Manifest> manifests, Topology topology) {
    return rule.check(Examples.rendered(topology, manifests)).stream()
        .map(Finding::problem)
        .toList();
  }

  private static List<String> problems(List<Manifest> manifests, Topology topology) {
    return problems(new StoresAreKeptFromTheEdge(), manifests, topology);
  }

  @ParameterizedTest
  @MethodSource("com.xtrading.platform.TestPlatform#each")
  void noStoreIsReached(JudgedEnvironment rendered) {
    assertThat(problems(rendered.manifests(), rendered.topology())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("com.xtrading.platform.TestPlatform#each")
  void storesAreWhatRunsInTheirZone(JudgedEnvironment rendered) {
    String namespace =
        rendered.topology().namespaces().stream()
            .filter(one -> one.zone().equals(Optional.of(Zone.DATA)))
            .map(Namespace::name)
            .findFirst()
            .orElseThrow();
    assertThat(
            Select.all(rendered, "Namespace")
                .filter(one -> one.at("metadata", "labels", Zone.LABEL).text("").equals("data"))
                .map(Manifest::name))
        .containsExactly(namespace);
    assertThat(
            rendered.topology().groups().stream()
                .map(PodGroup::pods)
                .filter(pods -> pods.namespace().equals(namespace))
                .map(Peer.Pods::name))
        .contains("postgres", "redis", "redis-rate-limits", "influxdb", "rabbitmq");
  }

  /** The proof of isolation has nothing against it: the connection is declared, and open. */
  @ParameterizedTest
  @CsvSource({
    "frontend, pytrading-prod, pytrading-prod/frontend[Deployment]",
    "kong, pytrading-prod-edge, pytrading-prod-edge/kong[Deployment]",
    "sign-on-prometheus, pytrading-prod-edge, pytrading-prod-edge/sign-on-prometheus[Deployment]",
  })
  void whoeverIsInFrontMayNotDeclareAStore(String name, String namespace, String party) {
    Dependency declared =
        new Dependency(Peer.Pods.named(name, namespace), store(Port.tcp("postgres", 5432)));
    List<Manifest> manifests = opened(declared, name, namespace);
    Topology topology = with(declared);
    assertThat(problems(new OnlyDeclaredConnections(), manifests, topology)).isEmpty();
    assertThat(problems(manifests, topology))
        .contains(party + " reaches the store pytrading-prod-data/postgres-1[Pod] at TCP 5432");
  }

  @Test
  void servicesMay() {
    Dependency declared =
        new Dependency(
            Peer.Pods.named("user-service", "pytrading-prod"), store(Port.tcp("postgres", 5432)));
    List<Manifest> manifests = opened(declared, "user-service", "pytrading-prod");
    assertThat(problems(manifests, with(declared))).isEmpty();
  }

  /** What is open to the edge is not open to what runs elsewhere. */
  @Test
  void theWebApplicationMayUseNothingOfAStore() {
    Endpoint opened = store(Port.tcp("postgres", 5432)).openToTheEdge("a test wants it");
    Dependency web = new Dependency(Peer.Pods.named("frontend", "pytrading-prod"), opened);
    assertThat(problems(opened(web, "frontend", "pytrading-prod"), with(web))).isNotEmpty();
    Dependency gateway = new Dependency(Peer.Pods.named("kong", EDGE), opened);
    assertThat(problems(opened(gateway, "kong", EDGE), with(gateway))).isEmpty();
  }

  @Test
  void nothingOutsideOfTheClusterReachesAStore() {
    Dependency declared =
        new Dependency(
            new Peer.Addresses("office", List.of(new Cidr("203.0.113.0/24"))),
            store(Port.tcp("postgres", 5432)));
    List<Manifest> manifests = new ArrayList<>(PRODUCTION.manifests());
    open(
        manifests,
        policy("postgres", DATA),
        "ingress",
        Map.of(
            "from", List.of(Map.of("ipBlock", Map.of("cidr", "203.0.113.0/24"))),
            "ports", List.of(Map.of("port", 5432, "protocol", "TCP"))));
    assertThat(problems(manifests, with(declared)))
        .contains(
            "203.0.113.0/24 reaches the store pytrading-prod-data/postgres-1[Pod] at TCP 5432");
  }

  /** By the reasons that stores themselves give, and by nothing else. */
  @Test
  void twoStoresAreOpenToTheEdgeForOneThingEach() {
    List<Dependency> without =
        PRODUCTION.topology().dependencies().stream()
            .map(
                edge ->
                    new Dependency(
                        edge.from(),
                        Endpoint.of(
                            edge.to().peer(),
                            edge.to().host(),
                            edge.to().port(),
                            edge.to().purpose()),
                        edge.awaited()))
            .toList();
    assertThat(
            problems(
                PRODUCTION.manifests(),
                Topologies.withDependencies(PRODUCTION.topology(), without)))
        .containsExactlyInAnyOrder(
            "pytrading-prod-edge/kong[Deployment] reaches the store"
                + " pytrading-prod-data/redis-rate-limits[StatefulSet] at TCP 6379",
            "pytrading-prod-edge/sign-on-rabbitmq[Deployment] reaches the store"
                + " pytrading-prod-data/rabbitmq-server[StatefulSet] at TCP 15671");
  }

  private static Endpoint store(Port port) {
    return Endpoint.of(POSTGRES, "postgres-rw." + DATA + ".svc.cluster.local", port, "rows");
  }

  private static Topology with(Dependency declared) {
    List<Dependency> all = new ArrayList<>(PRODUCTION.topology().dependencies());
    all.add(declared);
    return Topologies.withDependencies(PRODUCTION.topology(), all);
  }

  /** Production with the policies of both sides open for a connection to PostgreSQL. */
  private static List<Manifest> opened(Dependency declared, String name, String namespace) {
    List<Map<String, Object>> ports =
        List.of(Map.of("port", declared.to().port().number(), "protocol", "TCP"));
    List<Manifest> manifests = new ArrayList<>(PRODUCTION.manifests());
    open(
        manifests,
        policy("postgres", DATA),
        "ingress",
        Map.of("from", List.of(peer(namespace, LabelKeys.NAME, name)), "ports", ports));
    open(
        manifests,
        policy(name, namespace),
        "egress",
        Map.of(
            "to", List.of(peer(DATA, POSTGRES.labelKey(), POSTGRES.labelValue())), "ports", ports));
    return manifests;
  }

  private static Map<String, Object> peer(String namespace, String key, String value) {
    return Map.of(
        "namespaceSelector",
        Map.of("matchLabels", Map.of("kubernetes.io/metadata.name", namespace)),
        "podSelector",
        Map.of("matchLabels", Map.of(key, value)));
  }

  private static Manifest policy(String name, String namespace) {
    return Select.one(PRODUCTION, "NetworkPolicy", namespace, name);
  }

  @SuppressWarnings("unchecked") // rendered trees are maps with text keys, and lists
  private static void open(
      List<Manifest> manifests, Manifest policy, String side, Map<String, Object> rule) {
    Map<String, Object> tree = Damage.copy(policy.tree());
    Map<String, Object> spec = (Map<String, Object>) tree.get("spec");
    ((List<Object>) spec.computeIfAbsent(side, unused -> new ArrayList<>())).add(rule);
    manifests.remove(policy);
    manifests.add(new Manifest(policy.path(), policy.component(), tree));
  }
}
