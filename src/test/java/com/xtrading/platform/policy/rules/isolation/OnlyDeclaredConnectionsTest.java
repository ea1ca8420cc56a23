package com.xtrading.platform.policy.rules.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.declaration.Dependency;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.model.Port;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Examples;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Topologies;
import com.xtrading.platform.policy.rules.workload.WorkloadsAreDeclared;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The proof notices whatever is taken from, or added to, what is rendered. */
final class OnlyDeclaredConnectionsTest {

  private static final JudgedEnvironment PRODUCTION = production();

  private static JudgedEnvironment production() {
    return TestPlatform.reference("production");
  }

  private static List<String> problems(JudgedEnvironment rendered, List<Manifest> manifests) {
    return problems(rendered.topology(), manifests);
  }

  /** By the proof and the rules on which it rests. */
  static List<String> problems(Topology topology, List<Manifest> manifests) {
    Evidence rendered = Examples.rendered(topology, manifests);
    return Stream.of(
            new NamespacesAreClosed(),
            new ProbesReachMeshedPods(),
            new OnlyDeclaredConnections(),
            new WorkloadsAreDeclared())
        .flatMap(rule -> rule.check(rendered).stream())
        .map(Finding::problem)
        .toList();
  }

  private static List<String> problems(List<Manifest> manifests) {
    return problems(PRODUCTION, manifests);
  }

  @ParameterizedTest
  @MethodSource("com.xtrading.platform.TestPlatform#each")
  void whatIsRenderedIsWhatIsDeclared(JudgedEnvironment rendered) {
    assertThat(problems(rendered, rendered.manifests())).isEmpty();
  }

  @Test
  void soItIsWithTheServiceMesh() {
    assertThat(problems(TestPlatform.meshed(), TestPlatform.meshed().manifests())).isEmpty();
  }

  private static Stream<Manifest> policies() {
    return PRODUCTION.manifests().stream()
        .filter(manifest -> manifest.kind().equals("NetworkPolicy"));
  }

  private static List<Manifest> with(Manifest old, Manifest instead) {
    List<Manifest> manifests = new ArrayList<>(PRODUCTION.manifests());
    manifests.remove(old);
    if (instead != null) {
      manifests.add(instead);
    }
    return manifests;
  }

