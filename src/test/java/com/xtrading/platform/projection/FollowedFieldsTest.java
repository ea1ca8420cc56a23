package com.xtrading.platform.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.objects.Made;
import com.xtrading.platform.policy.Examples;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing that a custom resource says is passed over in silence. */
class FollowedFieldsTest {

  private static final Path FIELDS = Path.of("src/test/resources/operators");

  private static final Map<String, String> API_VERSIONS =
      Map.of(
          "Cluster", "postgresql.cnpg.io/v1",
          "Gateway", "gateway.networking.k8s.io/v1",
          "NginxProxy", "gateway.nginx.org/v1alpha2",
          "Pooler", "postgresql.cnpg.io/v1",
          "Prometheus", "monitoring.coreos.com/v1",
          "RabbitmqCluster", "rabbitmq.com/v1beta1",
          "RedisCluster", "redis.redis.opstreelabs.in/v1beta2");

  private static final Manifest GATEWAY =
      Examples.rendered(
              """
              apiVersion: gateway.networking.k8s.io/v1
              kind: Gateway
              metadata: {name: edge}
              spec:
                gatewayClassName: nginx
                infrastructure:
                  parametersRef: {group: gateway.nginx.org, kind: NginxProxy, name: db}
                listeners: [{name: web, port: 443, protocol: HTTPS}]
              """)
          .manifests()
          .get(0);

  private static List<String> unfollowed(String resources) {
    return FollowedFields.unfollowed(Examples.rendered(resources).manifests()).stream()
        .map(field -> field.path() + field.offBy().map(" off by "::concat).orElse(""))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("com.xtrading.platform.TestPlatform#each")
  void everyFieldOfOurOwnIsFollowedOrOff(JudgedEnvironment rendered) {
    assertThat(FollowedFields.unfollowed(rendered.manifests()))
        .filteredOn(field -> field.offBy().isEmpty())
        .isEmpty();
  }

  @Test
  void whatOperatorsInsistOnIsOff() {
    assertThat(FollowedFields.unfollowed(TestPlatform.sample("production").manifests()))
        .extracting(field -> field.path() + " by " + field.offBy().orElse("nothing"))
        .containsExactly("spec.initContainer.image by spec.initContainer.enabled");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Followed: another value would make another object.
        "instances: 3 |",
        "podSecurityContext: {runAsUser: 0} |",
        "managed: {services: {additional: [{selectorType: rw, serviceTemplate: {metadata: {name: a},"
            + " spec: {type: LoadBalancer}}}]}} |",
        // Known to show nowhere.
        "postgresql: {parameters: {shared_buffers: 1GB}, pg_hba: [local all all peer]} |",
        // Nobody knows.
        "plugins: [{name: a}, {name: b}] | spec.plugins[0].name, spec.plugins[1].name",
        "replica: {enabled: true, source: a} | spec.replica.enabled, spec.replica.source",
        "nobodyKnows: {} | spec.nobodyKnows",
        "nobodyKnows: [] | spec.nobodyKnows",
        // Null is as good as left out.
        "nobodyKnows: null |",
        // Read as nothing, since it is of another type than asked for.
        "enablePDB: 'false' | spec.enablePDB",
        "instances: '3' | spec.instances",
        // A secret that is named, and one that is only asked for.
        "certificates: {serverTLSSecret: a} |",
      })
  void aFieldOfAClusterIsFollowedOrReported(String spec, String paths) {
    assertThat(
            unfollowed(
                """
                apiVersion: postgresql.cnpg.io/v1
                kind: Cluster
                metadata: {name: db, namespace: shop}
                spec: {%s}
                """
                    .formatted(spec)))
        .isEqualTo(paths == null ? List.of() : List.of(paths.split(", ")));
  }

  @Test
  void aVersionThatIsNotReadIsSaidInPlaceOfItsFields() {
    assertThat(
            unfollowed(
                """
                apiVersion: postgresql.cnpg.io/v2
                kind: Cluster
                metadata: {name: db, namespace: shop}
                spec: {instances: 3, plugins: [{name: a}]}
                """))
        .containsExactly("apiVersion");
  }

  @Test
  void anAnnotationThatTheOperatorReadsIsAField() {
    assertThat(
            unfollowed(
                """
                apiVersion: postgresql.cnpg.io/v1
                kind: Cluster
                metadata:
                  name: db
                  namespace: shop
                  annotations: {cnpg.io/podPatch: "[]", example.org/note: nothing}
                """))
        .containsExactly("metadata.annotations[\"cnpg.io/podPatch\"]");
  }

