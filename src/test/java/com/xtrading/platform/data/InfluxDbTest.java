package com.xtrading.platform.data;

import static com.xtrading.platform.RenderedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrading.platform.EditedEnvironment;
import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.component.DeclarationException;
import com.xtrading.platform.environment.Data;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InfluxDbTest {

  private static final JudgedEnvironment PRODUCTION = TestPlatform.sample("production");
  private static final String DATA = "pytrading-prod-data";

  @ParameterizedTest
  @MethodSource("com.xtrading.platform.TestPlatform#each")
  void hasTheVolumeAndTheRetentionOfItsEnvironment(JudgedEnvironment rendered) {
    Data.Influx size = rendered.environment().data().influxdb();
    assertThat(rendered)
        .has("PersistentVolumeClaim", "influxdb-data")
        .at("spec.resources.requests.storage")
        .is(size.storage())
        .at("spec.storageClassName")
        .is(rendered.environment().cluster().storage().block().className())
        .at("metadata.annotations", "argocd.argoproj.io/sync-options")
        .is("Prune=confirm,Delete=confirm");
    assertThat(rendered)
        .has("ConfigMap", "influxdb-config")
        .at("data.DOCKER_INFLUXDB_INIT_RETENTION")
        .is(size.retention());
    assertThat(rendered)
        .has("ConfigMap", "influxdb-setup-connections")
        .at("data.INFLUXDB_RETENTION")
        .is(size.retention());
  }

  @Test
  void itsVolumeIsAClaimOfItsOwnSinceTemplatesCannotGrow() {
    Manifest set = Select.one(PRODUCTION, "StatefulSet", "influxdb");
    assertThat(set.at("spec", "volumeClaimTemplates").exists()).isFalse();
    assertThat(
            pod(set)
                .at("volumes")
                .elements()
                .map(volume -> volume.at("persistentVolumeClaim", "claimName").text("")))
        .contains("influxdb-data");
  }

  @ParameterizedTest
  @MethodSource("com.xtrading.platform.TestPlatform#each")
  void queriesAndCachesFitIntoItsMemory(JudgedEnvironment rendered) {
    Map<String, Object> settings =
        Select.one(rendered, "ConfigMap", "influxdb-config").at("data").map();
    long memory = rendered.environment().data().influxdb().resources().memory().bytes();
    long queries = number(settings, "INFLUXD_QUERY_MAX_MEMORY_BYTES");
    assertThat(queries + number(settings, "INFLUXD_STORAGE_CACHE_MAX_MEMORY_SIZE"))
        .isLessThan(memory * 2 / 3);
    // The server refuses to start otherwise (query/control: max >= concurrency * initial).
    assertThat(queries)
        .isGreaterThanOrEqualTo(
            number(settings, "INFLUXD_QUERY_CONCURRENCY")
                * number(settings, "INFLUXD_QUERY_INITIAL_MEMORY_BYTES"));
    assertThat(number(settings, "INFLUXD_QUERY_MEMORY_BYTES"))
        .isBetween(number(settings, "INFLUXD_QUERY_INITIAL_MEMORY_BYTES"), queries);
  }

  private static long number(Map<String, Object> settings, String key) {
    return Long.parseLong(settings.get(key).toString());
  }

  @Test
  void itsSetupRunsInEverySyncAfterTheServer() {
    assertThat(PRODUCTION)
        .has("Job", "influxdb-setup")
        .at("metadata.annotations", "argocd.argoproj.io/hook")
        .is("Sync")
        .at("metadata.annotations", "argocd.argoproj.io/hook-delete-policy")
        .is("BeforeHookCreation")
        .at("metadata.annotations", "argocd.argoproj.io/sync-wave")
        .is("1")
        .at("spec.template.spec.restartPolicy")
        .is("Never");
    assertThat(PRODUCTION)
        .has("ConfigMap", DATA, "influxdb-setup")
        .at("data", "influxdb-setup.sh")
        .is(Select.file(PRODUCTION, "scripts/influxdb-setup.sh"));
    assertThat(PRODUCTION)
        .has("NetworkPolicy", DATA, "influxdb-setup")
        .allowsEgressTo(DATA, "app.kubernetes.io/name=influxdb", 8086);
  }

  @Test
  void everyClientHasALoginOfItsOwnOnBothSides() {
    for (String secret : List.of("user-service-influxdb", "influxdb-login-user-service")) {
      assertThat(PRODUCTION)
          .has("ExternalSecret", secret)
          .at("spec.data.0.remoteRef.key")
          .is("production/influxdb/user-service");
    }
    assertThat(mounts(Select.one(PRODUCTION, "Job", "influxdb-setup")))
        .contains("/etc/xtrading/secrets/influxdb-login-user-service");
    assertThat(mounts(Select.one(PRODUCTION, "Deployment", "user-service")))
        .contains("/etc/xtrading/secrets/user-service-influxdb")
        .as("the operator token is not for services")
        .noneMatch(path -> path.contains("admin"));
  }

  @Test
  void isScrapedWithTheCertificateThatItPresents() {
    assertThat(PRODUCTION)
        .has("PodMonitor", DATA, "influxdb")
        .at("spec.podMetricsEndpoints.0.scheme")
        .is("https")
        .at("spec.podMetricsEndpoints.0.tlsConfig.ca.secret.name")
        .is("influxdb-tls")
        .at("spec.podMetricsEndpoints.0.tlsConfig.serverName")
        .is("influxdb.pytrading-prod-data.svc.cluster.local");
  }

  @Test
  void refusesTwoClientsWithOneLogin() {
    assertThatThrownBy(
            () ->
                TestPlatform.renderOnly(
                    EditedEnvironment.sizing(TestPlatform.environment("production")),
                    platform -> {
                      InfluxDb influxdb = new InfluxDb(platform);
                      influxdb.measurements("reports");
                      influxdb.measurements("reports");
                    }))
        .isInstanceOf(DeclarationException.class)
        .hasMessageContaining("InfluxDB login reports is declared twice");
  }

  private static Tree pod(Manifest workload) {
    return workload.at("spec", "template", "spec");
  }

  private static List<String> mounts(Manifest workload) {
    return pod(workload)
        .at("containers")
        .elements()
        .flatMap(container -> container.at("volumeMounts").elements())
        .map(mount -> mount.at("mountPath").text(""))
        .toList();
  }
}
