package com.xtrading.platform.component;

import static com.xtrading.platform.RenderedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.Opening;
import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.declaration.Dependency;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.MetricSource.Via;
import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.SecretNeed;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DerivationsTest {

  private static final String EACH = "com.xtrading.platform.TestPlatform#each";

  /** Policies of a whole namespace: they close it and let it resolve names. */
  private static final Set<String> OF_NAMESPACES = Set.of("default-deny", "allow-dns");

  @ParameterizedTest
  @MethodSource(EACH)
  void everyDeclaredConnectionIsOpenOnBothSides(JudgedEnvironment rendered) {
    Set<Opening> declared = declared(rendered);
    assertThat(declared).hasSizeGreaterThan(2 * rendered.topology().metrics().size());
    assertThat(opened(rendered)).containsAll(declared);
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void nothingIsOpenThatNobodyDeclared(JudgedEnvironment rendered) {
    assertThat(declared(rendered)).containsAll(opened(rendered));
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void everyWorkloadHasOnePolicyForBothDirections(JudgedEnvironment rendered) {
    for (PodGroup group : rendered.topology().groups()) {
      if (group.network() == PodGroup.Network.NODE) {
        assertThat(Select.all(rendered, "NetworkPolicy"))
            .as("no policy reaches pods on the network of their node")
            .noneMatch(policy -> policy.name().equals(group.pods().name()));
        continue;
      }
      assertThat(rendered)
          .has("NetworkPolicy", group.pods().namespace(), group.pods().name())
          .at("spec.policyTypes")
          .is(List.of("Ingress", "Egress"))
          .at("spec.podSelector.matchLabels", group.pods().labelKey())
          .is(group.pods().labelValue());
    }
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void everyMetricSourceHasAMonitorThatFindsIt(JudgedEnvironment rendered) {
    assertThat(rendered.topology().metrics()).isNotEmpty();
    for (MetricSource source : rendered.topology().metrics()) {
      boolean byService = source.via() == Via.SERVICE;
      Manifest monitor =
          Select.one(
              rendered,
              byService ? "ServiceMonitor" : "PodMonitor",
              source.pods().namespace(),
              source.pods().name());
      Map<String, Object> selector = monitor.at("spec", "selector", "matchLabels").map();
      assertThat(selector).isEqualTo(Map.of(source.pods().labelKey(), source.pods().labelValue()));
      List<Tree> endpoints =
          monitor
              .at("spec", byService ? "endpoints" : "podMetricsEndpoints")
              .elements()
              .filter(endpoint -> endpoint.at("port").text("").equals(source.port().name()))
              .filter(endpoint -> endpoint.at("path").text("").equals(source.path()))
              .toList();
      assertThat(endpoints).as("places of %s", monitor.id()).hasSize(1);
      assertThat(endpoints.get(0).at("scheme").text("http"))
          .isEqualTo(source.tls().isPresent() ? "https" : "http");
      if (byService) {
        assertThat(servicesWith(rendered, source.pods().namespace(), selector))
            .as("services that %s selects", monitor.id())
            .hasSize(1)
            .allMatch(service -> portNames(service).contains(source.port().name()));
      }
    }
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void everyMonitorBelongsToAMetricSource(JudgedEnvironment rendered) {
    Set<String> sources =
        rendered.topology().metrics().stream()
            .map(source -> source.pods().namespace() + "/" + source.pods().name())
            .collect(Collectors.toSet());
    assertThat(
            rendered.manifests().stream()
                .filter(manifest -> manifest.kind().matches("(Service|Pod)Monitor"))
                .map(monitor -> monitor.namespace() + "/" + monitor.name()))
        .containsExactlyInAnyOrderElementsOf(sources);
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void everySecretComesFromVaultWithExactlyTheKeysThatAreRead(JudgedEnvironment rendered) {
    assertThat(Select.all(rendered, "ExternalSecret"))
        .hasSameSizeAs(rendered.topology().secrets())
        .isNotEmpty();
    for (SecretNeed need : rendered.topology().secrets()) {
      Manifest secret = Select.one(rendered, "ExternalSecret", need.namespace(), need.name());
      assertThat(secret.at("spec", "target", "name").text("")).isEqualTo(need.name());
      assertThat(secret.at("spec", "target", "template", "type").text("")).isEqualTo(need.type());
      Map<String, String> produced =
          secret
              .at("spec", "data")
              .elements()
              .collect(
                  Collectors.toMap(
                      entry -> entry.at("secretKey").text(""),
                      entry -> entry.at("remoteRef", "property").text("")));
      assertThat(produced).isEqualTo(need.keys());
      assertThat(
              secret
                  .at("spec", "data")
                  .elements()
                  .map(entry -> entry.at("remoteRef", "key").text("")))
          .allMatch(need.vaultPath()::equals)
          .allMatch(path -> path.startsWith(rendered.environment().name() + "/"));
    }
  }

  @Test
  void settingsOfAClientAreThoseThatItsStoresOfferAndNoOthers() {
    for (String environment : List.of("development", "staging", "production")) {
      JudgedEnvironment rendered = TestPlatform.sample(environment);
      Map<String, String> offered = new TreeMap<>();
      rendered.topology().dependencies().stream()
          .filter(edge -> edge.from().name().equals("user-service"))
          .map(Dependency::to)
          .forEach(
              endpoint -> {
                offered.putAll(endpoint.settings());
                endpoint
                    .trustSetting()
                    .ifPresent(setting -> offered.put(setting, SecretFiles.AUTHORITY));
                for (Endpoint.Credential credential : endpoint.credentials()) {
                  for (String key : credential.form().keys()) {
                    offered.put(
                        "%s_%s_FILE".formatted(credential.prefix(), key.toUpperCase(Locale.ROOT)),
                        "/etc/xtrading/secrets/user-service-%s/%s"
                            .formatted(credential.name(), key));
                  }
                }
              });
      assertThat(offered).hasSizeGreaterThan(20);
      assertThat(Select.one(rendered, "ConfigMap", "user-service-connections").at("data").map())
          .isEqualTo(offered);
    }
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void aDisruptionBudgetExistsExactlyWhereOnePodMayLeaveAndAnotherStays(
      JudgedEnvironment rendered) {
    Set<String> expected =
        rendered.topology().groups().stream()
            .filter(group -> group.budget() == PodGroup.Budget.OURS && group.max() > 1)
            .map(group -> group.pods().namespace() + "/" + group.pods().name())
            .collect(Collectors.toSet());
    assertThat(
            Select.all(rendered, "PodDisruptionBudget")
                .map(pdb -> pdb.namespace() + "/" + pdb.name()))
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(Select.all(rendered, "PodDisruptionBudget"))
        .allSatisfy(
            budget -> {
              assertThat(budget.at("spec", "maxUnavailable").number(0)).isEqualTo(1);
              assertThat(budget.at("spec", "unhealthyPodEvictionPolicy").text(""))
                  .isEqualTo("AlwaysAllow");
            });
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void whatIsSaidToKeepPodsThereIsDrawn(JudgedEnvironment rendered) {
    for (PodGroup group : rendered.topology().groups()) {
      group
          .keeper()
          .map(PodGroup.Kind::toString)
          .ifPresent(
              kind -> Select.one(rendered, kind, group.pods().namespace(), group.pods().name()));
    }
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void theSizeOfPodsOfOursThatAreThereAllTheTimeIsAskedAbout(JudgedEnvironment rendered) {
    Set<String> kept =
        rendered.topology().groups().stream()
            .filter(group -> group.keeper().isPresent())
            .map(group -> group.pods().namespace() + "/" + group.pods().name())
            // Redis fills what it is given.
            .filter(name -> !name.matches(".*/redis(-.*)?"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(kept).hasSizeGreaterThan(5);
    assertThat(
            Select.all(rendered, "VerticalPodAutoscaler")
                .map(asked -> asked.namespace() + "/" + asked.name()))
        .containsExactlyInAnyOrderElementsOf(
            rendered.environment().monitoring().recommendations() ? kept : Set.of());
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void noPodsCanBeAbsentUnnoticedThatMustBeThere(JudgedEnvironment rendered) {
    Set<Peer> watched =
        rendered.topology().metrics().stream().map(MetricSource::pods).collect(Collectors.toSet());
    assertThat(
            rendered.topology().groups().stream()
                .filter(group -> group.mustBeThere() && watched.contains(group.pods()))
                .map(group -> group.pods().name())
                .filter(name -> !isSaidToBeAbsent(rendered, name)))
        // Each with an alert that says more, but the pooler, whose clients say it.
        .isSubsetOf(
            "clair",
            "grafana",
            "influxdb",
            "jaeger",
            "postgres",
            "postgres-pooler-rw",
            "prometheus",
            "rabbitmq",
            "redis",
            "redis-rate-limits",
            "strategy-runner",
            "strategy-scheduler");
  }

  private static boolean isSaidToBeAbsent(JudgedEnvironment rendered, String name) {
    return rendered.topology().alerts().stream()
        .anyMatch(
            alert ->
                alert.name().equals("ServiceAbsent") && alert.labels().get("service").equals(name));
  }

  private static Set<Opening> declared(JudgedEnvironment rendered) {
    Set<Peer> onNodes =
        rendered.topology().groups().stream()
            .filter(group -> group.network() == PodGroup.Network.NODE)
            .map(PodGroup::pods)
            .collect(Collectors.toSet());
    return rendered.topology().dependencies().stream()
        .filter(dependency -> !onNodes.contains(dependency.from()))
        .flatMap(Opening::of)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<Opening> opened(JudgedEnvironment rendered) {
    return Select.all(rendered, "NetworkPolicy")
        .filter(policy -> !OF_NAMESPACES.contains(policy.name()))
        .flatMap(policy -> Opening.of(policy).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Manifest> servicesWith(
      JudgedEnvironment rendered, String namespace, Map<String, Object> labels) {
    return Select.all(rendered, "Service")
        .filter(service -> service.namespace().equals(namespace))
        .filter(
            service ->
                service.at("metadata", "labels").map().entrySet().containsAll(labels.entrySet()))
        .toList();
  }

  private static List<String> portNames(Manifest service) {
    return service.at("spec", "ports").elements().map(port -> port.at("name").text("")).toList();
  }
}