  @Test
  void aFieldThatAnotherOneSwitchesOffIsSaidToBeOff() {
    assertThat(
            unfollowed(
                """
                apiVersion: redis.redis.opstreelabs.in/v1beta2
                kind: RedisCluster
                metadata: {name: cache, namespace: shop}
                spec:
                  clusterSize: 3
                  redisExporter: {enabled: false, port: 9121}
                  redisFollower: {pdb: {enabled: false, minAvailable: 1}}
                """))
        .containsExactly(
            "spec.redisExporter.port off by spec.redisExporter.enabled",
            "spec.redisFollower.pdb.minAvailable off by spec.redisFollower.pdb.enabled");
  }

  @Test
  void settingsOfAGatewayShowInWhatIsMadeOfIt() {
    String settings =
        """
        apiVersion: gateway.nginx.org/v1alpha2
        kind: NginxProxy
        metadata: {name: edge, namespace: shop}
        spec:
          kubernetes:
            deployment:
              replicas: 2
              patches:
                - {value: {spec: {template: {spec: {hostNetwork: true}}}}}
                - {type: JSONPatch, value: [{op: remove, path: /spec}]}
        """;
    String gateway =
        """
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: {name: edge, namespace: shop}
        spec:
          gatewayClassName: nginx
          infrastructure:
            parametersRef: {group: gateway.nginx.org, kind: NginxProxy, name: edge}
        """;
    assertThat(unfollowed(settings + gateway))
        .containsExactly(
            "spec.kubernetes.deployment.patches[1].type",
            "spec.kubernetes.deployment.patches[1].value[0].op",
            "spec.kubernetes.deployment.patches[1].value[0].path");
    assertThat(unfollowed(settings)).as("no Gateway refers to them").hasSize(5);
  }

  static Stream<Path> schemas() throws IOException {
    try (Stream<Path> files = Files.walk(FIELDS)) {
      return files.filter(file -> file.toString().endsWith(".fields")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void everyFieldOfASchemaIsFollowedReportedOrKnownToShowNowhere(Path schema) throws IOException {
    Manifest least = least(schema);
    OperatedKind kind = OperatedKinds.of(least.groupKind()).orElseThrow();
    List<Map<String, Object>> before = made(least);
    Set<String> stale = new TreeSet<>();
    kind.harmless().forEach(field -> stale.add(field.path()));
    for (String line : Files.readAllLines(schema)) {
      String path = line.substring(0, line.indexOf(' '));
      stale.removeIf(field -> field.equals(path) || path.startsWith(field + "."));
      Manifest with = with(least, path, sample(line.substring(line.indexOf(' ') + 1)));
      boolean isHarmless = kind.harmless().stream().anyMatch(field -> field.path().equals(path));
      assertThat(
              isHarmless
                  || !FollowedFields.unfollowed(List.of(with, GATEWAY)).isEmpty()
                  || !made(with).equals(before))
          .as(path)
          .isTrue();
    }
    assertThat(stale).as("fields that the schema does not have").isEmpty();
  }

  private static Manifest least(Path schema) {
    String kind = schema.getFileName().toString().replace(".fields", "");
    return Examples.rendered(
            """
            apiVersion: %s
            kind: %s
            metadata: {name: db}
            """
                .formatted(API_VERSIONS.get(kind), kind))
        .manifests()
        .get(0);
  }

  private static List<Map<String, Object>> made(Manifest resource) {
    return Projection.of(List.of(resource, GATEWAY)).made().stream()
        .map(Made::object)
        .map(Manifest::tree)
        .toList();
  }

  private static Object sample(String type) {
    return switch (type) {
      case "integer" -> 2L;
      case "number" -> 1.5;
      case "boolean" -> true;
      case "object" -> Map.of("some", "thing");
      default -> "something";
    };
  }

  /** The resource with one more field, in as many maps and lists as its path has. */
  private static Manifest with(Manifest least, String path, Object value) {
    Object tree = value;
    List<String> steps = new ArrayList<>();
    Stream.of(path.replace("[]", ".[]").split("\\.")).forEach(step -> steps.add(0, step));
    for (String step : steps) {
      tree = step.equals("[]") ? List.of(tree) : Map.of(step.equals("*") ? "any" : step, tree);
    }
    Map<String, Object> whole = new LinkedHashMap<>(least.tree());
    ((Map<?, ?>) tree).forEach((key, below) -> whole.put(String.valueOf(key), below));
    return new Manifest(least.path(), least.component(), whole);
  }
}
