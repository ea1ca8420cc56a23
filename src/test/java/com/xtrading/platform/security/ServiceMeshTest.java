package com.xtrading.platform.security;

import static com.xtrading.platform.RenderedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.declaration.Dependency;
import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole platform of staging, with the mesh switched on. */
class ServiceMeshTest {

  private static final String APPLICATION = "pytrading-staging";
  private static final Set<String> MESHED =
      Set.of(APPLICATION, APPLICATION + "-edge", APPLICATION + "-monitoring");

  private static final JudgedEnvironment RENDERED = TestPlatform.meshed();

  @Test
  void everyPolicyHolds() {
    assertThat(RENDERED.verdict().findings()).isEmpty();
    assertThat(RENDERED.verdict().waiverFindings()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("com.xtrading.platform.TestPlatform#each")
  void isOffUnlessAsked(JudgedEnvironment rendered) {
    assertThat(rendered).hasNo("PeerAuthentication").hasNo("AuthorizationPolicy");
    assertThat(rendered.files().stream().map(file -> file.text()))
        .noneMatch(text -> text.contains("istio") || text.contains("15008"));
  }

  @Test
  void theServicesTheEdgeAndMonitoringAreInIt() {
    assertThat(
            Select.all(RENDERED, "Namespace")
                .filter(
                    namespace ->
                        namespace
                            .at("metadata", "labels", "istio.io/dataplane-mode")
                            .text("")
                            .equals("ambient"))
                .map(Manifest::name))
        .containsExactlyInAnyOrderElementsOf(MESHED);
    for (String namespace : MESHED) {
      assertThat(RENDERED)
          .has("PeerAuthentication", namespace, "default")
          .at("spec.mtls.mode")
          .is("STRICT");
      assertThat(
              Select.one(RENDERED, "AuthorizationPolicy", namespace, "default-deny")
                  .at("spec")
                  .map())
          .isEmpty();
    }
  }

  private record Way(String from, String to, String port) implements Comparable<Way> {
    @Override
    public int compareTo(Way other) {
      return toString().compareTo(other.toString());
    }
  }

  /** Every edge that ends in the mesh is let through, and nothing else is. */
  @Test
  void policiesLetThroughWhatIsDeclaredAndNothingElse() {
    Topology topology = RENDERED.topology();
    Set<Way> declared = new TreeSet<>();
    for (Dependency edge : topology.dependencies()) {
      if (edge.to().peer() instanceof Peer.Pods to && MESHED.contains(to.namespace())) {
        for (String caller : callers(edge.from())) {
          declared.add(
              new Way(
                  caller,
                  to.namespace() + "/" + to.labelKey() + "=" + to.labelValue(),
                  Integer.toString(edge.to().port().number())));
        }
      }
    }
    Set<Way> allowed = new TreeSet<>();
    for (Manifest policy : Select.all(RENDERED, "AuthorizationPolicy").toList()) {
      policy
          .at("spec", "selector", "matchLabels")
          .map()
          .forEach(
              (key, value) ->
                  policy
                      .at("spec", "rules")
                      .elements()
                      .forEach(
                          rule ->
                              allowed.addAll(
                                  ways(rule, policy.namespace() + "/" + key + "=" + value))));
    }
    assertThat(declared).hasSizeGreaterThan(15);
    assertThat(allowed).isEqualTo(declared);
  }

  private static List<String> callers(Peer from) {
    if (from instanceof Peer.Addresses addresses) {
      return addresses.cidrs().stream().map(Object::toString).toList();
    }
    Peer.Pods pods = (Peer.Pods) from;
    return MESHED.contains(pods.namespace())
        ? List.of(
            "cluster.local/ns/%s/sa/%s"
                .formatted(pods.namespace(), RENDERED.topology().account(pods)))
        : List.of("anybody");
  }

  private static List<Way> ways(Tree rule, String to) {
    List<String> sources =
        new ArrayList<>(
            rule.at("from")
                .elements()
                .flatMap(
                    from ->
                        Stream.concat(
                            from.at("source", "principals").elements(),
                            from.at("source", "ipBlocks").elements()))
                .map(source -> source.text(""))
                .toList());
    if (sources.isEmpty()) {
      sources.add("anybody");
    }
    return rule.at("to")
        .elements()
        .flatMap(one -> one.at("operation", "ports").elements())
        .map(port -> port.text(""))
        .flatMap(port -> sources.stream().map(source -> new Way(source, to, port)))
        .toList();
  }

  @Test
  void connectionsInsideOpenThePortOfTheMeshOnBothSides() {
    assertThat(RENDERED)
        .has("NetworkPolicy", APPLICATION, "user-service")
        .allowsIngressFrom(APPLICATION + "-edge", "app.kubernetes.io/name=kong", 8000)
        .allowsIngressFrom(APPLICATION + "-edge", "app.kubernetes.io/name=kong", 15008);
    assertThat(RENDERED)
        .has("NetworkPolicy", APPLICATION + "-edge", "kong")
        .allowsEgressTo(APPLICATION, "app.kubernetes.io/name=user-service", 15008);
  }

  @Test
  void connectionsToStoresStayAsTheyAre() {
    Manifest policy = Select.one(RENDERED, "NetworkPolicy", APPLICATION, "user-service");
    List<Tree> toStores =
        policy
            .at("spec", "egress")
            .elements()
            .filter(
                rule ->
                    Select.at(
                            rule,
                            "to.0.namespaceSelector.matchLabels",
                            "kubernetes.io/metadata.name")
                        .text("")
                        .equals(APPLICATION + "-data"))
            .toList();
    assertThat(toStores).isNotEmpty();
    assertThat(toStores)
        .allSatisfy(
            rule ->
                assertThat(rule.at("ports").elements().map(port -> port.at("port").text("")))
                    .doesNotContain("15008"));
  }

  @Test
  void probesOfTheKubeletComeThrough() {
    for (String[] workload :
        new String[][] {
          {APPLICATION, "user-service"},
          {APPLICATION + "-edge", "edge"},
          {APPLICATION + "-monitoring", "prometheus"}
        }) {
      assertThat(
              Select.one(RENDERED, "NetworkPolicy", workload[0], workload[1])
                  .at("spec", "ingress")
                  .elements()
                  .map(rule -> Select.at(rule, "from.0.ipBlock.cidr").text("")))
          .contains("169.254.7.127/32");
    }
  }

  @Test
  void clientsOutsideReachTheListenersInTheirOwnTls() {
    Tree exceptions =
        Select.one(RENDERED, "PeerAuthentication", APPLICATION + "-edge", "edge")
            .at("spec", "portLevelMtls");
    assertThat(exceptions.map())
        .isEqualTo(Map.of("80", Map.of("mode", "PERMISSIVE"), "443", Map.of("mode", "PERMISSIVE")));
    assertThat(Select.all(RENDERED, "PeerAuthentication")).hasSize(MESHED.size() + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"istio-base", "istiod", "istio-cni", "ztunnel"})
  void itsPartsComeFromOneReleaseBeforeTheirPolicies(String part) {
    Manifest application = Select.one(RENDERED, "Application", "staging-" + part);
    assertThat(Select.at(application, "spec.sources.0.targetRevision").text(""))
        .isEqualTo(
            Select.at(
                    Select.one(RENDERED, "Application", "staging-istiod"),
                    "spec.sources.0.targetRevision")
                .text("?"));
    assertThat(wave(application))
        .isLessThan(wave(Select.one(RENDERED, "Application", "staging-user-service")));
  }

  private static int wave(Manifest application) {
    return Integer.parseInt(
        Select.at(application, "metadata.annotations", "argocd.argoproj.io/sync-wave").text("0"));
  }

  @Test
  void nodesOfGkeGetThePluginWhereTheyLookForIt() {
    assertThat(
            Select.at(
                    Select.one(RENDERED, "Application", "staging-istio-cni"),
                    "spec.sources.0.helm.valuesObject.cni.cniBinDir")
                .text(""))
        .isEqualTo("/home/kubernetes/bin");
  }

  @Test
  void proxiesAskTheControllerForCertificates() {
    assertThat(RENDERED)
        .has("NetworkPolicy", "istio-system", "ztunnel")
        .allowsEgressTo("istio-system", "app=istiod", 15012);
    assertThat(RENDERED)
        .has("NetworkPolicy", "istio-system", "istiod")
        .allowsIngressFrom("istio-system", "app=ztunnel", 15012);
  }
}
