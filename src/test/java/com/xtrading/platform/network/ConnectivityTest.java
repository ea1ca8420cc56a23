package com.xtrading.platform.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Examples;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each clause of the NetworkPolicy API, by cases whose answer is worked out by hand. */
class ConnectivityTest {

  private static final String PODS =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: shop, labels: {team: sales}}
      ---
      apiVersion: v1
      kind: Namespace
      metadata: {name: bank, labels: {team: money}}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, namespace: shop}
      spec:
        template:
          metadata: {labels: {app: web, tier: front}}
          spec:
            containers: [{name: web, ports: [{name: http, containerPort: 8080}]}]
      ---
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: db, namespace: shop}
      spec:
        template:
          metadata: {labels: {app: db}}
          spec:
            containers:
              - name: db
                ports: [{name: sql, containerPort: 5432}, {name: http, containerPort: 9000}]
      ---
      apiVersion: batch/v1
      kind: CronJob
      metadata: {name: report, namespace: bank}
      spec:
        jobTemplate:
          spec:
            template:
              metadata: {labels: {app: report}}
              spec: {containers: [{name: report}]}
      """;

  private static final String WEB = "shop/web[Deployment]";
  private static final String DB = "shop/db[StatefulSet]";
  private static final String REPORT = "bank/report[CronJob]";

  private static Connectivity of(String... texts) {
    Evidence rendered = Examples.rendered(texts);
    return new Connectivity(rendered.manifests(), rendered.objects().ourPods().toList(), List.of());
  }

  private static String policy(String name, String spec) {
    return """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: %s, namespace: shop}
        spec: %s
        """
        .formatted(name, spec);
  }

  private static Party party(Connectivity connectivity, String name) {
    return connectivity.parties().stream()
        .filter(party -> party.toString().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " in " + connectivity.parties()));
  }

  private static String between(Connectivity connectivity, String from, String to) {
    return connectivity.between(party(connectivity, from), party(connectivity, to)).toString();
  }

  private static String toDb(String spec, String from) {
    return between(of(PODS, policy("db", spec)), from, DB);
  }

  @Test
  void withoutPoliciesEverythingIsOpen() {
    Connectivity open = of(PODS);
    assertThat(open.parties().stream().map(Party::toString))
        .containsExactly(REPORT, DB, WEB, "0.0.0.0/0");
    assertThat(between(open, WEB, DB)).isEqualTo("everything");
    assertThat(between(open, "0.0.0.0/0", DB)).isEqualTo("everything");
    assertThat(between(open, WEB, WEB)).isEqualTo("nothing");
    assertThat(between(open, "0.0.0.0/0", "0.0.0.0/0")).isEqualTo("nothing");
  }

  @Test
  void anEmptySelectorSelectsEveryPodOfItsNamespaceAlone() {
    Connectivity closed = of(PODS, policy("all", "{podSelector: {}, policyTypes: [Ingress]}"));
    assertThat(between(closed, WEB, DB)).isEqualTo("nothing");
    assertThat(between(closed, DB, WEB)).isEqualTo("nothing");
    assertThat(between(closed, WEB, REPORT)).isEqualTo("everything");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Without policyTypes, ingress always counts and egress where there are rules.
        "{podSelector: {}} | nothing | everything",
        "{podSelector: {}, egress: [{to: [{podSelector: {}}]}]} | nothing | nothing",
        "{podSelector: {}, policyTypes: [Egress]} | everything | nothing",
        "{podSelector: {}, policyTypes: [Egress], ingress: []} | everything | nothing",
        "{podSelector: {}, policyTypes: [Ingress, Egress]} | nothing | nothing",
      })
  void policyTypesSayWhichDirectionsCount(String spec, String in, String out) {
    Connectivity one = of(PODS, policy("all", spec));
    assertThat(between(one, REPORT, DB)).isEqualTo(in);
    assertThat(between(one, DB, REPORT)).isEqualTo(out);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{}] | everything",
        "[{from: []}] | everything",
        "[{ports: [{port: 5432}]}] | TCP 5432",
        "[{from: [{podSelector: {}}]}] | everything",
        "[{from: [{podSelector: {matchLabels: {app: web}}}]}] | everything",
        "[{from: [{podSelector: {matchLabels: {app: web, tier: back}}}]}] | nothing",
        "[{from: [{podSelector: {matchExpressions: [{key: tier, operator: In, values: [front]}]}}]}] | everything",
        "[{from: [{podSelector: {matchExpressions: [{key: tier, operator: NotIn, values: [front]}]}}]}] | nothing",
        "[{from: [{podSelector: {matchExpressions: [{key: role, operator: NotIn, values: [x]}]}}]}] | everything",
        "[{from: [{podSelector: {matchExpressions: [{key: tier, operator: Exists}]}}]}] | everything",
        "[{from: [{podSelector: {matchExpressions: [{key: tier, operator: DoesNotExist}]}}]}] | nothing",
        "[{from: [{namespaceSelector: {}}]}] | everything",
        "[{from: [{namespaceSelector: {matchLabels: {team: sales}}}]}] | everything",
        "[{from: [{namespaceSelector: {matchLabels: {team: money}}}]}] | nothing",
        "[{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}}]}] | everything",
        "[{from: [{namespaceSelector: {}, podSelector: {matchLabels: {app: web}}}]}] | everything",
        "[{from: [{namespaceSelector: {}, podSelector: {matchLabels: {app: x}}}]}] | nothing",
        "[{from: [{podSelector: {matchLabels: {app: x}}}, {namespaceSelector: {}}]}] | everything",
        "[{from: [{ipBlock: {cidr: 0.0.0.0/0}}]}] | nothing",
        "[{ports: [{port: 80}]}, {ports: [{port: 443, protocol: UDP}]}] | TCP 80, UDP 443",
      })
  void rulesOpenWhatTheyMean(String ingress, String expected) {
    assertThat(toDb("{podSelector: {matchLabels: {app: db}}, ingress: %s}".formatted(ingress), WEB))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{port: 5432}] | TCP 5432",
        "[{port: 5432, protocol: UDP}] | UDP 5432",
        "[{port: 1, protocol: SCTP}] | SCTP 1",
        "[{protocol: UDP}] | UDP 1-65535",
        "[{protocol: TCP}, {protocol: UDP}, {protocol: SCTP}] | everything",
        "[{port: 80, endPort: 90}] | TCP 80-90",
        "[{port: 80, endPort: 90}, {port: 85, endPort: 100}, {port: 101}] | TCP 80-101",
        "[{port: 1, endPort: 79}, {port: 81, endPort: 65535}] | TCP 1-79,81-65535",
        "[{port: sql}] | TCP 5432",
        "[{port: sql, protocol: UDP}] | nothing",
        "[{port: http}] | TCP 9000",
        "[{port: gone}] | nothing",
      })
  void portsMeanThoseOfThePodThatIsConnectedTo(String ports, String expected) {
    String both =
        policy(
            "web",
            "{podSelector: {matchLabels: {app: web}}, egress: [{ports: %s}]}".formatted(ports));
    assertThat(
            toDb(
                "{podSelector: {matchLabels: {app: db}}, ingress: [{ports: %s}]}".formatted(ports),
                WEB))
        .isEqualTo(expected);
    assertThat(between(of(PODS, both), WEB, DB)).isEqualTo(expected);
  }

  @Test
  void aNameOfAPortMeansNothingOutside() {
    Connectivity one =
        of(
            PODS,
            policy(
                "db",
                "{podSelector: {}, policyTypes: [Egress], egress: [{ports: [{port: sql}]}]}"));
    assertThat(between(one, DB, "0.0.0.0/0")).isEqualTo("nothing");
    assertThat(between(one, WEB, DB)).isEqualTo("TCP 5432");
  }

  @Test
  void policiesAddUp() {
    assertThat(
            between(
                of(
                    PODS,
                    policy("none", "{podSelector: {}}"),
                    policy("one", "{podSelector: {}, ingress: [{ports: [{port: 80}]}]}"),
                    policy(
                        "two",
                        "{podSelector: {matchLabels: {app: db}}, ingress: [{ports: [{port: 81}]}]}")),
                WEB,
                DB))
        .isEqualTo("TCP 80-81");
  }

  @Test
  void bothSidesMustAgree() {
    Connectivity one =
        of(
            PODS,
            policy("in", "{podSelector: {}, ingress: [{ports: [{port: 80, endPort: 90}]}]}"),
            policy(
                "out",
                "{podSelector: {}, policyTypes: [Egress], egress: [{ports: [{port: 85, endPort: 95}]}]}"));
    assertThat(between(one, WEB, DB)).isEqualTo("TCP 85-90");
    assertThat(between(one, REPORT, DB)).isEqualTo("TCP 80-90");
    assertThat(between(one, WEB, REPORT)).isEqualTo("TCP 85-95");
  }

  @Test
  void addressesAreCutWhereTheyMakeADifference() {
    Connectivity one =
        of(
            PODS,
            policy(
                "db",
                "{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{ipBlock: {cidr:"
                    + " 10.0.0.0/8, except: [10.1.0.0/16]}}]}]}"));
    assertThat(
            ConnectionList.of(one.connections()).stream()
                .filter(connection -> connection.to().equals(DB))
                .map(ConnectionList::from))
        .containsExactly("10.0.0.0/16", "10.2.0.0-10.255.255.255");
    assertThat(
            ConnectionList.of(one.connections()).stream()
                .filter(connection -> connection.to().equals(WEB))
                .map(ConnectionList::from))
        .containsExactly("0.0.0.0/0", REPORT, DB);
  }

  @Test
  void addressesOfTheNewFamilyAreThereWhereAPolicyNamesThem() {
    Connectivity one =
        of(
            PODS,
            policy(
                "db",
                "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: '2001:db8::/32'}}]}]}"));
    assertThat(
            ConnectionList.of(one.connections()).stream()
                .filter(connection -> connection.to().equals(DB))
                .map(ConnectionList::from))
        .containsExactly("2001:db8::/32");
  }

  @Test
  void podsOnTheNetworkOfTheirNodeAreSelectedByNothing() {
    String agent =
        """
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: {name: agent, namespace: shop}
        spec:
          template:
            metadata: {labels: {app: web}}
            spec: {hostNetwork: true, containers: [{name: agent}]}
        """;
    Connectivity one =
        of(PODS, agent, policy("all", "{podSelector: {}, ingress: [{from: [{podSelector: {}}]}]}"));
    assertThat(between(one, DB, "shop/agent[DaemonSet]")).isEqualTo("everything");
    assertThat(between(one, "shop/agent[DaemonSet]", DB)).isEqualTo("nothing");
    assertThat(one.possible(party(one, "shop/agent[DaemonSet]"), party(one, DB)).isAll()).isTrue();
    assertThat(one.possible(party(one, WEB), party(one, DB)))
        .isEqualTo(one.between(party(one, WEB), party(one, DB)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}] | nothing | everything",
        "[{from: [{ipBlock: {cidr: 10.0.0.1/32}}]}] | nothing | nothing",
        "[{from: [{ipBlock: {cidr: 10.0.0.0/8}}], ports: [{port: gone}]}] | nothing | nothing",
        "[{from: [{podSelector: {}}], ports: [{port: 80}]}, {from: [{ipBlock: {cidr: 10.0.0.0/8}}], ports: [{port: 81}]}] | TCP 80 | TCP 80-81",
      })
  void whetherAddressesMeanPodsIsUnknown(String ingress, String certain, String possible) {
    Connectivity one = of(PODS, policy("db", "{podSelector: {}, ingress: %s}".formatted(ingress)));
    assertThat(between(one, WEB, DB)).isEqualTo(certain);
    assertThat(one.possible(party(one, WEB), party(one, DB))).hasToString(possible);
  }

  @Test
  void podsOfAnOwnerAreCalledByIt() {
    String pods =
        """
        apiVersion: v1
        kind: Pod
        metadata:
          name: web-1
          namespace: shop
          ownerReferences: [{kind: ReplicaSet, name: web-abc, controller: true}]
        spec: {containers: [{name: web}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: web-2
          namespace: shop
          ownerReferences: [{kind: ReplicaSet, name: web-abc, controller: true}]
        spec: {containers: [{name: web}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: alone}
        spec: {containers: [{name: web}]}
        """;
    assertThat(of(pods).parties().stream().map(Party::toString))
        .containsExactly("default/alone[Pod]", "shop/web-abc[ReplicaSet]", "0.0.0.0/0");
  }

  @Test
  void podsAreCalledAfterWhoMakesThemAtLast() {
    String cluster =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: shop}
        spec: {template: {metadata: {labels: {app: template}}, spec: {containers: [{name: web}]}}}
        ---
        apiVersion: apps/v1
        kind: ReplicaSet
        metadata: {name: web-old, namespace: shop, ownerReferences: [{kind: Deployment, name: web, controller: true}]}
        spec: {replicas: 0, template: {metadata: {labels: {app: old}}, spec: {containers: [{name: web}]}}}
        ---
        apiVersion: apps/v1
        kind: ReplicaSet
        metadata: {name: web-new, namespace: shop, ownerReferences: [{kind: Deployment, name: web, controller: true}]}
        spec: {template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web}]}}}
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: web-new-1
          namespace: shop
          labels: {app: web}
          ownerReferences:
            - {kind: Secret, name: collected-with-it, controller: false}
            - {kind: ReplicaSet, name: web-new, controller: true}
        spec: {containers: [{name: web}]}
        ---
        apiVersion: apps/v1
        kind: ReplicaSet
        metadata: {name: api-1, namespace: shop, ownerReferences: [{kind: Deployment, name: api, controller: true}]}
        spec: {template: {metadata: {labels: {app: api}}, spec: {containers: [{name: api}]}}}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: etcd, namespace: shop, ownerReferences: [{kind: Node, name: one, controller: true}]}
        spec: {containers: [{name: etcd}]}
        """;
    Connectivity one =
        of(
            cluster,
            policy("web", "{podSelector: {matchLabels: {app: web}}}"),
            policy("old", "{podSelector: {matchLabels: {app: old}}, ingress: [{}]}"));
    assertThat(one.parties().stream().map(Party::toString))
        .containsExactly(
            "shop/api[Deployment]", "shop/etcd[Pod]", "shop/web[Deployment]", "0.0.0.0/0");
    // What runs counts, neither the template nor the ReplicaSet that was.
    assertThat(between(one, "shop/etcd[Pod]", "shop/web[Deployment]")).isEqualTo("nothing");
    assertThat(one.problems()).isEmpty();
  }

  private static final String TWO_PODS =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web-1, namespace: shop, labels: {app: web, track: stable}, ownerReferences: [{kind: ReplicaSet, name: web}]}
      spec: {containers: [{name: web}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: web-2, namespace: shop, labels: {app: web, track: canary}, ownerReferences: [{kind: ReplicaSet, name: web}]}
      spec: {containers: [{name: web}]}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{matchLabels: {app: web}} | shop/web[ReplicaSet]",
        "{matchExpressions: [{key: track, operator: Exists}]} | shop/web[ReplicaSet]",
        "{matchLabels: {track: canary}} | shop/web-1[Pod] shop/web-2[Pod]",
        "{matchExpressions: [{key: track, operator: NotIn, values: [canary]}]} | shop/web-1[Pod] shop/web-2[Pod]",
      })
  void podsOfOneOwnerAreOnePartyUnlessAPolicyTellsThemApart(String selector, String parties) {
    Connectivity one =
        of(TWO_PODS, policy("web", "{podSelector: %s, ingress: []}".formatted(selector)));
    assertThat(one.parties().stream().filter(Party.Pods.class::isInstance).map(Party::toString))
        .containsExactly(parties.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "metadata: {labels: [a]}, spec: {} | metadata.labels: is a list; write a mapping",
        "metadata: {labels: {version: 1}}, spec: {} | metadata.labels.version: is 1; write text, in quotes",
        "spec: {hostNetwork: 'yes'} | spec.hostNetwork: is the text \"yes\"; write true or false",
        "spec: {containers: {name: a}} | spec.containers: is a mapping; write a list",
        "spec: {containers: [{ports: {containerPort: 1}}]} | spec.containers[0].ports: is a mapping; write a list",
        "spec: {containers: [{ports: [{containerPort: []}]}]} | spec.containers[0].ports[0].containerPort: is a list; write a whole number",
        "spec: {containers: [{ports: [{containerPort: '80'}]}]} | spec.containers[0].ports[0].containerPort: is the text \"80\"; write a whole number",
        "spec: {containers: [null]} | spec.containers[0]: is null; write a mapping, or remove it",
        "spec: 5 | spec: is 5; write a mapping",
      })
  void podsThatTheApiServerCannotReadAreNamedAndDoNotRun(String template, String problem) {
    Connectivity one =
        of(
            PODS,
            "---\n{apiVersion: apps/v1, kind: Deployment, metadata: {name: bad, namespace: shop},"
                + " spec: {template: {%s}}}".formatted(template));
    assertThat(one.problems())
        .containsExactly(
            "manifests/example/Deployment-bad.yaml: Deployment shop/bad: spec.template." + problem);
    assertThat(one.parties().stream().map(Party::toString)).doesNotContain("shop/bad[Deployment]");
    assertThat(between(one, WEB, DB)).isEqualTo("everything");
  }

  @Test
  void portsWithWrongValuesAreNamedAndLeftOut() {
    Connectivity one =
        of(
            PODS,
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: odd, namespace: shop, labels: {app: odd}}
            spec:
              containers:
                - name: odd
                  ports:
                    - {name: a}
                    - {name: b, containerPort: 70000}
                    - {name: c, containerPort: 80, protocol: ICMP}
                    - {name: d, containerPort: 90}
            """,
            policy(
                "odd",
                "{podSelector: {matchLabels: {app: odd}}, ingress: [{ports: [{port: a}, {port: b},"
                    + " {port: c}, {port: d}]}]}"));
    String place = "manifests/example/Pod-odd.yaml: Pod shop/odd: spec.containers[0].ports";
    assertThat(one.problems())
        .containsExactly(
            place + "[0].containerPort: 0 is no port",
            place + "[1].containerPort: 70000 is no port",
            place + "[2].protocol: \"ICMP\" is no protocol");
    assertThat(between(one, WEB, "shop/odd[Pod]")).isEqualTo("TCP 90");
  }

  @Test
  void podsThatAreToldApartAreJudgedApart() {
    Connectivity one = of(TWO_PODS, policy("web", "{podSelector: {matchLabels: {track: canary}}}"));
    assertThat(between(one, "shop/web-1[Pod]", "shop/web-2[Pod]")).isEqualTo("nothing");
    assertThat(between(one, "shop/web-2[Pod]", "shop/web-1[Pod]")).isEqualTo("everything");
  }

  private static final String CONTROLLED =
      """
      apiVersion: batch/v1
      kind: Job
      metadata: {name: import, namespace: shop}
      spec: {template: {metadata: {labels: {app: import}}, spec: {containers: [{name: import}]}}}
      ---
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: db, namespace: shop}
      spec: {replicas: 2, template: {metadata: {labels: {app: db}}, spec: {containers: [{name: db}]}}}
      ---
      apiVersion: batch/v1
      kind: CronJob
      metadata: {name: report, namespace: shop}
      spec: {jobTemplate: {spec: {template: {metadata: {labels: {app: report}}, spec: {containers: [{name: report}]}}}}}
      """;

  @Test
  void labelsThatControllersAddAreKnownWhereTheManifestSaysThem() {
    Connectivity one =
        of(
            CONTROLLED,
            policy("job", "{podSelector: {matchLabels: {batch.kubernetes.io/job-name: import}}}"),
            policy("first", "{podSelector: {matchLabels: {apps.kubernetes.io/pod-index: '0'}}}"));
    assertThat(one.problems())
        .containsExactly(
            "manifests/example/NetworkPolicy-job.yaml: NetworkPolicy shop/job: spec.podSelector: looks"
                + " at the label \"batch.kubernetes.io/job-name\" of shop/report[CronJob], whose value"
                + " only the cluster knows; it is taken not to be one that is named");
    String client = "shop/report[CronJob]";
    assertThat(between(one, client, "shop/import[Job]")).isEqualTo("nothing");
    assertThat(between(one, client, "shop/db-0[Pod]")).isEqualTo("nothing");
    assertThat(between(one, client, "shop/db-1[Pod]")).isEqualTo("everything");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{matchLabels: {controller-uid: abc}} | 2 | everything",
        "{matchLabels: {controller-uid: abc, app: import}} | 1 | everything",
        "{matchLabels: {controller-uid: abc, app: web}} | 0 | everything",
        "{matchExpressions: [{key: controller-uid, operator: NotIn, values: [abc]}]} | 2 | nothing",
        "{matchExpressions: [{key: controller-uid, operator: Exists}]} | 0 | nothing",
        "{matchExpressions: [{key: controller-uid, operator: DoesNotExist}]} | 0 | everything",
      })
  void valuesThatOnlyTheClusterKnowsAreNamedWhereTheyDecide(
      String selector, int problems, String open) {
    Connectivity one = of(CONTROLLED, policy("uid", "{podSelector: %s}".formatted(selector)));
    assertThat(one.problems()).hasSize(problems);
    assertThat(between(one, "shop/db[StatefulSet]", "shop/import[Job]")).isEqualTo(open);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "policy.networking.k8s.io/v1alpha1, AdminNetworkPolicy | what it opens or closes is not seen here",
        "policy.networking.k8s.io/v1alpha1, BaselineAdminNetworkPolicy | what it opens or closes is not seen here",
        "crd.projectcalico.org/v1, NetworkPolicy | what it opens or closes is not seen here",
        "projectcalico.org/v3, GlobalNetworkPolicy | what it opens or closes is not seen here",
        "cilium.io/v2, CiliumNetworkPolicy | what it opens or closes is not seen here",
        "extensions/v1beta1, NetworkPolicy | what it opens or closes is not seen here",
        "k8s.ovn.org/v1, UserDefinedNetwork | what passes through networks of its own is not seen here",
      })
  void whatIsNotEvaluatedIsNamed(String kind, String problem) {
    String[] words = kind.split(", ");
    Connectivity one =
        of(
            PODS,
            """
            apiVersion: %s
            kind: %s
            metadata: {name: other, namespace: shop}
            spec: {podSelector: {}}
            """
                .formatted(words[0], words[1]));
    assertThat(one.problems())
        .singleElement()
        .asString()
        .startsWith("manifests/example/%s-other.yaml: %s shop/other".formatted(words[1], words[1]))
        .endsWith("is not evaluated; " + problem);
    assertThat(between(one, WEB, DB)).isEqualTo("everything");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{podSelector: {}, ingress: [{from: [{}]}]} | spec.ingress[0].from[0]: names neither pods, namespaces nor an ipBlock",
        "{podSelector: {}, ingress: [{from: [{podSelector: {}, ipBlock: {cidr: 10.0.0.0/8}}]}]} | spec.ingress[0].from[0]: an ipBlock beside selectors means nothing",
        "{podSelector: {}, egress: [{ports: [{port: 90, endPort: 80}]}]} | spec.egress[0].ports[0]: 90 to 80 is no range of ports",
        "{podSelector: {}, egress: [{ports: [{port: http, endPort: 80}]}]} | spec.egress[0].ports[0].endPort: ends a range that begins with the name of a port",
        "{podSelector: {}, egress: [{ports: [{endPort: 80}]}]} | spec.egress[0].ports[0].endPort: ends a range that does not begin",
        "{podSelector: {}, egress: [{ports: [{port: 70000}]}]} | spec.egress[0].ports[0]: 70000 is no port",
        "{podSelector: {}, egress: [{ports: [{port: 1, protocol: ICMP}]}]} | spec.egress[0].ports[0].protocol: \"ICMP\" is no protocol",
        "{podSelector: {}, egress: [{to: [{ipBlock: {cidr: 10.0.0.0}}]}]} | spec.egress[0].to[0].ipBlock.cidr: \"10.0.0.0\" is no range of addresses",
        "{podSelector: {}, egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8, except: [11.0.0.0/8]}}]}]} | spec.egress[0].to[0].ipBlock.except[0]: 11.0.0.0/8 is not inside of 10.0.0.0/8",
        "{podSelector: {}, ingress: [{from: {podSelector: {}}}]} | spec.ingress[0].from: is no list",
        "{podSelector: {}, ingress: [{form: []}]} | spec.ingress[0]: has no field \"form\"",
        "{podSelector: {matchlabels: {a: b}}} | spec.podSelector: has no field \"matchlabels\"",
        "{podSelector: db} | spec.podSelector: is no mapping",
        "{podSelector: {}, policyTypes: Egress} | spec.policyTypes: is no list",
        "{podSelector: {}, ingress: [{ports: [{port: -5}]}]} | spec.ingress[0].ports[0]: -5 is no port",
        "{podSelector: {}, ingress: [{ports: [{port: '80'}]}]} | spec.ingress[0].ports[0].port: \"80\" is no name of a port",
        "{podSelector: {}, ingress: [{ports: [{port: 80.5}]}]} | spec.ingress[0].ports[0]: wants whole numbers",
        "{podSelector: {matchExpressions: [{key: a, operator: Like}]}} | spec.podSelector.matchExpressions[0].operator: \"Like\" is no operator",
        "{podSelector: {matchExpressions: [{key: a, operator: In}]}} | spec.podSelector.matchExpressions[0].values: In wants some",
        "{podSelector: {}, ingress: [{from: [{podSelector: }]}]} | spec.ingress[0].from[0]: names neither pods, namespaces nor an ipBlock",
        "{podSelector: {}, policyTypes: [Both]} | spec.policyTypes: \"Both\" is no direction",
      })
  void whatTheApiServerRefusesIsNamedAndCountsForNothing(String spec, String problem) {
    Connectivity one = of(PODS, policy("bad", spec));
    assertThat(one.problems())
        .containsExactly(
            "manifests/example/NetworkPolicy-bad.yaml: NetworkPolicy shop/bad: " + problem);
    assertThat(between(one, WEB, DB)).isEqualTo("everything");
  }

  @Test
  void theRulesThatDecideAreNamed() {
    Connectivity one =
        of(
            PODS,
            policy("none", "{podSelector: {}}"),
            policy(
                "db", "{podSelector: {matchLabels: {app: db}}, ingress: [{ports: [{port: 1}]}]}"));
    Explanation allowed = one.explain(party(one, WEB), party(one, DB));
    assertThat(allowed.certain()).isEqualTo(Traffic.of(Protocol.TCP, 1));
    assertThat(allowed.unknown().isEmpty()).isTrue();
    assertThat(allowed.egress().isOpen()).isTrue();
    assertThat(allowed.ingress().isOpen()).isFalse();
    assertThat(allowed.ingress().rules())
        .containsExactly(
            new Explanation.Deciding(
                "NetworkPolicy shop/db spec.ingress[0]", Traffic.of(Protocol.TCP, 1)));
    Explanation denied = one.explain(party(one, DB), party(one, WEB));
    assertThat(denied.certain().isEmpty()).isTrue();
    assertThat(denied.ingress().isOpen()).isFalse();
    assertThat(denied.ingress().rules()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10.0.0.0/33", "x/8", "10.0.0/8", "10.0.0.0", "::1/129", "a:b/8", "/8", ""})
  void whatIsNoRangeIsNone(String text) {
    assertThat(AddressRange.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3/8, 10.0.0.0/8",
    "0.0.0.0/0, 0.0.0.0/0",
    "255.255.255.255/32, 255.255.255.255/32",
    "::/0, ::/0",
    "2001:db8:0:1:1:1:1:1/128, 2001:db8:0:1:1:1:1:1/128",
    "2001:0db8:0:0:1:0:0:1/128, 2001:db8::1:0:0:1/128",
    "2001:DB8:0:0:1::/128, 2001:db8:0:0:1::/128",
    "fe80::1/128, fe80::1/128"
  })
  void rangesAreWrittenAsTheyAre(String text, String written) {
    assertThat(AddressRange.parse(text).orElseThrow()).hasToString(written);
  }
}
