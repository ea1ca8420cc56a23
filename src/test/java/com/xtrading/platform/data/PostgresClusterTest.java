package com.xtrading.platform.data;

import static com.xtrading.platform.RenderedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrading.platform.EditedEnvironment;
import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.component.DeclarationException;
import com.xtrading.platform.environment.Data;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.services.WebService;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PostgresClusterTest {

  private static final String NAME = "postgres";
  private static final JudgedEnvironment PRODUCTION = TestPlatform.sample("production");

  @ParameterizedTest
  @CsvSource({
    "development, 96MB, 288MB, 64MB, 1024MB",
    "staging, 256MB, 768MB, 64MB, 4096MB",
    "production, 768MB, 2304MB, 192MB, 4096MB"
  })
  void tunesPostgresToTheSizeOfAnInstance(
      String environment, String shared, String cache, String maintenance, String wal) {
    assertThat(TestPlatform.sample(environment))
        .has("Cluster", NAME)
        .at("spec.postgresql.parameters.shared_buffers")
        .is(shared)
        .at("spec.postgresql.parameters.effective_cache_size")
        .is(cache)
        .at("spec.postgresql.parameters.maintenance_work_mem")
        .is(maintenance)
        .at("spec.postgresql.parameters.max_wal_size")
        .is(wal);
  }

  @ParameterizedTest
  @MethodSource("com.xtrading.platform.TestPlatform#each")
  void leavesRoomOnTheVolumeOfTheWriteAheadLog(JudgedEnvironment rendered) {
    Data.Postgres size = rendered.environment().data().postgres();
    assertThat(megabytes(rendered, "max_wal_size"))
        .isLessThanOrEqualTo(size.walRoom().toMebibytes() / 2);
    assertThat(megabytes(rendered, "min_wal_size")).isLessThan(megabytes(rendered, "max_wal_size"));
  }

  @ParameterizedTest
  @MethodSource("com.xtrading.platform.TestPlatform#each")
  void isPromisedAllTheMemoryItMayUse(JudgedEnvironment rendered) {
    Manifest cluster = Select.one(rendered, "Cluster", NAME);
    assertThat(cluster.at("spec", "resources", "requests"))
        .isEqualTo(cluster.at("spec", "resources", "limits"));
    assertThat(cluster.at("spec", "resources", "limits", "memory").text(""))
        .isEqualTo(rendered.environment().data().postgres().resources().memory().toString());
  }

  @ParameterizedTest
  @CsvSource({"1, false", "2, false", "3, true", "5, true"})
  void waitsForAReplicaOnlyWhereOneMayBeLost(int instances, boolean synchronous) {
    JudgedEnvironment rendered =
        TestPlatform.renderOnly(
            EditedEnvironment.sizing(
                EditedEnvironment.of("production", "instances: 3", "instances: " + instances)),
            PostgresCluster::new);
    Manifest cluster = Select.one(rendered, "Cluster", NAME);
    assertThat(cluster.at("spec", "instances").number(0)).isEqualTo(instances);
    assertThat(cluster.at("spec", "postgresql", "synchronous").exists()).isEqualTo(synchronous);
  }

  @Test
  void confirmsACommitOnlyWhenItIsOnTwoMachines() {
    assertThat(PRODUCTION)
        .has("Cluster", NAME)
        .at("spec.postgresql.synchronous.number")
        .is(1)
        .at("spec.postgresql.synchronous.dataDurability")
        .is("required")
        .at("spec.affinity.podAntiAffinityType")
        .is("required")
        .at("spec.affinity.topologyKey")
        .is("kubernetes.io/hostname");
  }

  @ParameterizedTest
  @MethodSource("com.xtrading.platform.TestPlatform#each")
  void leavesTheDisruptionBudgetToTheOperator(JudgedEnvironment rendered) {
    // A second budget over the same pods makes the API server refuse every eviction.
    assertThat(rendered).hasNo("PodDisruptionBudget", NAME);
  }

  @ParameterizedTest
  @MethodSource("com.xtrading.platform.TestPlatform#each")
  void keepsItsVolumesOnTheStorageClassOfTheEnvironment(JudgedEnvironment rendered) {
    String storageClass = rendered.environment().cluster().storage().block().className();
    assertThat(rendered).has("Cluster", NAME).at("spec.storage.storageClass").is(storageClass);
    Optional<Memory> wal = rendered.environment().data().postgres().walStorage();
    Tree volume = Select.one(rendered, "Cluster", NAME).at("spec", "walStorage");
    assertThat(volume.exists()).isEqualTo(wal.isPresent());
    assertThat(volume.at("size").text("none")).isEqualTo(wal.map(Memory::toString).orElse("none"));
  }

  @Test
  void losesNoDataToAMistakeInGit() {
    for (String kind : List.of("Cluster", "Database")) {
      Manifest object = Select.all(PRODUCTION, kind).findFirst().orElseThrow();
      assertThat(
              Select.at(object, "metadata.annotations", "argocd.argoproj.io/sync-options").text(""))
          .isEqualTo("Prune=confirm,Delete=confirm");
    }
    assertThat(PRODUCTION)
        .has("Database", "user-service")
        .at("spec.databaseReclaimPolicy")
        .is("retain");
  }

  @Test
  void givesEachServiceADatabaseARoleAndAPasswordFromVault() {
    assertThat(PRODUCTION)
        .has("Database", "user-service")
        .at("spec.name")
        .is("user_service")
        .at("spec.owner")
        .is("user_service")
        .at("spec.cluster.name")
        .is(NAME);
    assertThat(PRODUCTION)
        .has("Cluster", NAME)
        .at("spec.enableSuperuserAccess")
        .is(false)
        .at("spec.managed.roles")
        .isAbsent();
    assertThat(PRODUCTION)
        .has("DatabaseRole", "user-service")
        .at("spec.name")
        .is("user_service")
        .at("spec.passwordSecret.name")
        .is("postgres-role-user-service")
        .at("spec.databaseRoleReclaimPolicy")
        .is("retain");
    assertThat(PRODUCTION)
        .has("ExternalSecret", "pytrading-prod-data", "postgres-role-user-service")
        .at("spec.target.template.type")
        .is("kubernetes.io/basic-auth");
  }

  @Test
  void givesClientAndServerTheSamePassword() {
    assertThat(vaultKeys("pytrading-prod", "user-service-postgres"))
        .isNotEmpty()
        .isEqualTo(vaultKeys("pytrading-prod-data", "postgres-role-user-service"));
  }

  @Test
  void refusesTwoServicesOnOneDatabase() {
    assertThatThrownBy(
            () ->
                TestPlatform.renderOnly(
                    EditedEnvironment.sizing(TestPlatform.environment("production")),
                    platform -> {
                      PostgresCluster postgres = new PostgresCluster(platform);
                      postgres.database("user_service");
                      postgres.database("user_service");
                    }))
        .hasMessageContaining("database user_service is declared twice");
  }

  private static long megabytes(JudgedEnvironment rendered, String parameter) {
    String text =
        Select.one(rendered, "Cluster", NAME)
            .at("spec", "postgresql", "parameters", parameter)
            .text("");
    return Memory.parse(text.replace("MB", "Mi")).toMebibytes();
  }

  private static List<Object> vaultKeys(String namespace, String secret) {
    return Select.one(PRODUCTION, "ExternalSecret", namespace, secret)
        .at("spec", "data")
        .elements()
        .map(entry -> (Object) entry.at("remoteRef").map())
        .toList();
  }

  @Test
  void aDatabaseThatIsUsedHasAnOwner() {
    Environment staging =
        EditedEnvironment.sizing(TestPlatform.environment("staging"), "user-service");
    assertThatThrownBy(
            () ->
                TestPlatform.renderOnly(
                    staging,
                    platform ->
                        new WebService(platform, "user-service", staging.images().backend())
                            .uses(new PostgresCluster(platform).database("pricing").shared())))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "database pricing is used and nobody owns it, so that no migration makes its tables;"
                + " declare .owns(postgres.database(\"pricing\")) at the service whose data it"
                + " holds");
  }
}
