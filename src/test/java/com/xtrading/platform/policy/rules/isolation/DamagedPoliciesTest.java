package com.xtrading.platform.policy.rules.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.model.Cidr;
import com.xtrading.platform.network.Party;
import com.xtrading.platform.objects.ClusterObjects;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.policy.DeclaredParties;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Examples;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is taken away from what network policies say, the proof notices it and says who cannot
 * connect to whom any more.
 */
final class DamagedPoliciesTest {

  private static final String NAMESPACE = "kubernetes.io/metadata.name";

  static Stream<Named<JudgedEnvironment>> everyEnvironment() {
    return Stream.concat(
        TestPlatform.each().stream(), Stream.of(Named.of("with the mesh", TestPlatform.meshed())));
  }

  /** What the proof, and the rules on which it rests, say of what is left. */
  private static List<String> problems(Topology topology, Evidence whole, Damage damage) {
    Evidence left =
        Examples.evidence(
            topology,
            new ClusterObjects(damage.in(whole.manifests()), whole.objects().made()),
            whole.files());
    return Stream.of(
            new NamespacesAreClosed(), new ProbesReachMeshedPods(), new OnlyDeclaredConnections())
        .flatMap(rule -> rule.check(left).stream())
        .map(Finding::problem)
        .toList();
  }

  private static Evidence whole(JudgedEnvironment rendered) {
    return Examples.evidence(rendered.topology(), rendered.rendered().objects(), List.of());
  }

  private static List<Damage> damages(Evidence whole) {
    return whole.objects().ofKind(Kinds.NETWORK_POLICY).flatMap(Damage::to).toList();
  }

  @ParameterizedTest
  @MethodSource("everyEnvironment")
  void whateverIsTakenAwayIsFoundAndTheConnectionIsNamed(JudgedEnvironment rendered) {
    Evidence whole = whole(rendered);
    List<Damage> all = damages(whole);
    Names names = new Names(rendered.topology(), whole);
    List<String> notNamed =
        all.parallelStream()
            .flatMap(
                damage -> {
                  List<String> problems = problems(rendered.topology(), whole, damage);
                  return names.expected(damage).stream()
                      .filter(text -> problems.stream().noneMatch(text.asMatchPredicate()))
                      .map(text -> damage.what() + ": nothing says " + text);
                })
            .toList();
    assertThat(all).hasSizeGreaterThan(300);
    assertThat(notNamed).isEmpty();
  }

  @Test
  void theConnectionIsNamedByWhatItIsFor() {
    Topology topology = TestPlatform.reference("production").topology();
    Evidence whole = whole(TestPlatform.reference("production"));
    assertThat(
            damages(whole).stream()
                .filter(
                    damage ->
                        List.of("user-service", "external-secrets", "allow-dns")
                            .contains(damage.policy().name()))
                .flatMap(damage -> problems(topology, whole, damage).stream()))
        .contains(
            "pytrading-prod-edge/kong[Deployment] cannot reach HTTP API of user-service of"
                + " pytrading-prod/user-service[Deployment] at TCP 8000",
            "pytrading-prod-monitoring/prometheus-prometheus[StatefulSet] cannot reach metrics of"
                + " pytrading-prod/user-service[Deployment] at TCP 9000",
            "pytrading-prod/user-service[Deployment] cannot ask kube-dns for names at UDP 53",
            "external-secrets/external-secrets[Deployment] cannot reach secrets of vault"
                + " (10.40.8.0/24) at TCP 8200");
  }

  /** What a person would call the two sides of an opening, by the declarations alone. */
  private static final class Names {

    private final Topology topology;
    private final DeclaredParties parties;

    Names(Topology topology, Evidence whole) {
      this.topology = topology;
      parties = whole.parties();
    }

    /** A text for each connection that must be named. */
    List<Pattern> expected(Damage damage) {
      if (damage.policy().at("spec", "podSelector").map().isEmpty() && damage.lost().isEmpty()) {
        return List.of(
            Pattern.compile(
                "pods of %s that no policy of their own selects reach everybody, and everybody reaches them"
                    .formatted(damage.policy().namespace())));
      }
      List<Pattern> expected = new ArrayList<>();
      for (Damage.Lost lost : damage.lost()) {
        for (String own : own(damage.policy())) {
          for (String other : others(damage.policy(), lost.peer())) {
            boolean arrives = lost.direction().equals("ingress");
            expected.add(
                text(
                    arrives ? other : own, arrives ? own : other, lost.port().at("port").text("")));
          }
        }
      }
      assertThat(expected).as(damage.what()).isNotEmpty();
      return expected;
    }

    private static Pattern text(String from, String to, String port) {
      return from.equals("kubelet")
          ? Pattern.compile(
              "the kubelet cannot probe %s at TCP \\d+ from .*".formatted(Pattern.quote(to)))
          : Pattern.compile(
              "%s( \\(\\S+\\))? cannot (reach .* of|ask) %s.* at .*\\b%s\\b.*"
                  .formatted(Pattern.quote(from), Pattern.quote(to), port));
    }

    private List<String> own(Manifest policy) {
      Tree labels = policy.at("spec", "podSelector", "matchLabels");
      return labels.map().isEmpty()
          ? parties.ours().stream()
              .filter(party -> party.namespace().equals(policy.namespace()) && !party.onNode())
              .map(Party::toString)
              .toList()
          : pods(policy.namespace(), labels);
    }

    private List<String> others(Manifest policy, Tree peer) {
      if (peer.at("ipBlock").exists()) {
        Cidr cidr = new Cidr(peer.at("ipBlock", "cidr").text(""));
        return cidr.equals(Topology.MESH_PROBES) ? List.of("kubelet") : addresses(policy, cidr);
      }
      return pods(
          peer.at("namespaceSelector", "matchLabels", NAMESPACE).text(""),
          peer.at("podSelector", "matchLabels"));
    }

    /** By every name by which connections of these pods call the range. */
    private List<String> addresses(Manifest policy, Cidr cidr) {
      Tree labels = policy.at("spec", "podSelector", "matchLabels");
      return Stream.concat(
              topology.resolvers().stream(),
              topology.dependencies().stream()
                  .filter(
                      edge ->
                          is(edge.from(), policy.namespace(), labels)
                              || is(edge.to().peer(), policy.namespace(), labels))
                  .flatMap(edge -> Stream.of(edge.from(), edge.to().peer())))
          .filter(one -> one instanceof Peer.Addresses some && some.cidrs().contains(cidr))
          .map(Peer::name)
          .distinct()
          .toList();
    }

    private List<String> pods(String namespace, Tree labels) {
      return Stream.concat(
              topology.resolvers().stream()
                  .filter(one -> is(one, namespace, labels))
                  .map(Peer::name),
              topology.groups().stream()
                  .map(PodGroup::pods)
                  .filter(pods -> is(pods, namespace, labels))
                  .flatMap(pods -> parties.parties(pods).stream())
                  .map(Party::toString))
          .toList();
    }

    private static boolean is(Peer peer, String namespace, Tree labels) {
      return peer instanceof Peer.Pods pods
          && pods.namespace().equals(namespace)
          && pods.labelValue().equals(labels.at(pods.labelKey()).text(""));
    }
  }
}