  private static Manifest policy(String namespace, String name) {
    return policies()
        .filter(one -> one.namespace().equals(namespace) && one.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void podsThatNothingGovernsAreFound() {
    List<Manifest> open =
        PRODUCTION.manifests().stream()
            .filter(
                manifest ->
                    !manifest.kind().equals("NetworkPolicy")
                        || !manifest.namespace().equals("pytrading-prod-edge"))
            .toList();
    assertThat(problems(open))
        .contains(
            "no network policy governs pytrading-prod-edge/kong[Deployment] in both directions",
            "pods of pytrading-prod-edge that no policy of their own selects reach everybody, and"
                + " everybody reaches them");
  }

  @SuppressWarnings("unchecked") // as above
  private static Manifest opened(Manifest policy, String side, Map<String, Object> rule) {
    Map<String, Object> tree = Damage.copy(policy.tree());
    ((List<Object>)
            ((Map<String, Object>) tree.get("spec"))
                .computeIfAbsent(side, unused -> new ArrayList<>()))
        .add(rule);
    return new Manifest(policy.path(), policy.component(), tree);
  }

  @Test
  void whateverIsOpenedIsFound() {
    Manifest postgres = policy("pytrading-prod-data", "postgres");
    Manifest frontend = policy("pytrading-prod", "frontend");
    List<Manifest> both = with(postgres, opened(postgres, "ingress", Map.of()));
    both.remove(frontend);
    both.add(opened(frontend, "egress", Map.of("ports", List.of(Map.of("port", 5432)))));
    assertThat(problems(both))
        .anyMatch(
            problem ->
                problem.startsWith(
                    "pytrading-prod/frontend[Deployment] reaches pytrading-prod-data/postgres-1[Pod]"
                        + " at TCP 5432 by a policy, which nobody declares"))
        .anyMatch(
            problem ->
                problem.startsWith(
                    "pytrading-prod/frontend[Deployment] reaches 0.0.0.0/0 at TCP 5432"));
  }

  @Test
  void aPortTooManyIsFound() {
    Manifest kong = policy("pytrading-prod-edge", "kong");
    Manifest service = policy("pytrading-prod", "user-service");
    Map<String, Object> ports = Map.of("ports", List.of(Map.of("port", 9000)));
    List<Manifest> both = with(kong, opened(kong, "egress", ports));
    both.remove(service);
    both.add(opened(service, "ingress", ports));
    assertThat(problems(both))
        .contains(
            "pytrading-prod-edge/kong[Deployment] reaches pytrading-prod/user-service[Deployment] at"
                + " TCP 9000 by a policy, which nobody declares");
  }

  /** What would be closed today, since nobody of that kind is there. */
  @Test
  void anOpeningToNobodyIsFound() {
    Manifest postgres = policy("pytrading-prod-data", "postgres");
    List<Object> ports = List.of(Map.of("port", 5432));
    for (Map<String, Object> peer :
        List.<Map<String, Object>>of(
            Map.of("namespaceSelector", Map.of()),
            Map.of("namespaceSelector", Map.of("matchLabels", Map.of("tenant", "other"))),
            Map.of(
                "namespaceSelector",
                Map.of(
                    "matchLabels", Map.of("kubernetes.io/metadata.name", "pytrading-prod-data"))),
            Map.of("podSelector", Map.of("matchLabels", Map.of("role", "admin"))),
            Map.of("ipBlock", Map.of("cidr", "10.99.0.0/16")))) {
      assertThat(
              problems(
                  with(
                      postgres,
                      opened(postgres, "ingress", Map.of("from", List.of(peer), "ports", ports)))))
          .as(peer.toString())
          .contains("means more than one declared workload or range, or another");
    }
  }

  @Test
  void halfAConnectionIsFound() {
    Manifest postgres = policy("pytrading-prod-data", "postgres");
    Map<String, Object> frontend =
        Map.of(
            "namespaceSelector",
            Map.of("matchLabels", Map.of("kubernetes.io/metadata.name", "pytrading-prod")),
            "podSelector",
            Map.of("matchLabels", Map.of("app.kubernetes.io/name", "frontend")));
    assertThat(
            problems(
                with(
                    postgres,
                    opened(
                        postgres,
                        "ingress",
                        Map.of(
                            "from", List.of(frontend), "ports", List.of(Map.of("port", 5432)))))))
        .contains(
            "pytrading-prod/frontend[Deployment] reaches pytrading-prod-data/postgres-1[Pod] at TCP"
                + " 5432 by a policy, which nobody declares");
  }

  @Test
  void podsThatAreGoneOrOnTheNetworkOfTheirNodeAreFound() {
    Manifest service =
        PRODUCTION.manifests().stream()
            .filter(one -> one.kind().equals("Deployment") && one.name().equals("user-service"))
            .findFirst()
            .orElseThrow();
    assertThat(problems(with(service, null)))
        .contains("is declared, and no pod has its label app.kubernetes.io/name=user-service");
    Map<String, Object> tree = Damage.copy(service.tree());
    at(tree, "spec", "template", "spec").put("hostNetwork", true);
    assertThat(problems(with(service, new Manifest(service.path(), "", tree))))
        .contains("pytrading-prod/user-service[Deployment] is not on the network that is declared");
    Map<String, Object> unlabelled = Damage.copy(service.tree());
    at(unlabelled, "spec", "template", "metadata", "labels").remove("app.kubernetes.io/name");
    assertThat(problems(with(service, new Manifest(service.path(), "", unlabelled))))
        .contains(
            "pytrading-prod/user-service[Deployment] belongs to 0 declared workloads and not to one");
  }

  @SuppressWarnings("unchecked") // as above
  private static Map<String, Object> at(Map<String, Object> tree, String... keys) {
    Map<String, Object> place = tree;
    for (String key : keys) {
      place = (Map<String, Object>) place.get(key);
    }
    return place;
  }

  @Test
  void aDefaultThatIsNoneIsFound() {
    Manifest closed = policy("cert-manager", "default-deny");
    for (Map.Entry<String, Object> change :
        Map.<String, Object>of(
                "policyTypes", List.of("Ingress", "Ingress"), "podSelector", "everything")
            .entrySet()) {
      Map<String, Object> tree = Damage.copy(closed.tree());
      at(tree, "spec").put(change.getKey(), change.getValue());
      assertThat(problems(with(closed, new Manifest(closed.path(), "", tree))))
          .contains(
              "pods of cert-manager that no policy of their own selects reach everybody, and"
                  + " everybody reaches them");
    }
  }

  @Test
  void inTheMeshProbesAndTheTunnelMustBeOpen() {
    JudgedEnvironment meshed = TestPlatform.meshed();
    for (Object gone : List.of("169.254.7.127/32", 15008)) {
      List<Manifest> manifests = new ArrayList<>();
      for (Manifest manifest : meshed.manifests()) {
        manifests.add(
            manifest.kind().equals("NetworkPolicy")
                ? new Manifest(
                    manifest.path(), "", at(Map.of("", replaced(manifest.tree(), gone)), ""))
                : manifest);
      }
      assertThat(problems(meshed, manifests)).as(gone.toString()).hasSizeGreaterThan(10);
    }
  }

  /** What is not TCP does not pass through the mesh, and gives nobody a reason to open its port. */
  @Test
  void thePortOfTheMeshIsForTcpAlone() {
    JudgedEnvironment meshed = TestPlatform.meshed();
    Topology topology = meshed.topology();
    Dependency tcp =
        topology.dependencies().stream().filter(topology::isMeshed).findFirst().orElseThrow();
    List<Dependency> changed = new ArrayList<>(topology.dependencies());
    // The only connection between these two.
    changed.removeIf(
        edge -> edge.from().equals(tcp.from()) && edge.to().peer().equals(tcp.to().peer()));
    changed.add(
        new Dependency(
            tcp.from(),
            Endpoint.of(tcp.to().peer(), tcp.to().host(), Port.udp("query", 5555), "queries")));
    assertThat(problems(Topologies.withDependencies(topology, changed), meshed.manifests()))
        .anyMatch(
            problem -> problem.matches(".* reaches .* at TCP .*15008.*, which nobody declares"))
        .anyMatch(problem -> problem.matches(".* cannot reach queries of .* at UDP 5555"));
  }

  /** Something that is declared elsewhere, in the place of what is taken away. */
  private static Object replaced(Object value, Object gone) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach((key, one) -> copy.put(key.toString(), replaced(one, gone)));
      return copy;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(one -> replaced(one, gone)).toList();
    }
    boolean same = value.toString().equals(gone.toString());
    return same ? gone instanceof Integer ? 8000 : "10.96.0.1/32" : value;
  }
}
