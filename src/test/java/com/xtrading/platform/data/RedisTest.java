package com.xtrading.platform.data;

import static com.xtrading.platform.RenderedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RedisTest {

  private static final JudgedEnvironment PRODUCTION = TestPlatform.sample("production");
  private static final String DATA = "pytrading-prod-data";

  @ParameterizedTest
  @CsvSource({"production, 3, 3", "staging, 3, 0"})
  void isAClusterOfMastersAndTheirReplicas(String environment, int leaders, int followers) {
    assertThat(TestPlatform.sample(environment))
        .has("RedisCluster", "redis")
        .at("spec.clusterSize")
        .is(leaders)
        .at("spec.redisFollower.replicas")
        .is(followers)
        .at("spec.clusterVersion")
        .is("v7");
  }

  @Test
  void isOneServerWithoutAnOperatorWhereThereIsOneMaster() {
    JudgedEnvironment development = TestPlatform.sample("development");
    assertThat(development)
        .hasNo("RedisCluster")
        .hasNo("Application", "development-redis-operator");
    assertThat(development).has("StatefulSet", "redis").at("spec.replicas").is(1);
  }

  @ParameterizedTest
  @MethodSource("com.xtrading.platform.TestPlatform#each")
  void keysTakeTwoThirdsOfAServer(JudgedEnvironment rendered) {
    Environment environment = rendered.environment();
    assertThat(maxMemory(rendered, "redis"))
        .isEqualTo(percent(65, environment.data().redis().resources().memory()));
    assertThat(maxMemory(rendered, "redis-rate-limits"))
        .isEqualTo(percent(65, environment.data().rateLimits().resources().memory()));
  }

  private static long maxMemory(JudgedEnvironment rendered, String redis) {
    return Select.file(rendered, "config/redis/%s.conf".formatted(redis))
        .lines()
        .filter(line -> line.startsWith("maxmemory "))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }

  private static long percent(long percent, Memory memory) {
    return memory.toMebibytes() * percent / 100;
  }

  @ParameterizedTest
  @CsvSource({"redis, allkeys-lfu", "redis-rate-limits, volatile-ttl"})
  void aCacheForgetsWhatIsUsedLeastAndCountersWhatExpiresNext(String redis, String policy) {
    assertThat(Select.file(PRODUCTION, "config/redis/%s.conf".formatted(redis)).lines())
        .contains("maxmemory-policy " + policy, "save \"\"", "appendonly no");
  }

  @Test
  void aChangeOfSettingsRestartsTheClusterThroughAnAnnotation() {
    String settings = Select.file(PRODUCTION, "config/redis/redis.conf");
    assertThat(PRODUCTION)
        .has("ConfigMap", DATA, "redis-settings")
        .at("data", "redis-additional.conf")
        .is(settings);
    Manifest cluster = Select.one(PRODUCTION, "RedisCluster", "redis");
    String hash = cluster.at("metadata", "annotations", "checksum/config").text("");
    // The hash of what stands below the line that says where the file comes from.
    assertThat(hash)
        .isEqualTo(
            com.xtrading.platform.component.ContentHash.of(
                settings.substring(settings.indexOf('\n') + 1)));
    assertThat(
            cluster
                .at("spec", "kubernetesConfig", "ignoreAnnotations")
                .elements()
                .map(ignored -> ignored.text("")))
        .doesNotContain("checksum/config");
  }

  @Test
  void aReplicaHasRoomForWhatItsMasterSends() {
    assertThat(
            Select.at(
                    Select.one(PRODUCTION, "RedisCluster", "redis"),
                    "spec.storage.volumeMount.volume.0.emptyDir.sizeLimit")
                .text(""))
        .isEqualTo(PRODUCTION.environment().data().redis().resources().memory().toString());
    assertThat(Select.file(PRODUCTION, "config/redis/redis.conf"))
        .contains("rdb-del-sync-files yes");
  }

  @Test
  void serversOfAClusterAreClientsOfEachOtherWithTheirCertificate() {
    assertThat(usages("redis-tls")).contains("server auth", "client auth");
    assertThat(usages("redis-rate-limits-tls"))
        .contains("server auth")
        .doesNotContain("client auth");
  }

  private static List<String> usages(String certificate) {
    return Select.one(PRODUCTION, "Certificate", certificate)
        .at("spec", "usages")
        .elements()
        .map(usage -> usage.text(""))
        .toList();
  }

  @Test
  void aChangedPasswordInVaultTakesNoServerOutOfService() {
    String ready =
        Select.at(
                Select.one(PRODUCTION, "StatefulSet", "redis-rate-limits"),
                "spec.template.spec.containers.0.readinessProbe.exec.command.2")
            .text("");
    assertThat(ready).contains("NOAUTH").doesNotContain("password").doesNotContain("AUTH=");
  }

  @Test
  void serversOfOneRoleNeverShareANode() {
    for (String role : List.of("leader", "follower")) {
      Tree required =
          Select.at(
              Select.one(PRODUCTION, "RedisCluster", "redis"),
              "spec.redis%s.affinity.podAntiAffinity"
                  .formatted(Character.toUpperCase(role.charAt(0)) + role.substring(1)),
              "requiredDuringSchedulingIgnoredDuringExecution");
      assertThat(required.elements().toList())
          .singleElement()
          .satisfies(
              term -> {
                assertThat(term.at("labelSelector", "matchLabels").map())
                    .isEqualTo(Map.of("app", "redis-" + role));
                assertThat(term.at("topologyKey").text("")).isEqualTo("kubernetes.io/hostname");
              });
    }
  }

  @Test
  void oneServerLeavesAtATime() {
    assertThat(PRODUCTION)
        .has("PodDisruptionBudget", DATA, "redis")
        .at("spec.maxUnavailable")
        .is(1)
        .at("spec.selector.matchLabels", "app.kubernetes.io/name")
        .is("redis");
    assertThat(PRODUCTION).hasNo("PodDisruptionBudget", "redis-rate-limits");
  }

  @Test
  void nodeMapsSurviveTheClusterResource() {
    assertThat(PRODUCTION)
        .has("RedisCluster", "redis")
        .at("spec.storage.keepAfterDelete")
        .is(true)
        .at("spec.storage.nodeConfVolume")
        .is(true)
        .at("spec.persistenceEnabled")
        .isAbsent();
  }

  @ParameterizedTest
  @MethodSource("com.xtrading.platform.TestPlatform#each")
  void onlyTheHashOfThePasswordReachesAServersAclFile(JudgedEnvironment rendered) {
    for (String redis : List.of("redis", "redis-rate-limits")) {
      Manifest secret = Select.one(rendered, "ExternalSecret", redis + "-login");
      assertThat(secret.at("spec", "target", "template", "data", "users.acl").text(""))
          .isEqualTo("user default on #{{ .password | sha256sum }} ~* &* +@all\n");
      assertThat(secret.at("spec", "target", "template", "mergePolicy").text(""))
          .isEqualTo("Merge");
    }
  }

  @Test
  void theCertificateNamesEveryServerThatClientsAreSentTo() {
    List<String> names =
        Select.one(PRODUCTION, "Certificate", "redis-tls")
            .at("spec", "dnsNames")
            .elements()
            .map(name -> name.text(""))
            .toList();
    assertThat(names)
        .contains(
            "redis-leader.pytrading-prod-data.svc.cluster.local",
            "*.redis-leader-headless.pytrading-prod-data.svc.cluster.local",
            "*.redis-follower-headless.pytrading-prod-data.svc.cluster.local");
  }

  @Test
  void clientsLearnWhetherTheyTalkToACluster() {
    assertThat(PRODUCTION)
        .has("ConfigMap", "user-service-connections")
        .at("data.REDIS_MODE")
        .is("cluster")
        .at("data.REDIS_HOST")
        .is("redis-leader.pytrading-prod-data.svc.cluster.local")
        .at("data.RATE_LIMIT_REDIS_MODE")
        .is("standalone")
        .at("data.RATE_LIMIT_REDIS_HOST")
        .is("redis-rate-limits.pytrading-prod-data.svc.cluster.local");
    assertThat(TestPlatform.sample("development"))
        .has("ConfigMap", "user-service-connections")
        .at("data.REDIS_MODE")
        .is("standalone")
        .at("data.REDIS_HOST")
        .is("redis.pytrading-data.svc.cluster.local");
  }

  @Test
  void clientsAndServersReadOnePassword() {
    for (String secret : List.of("redis-login", "user-service-redis")) {
      assertThat(PRODUCTION)
          .has("ExternalSecret", secret)
          .at("spec.data.0.remoteRef.key")
          .is("production/redis/redis");
    }
  }
}
