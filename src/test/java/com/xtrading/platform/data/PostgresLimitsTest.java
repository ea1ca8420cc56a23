package com.xtrading.platform.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrading.platform.EditedEnvironment;
import com.xtrading.platform.ReferencePlatform;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.component.DeclarationException;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.InvalidEnvironments;
import com.xtrading.platform.model.Memory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a PostgreSQL cluster cannot be, told to the person who edits its file. */
class PostgresLimitsTest {

  private static void refuses(Environment environment, String problem) {
    assertThatThrownBy(() -> TestPlatform.render(environment))
        .isInstanceOf(InvalidEnvironments.class)
        .hasMessage(
            "environments/%s.yaml: data.postgres.%s".formatted(environment.name(), problem));
  }

  @Test
  void aVolumeThatHoldsNoData() {
    refuses(
        EditedEnvironment.of("staging", "    storage: 20Gi\n", "    storage: 1Gi\n"),
        "storage: 1Gi is too small for data; allowed: 2Gi or more; write 2Gi or more");
  }

  @Test
  void aVolumeThatHoldsNotBothDataAndTheWriteAheadLog() {
    refuses(
        EditedEnvironment.of("development", "    storage: 8Gi\n", "    storage: 2Gi\n"),
        "storage: 2Gi leaves 512Mi for the write-ahead log, which gets a quarter, and 1536Mi for data;"
            + " allowed: 4Gi or more; write 4Gi or more, or add walStorage");
  }

  @Test
  void anInstanceWithoutRoomForItsBuffersIsOneMistake() {
    refuses(
        EditedEnvironment.of(
            "production",
            "resources: {cpu: \"1\", memory: 3Gi}\n    connectionsPerPod",
            "resources: {cpu: \"1\", memory: 128Mi}\n    connectionsPerPod"),
        "resources.memory: 128Mi is too small for shared buffers, maintenance and twenty connections;"
            + " allowed: 246Mi or more; write 246Mi or more");
  }

  @Test
  void theSmallestInstanceHoldsWhatIsPromised() {
    // A quarter for shared buffers (61), 64 for maintenance, twenty connections of 6: 245 of 246.
    Memory least = PostgresTuning.leastMemory();
    assertThat(least).isEqualTo(Memory.mebibytes(246));
    assertThat(PostgresTuning.of(least, Memory.gibibytes(1)))
        .containsEntry("shared_buffers", "61MB")
        .containsEntry("maintenance_work_mem", "64MB")
        .containsEntry("work_mem", "4MB")
        .containsEntry("max_connections", "20");
  }

  @Test
  void poolersThatOpenMoreConnectionsThanThereAre() {
    refuses(
        EditedEnvironment.of("production", "poolSize: 10", "poolSize: 60"),
        "pooler.poolSize: poolers (2) with 60 connections to each database (1) may open 120; allowed:"
            + " 90: max_connections 100 follows from the memory, 10 are kept; lower poolSize to 45");
  }

  @Test
  void connectionsThatPassThePoolersByCountToo() {
    assertThatThrownBy(
            () ->
                TestPlatform.render(
                    ReferencePlatform::declare,
                    EditedEnvironment.roomyStaging(
                        "poolSize: 15",
                        "poolSize: 19",
                        "\nlogging:\n",
                        TestPlatform.CLAIR + "logging:\n")))
        .isInstanceOf(InvalidEnvironments.class)
        .hasMessage(
            "environments/staging.yaml: data.postgres.pooler.poolSize: poolers (1) with 19"
                + " connections to each database (3) and, past them, clair: 36 may open 93; allowed:"
                + " 90: max_connections 100 follows from the memory, 10 are kept; lower poolSize to 18,"
                + " run fewer pods of clair");
  }

  @ParameterizedTest
  @ValueSource(strings = {"production", "development"})
  void whoeverSwitchesClairOnIsToldThatItsConnectionsAreTheOnesTooMany(String environment) {
    assertThatThrownBy(
            () ->
                TestPlatform.render(
                    ReferencePlatform::declare,
                    EditedEnvironment.ofReference(
                        environment, "\nlogging:\n", TestPlatform.CLAIR + "logging:\n")))
        .isInstanceOf(InvalidEnvironments.class)
        .hasMessageContaining("clair: 36");
  }

  @Test
  void servicesThatOpenMoreConnectionsThanThereAre() {
    refuses(
        EditedEnvironment.of("development", "connectionsPerPod: 4", "connectionsPerPod: 14"),
        "connectionsPerPod: services may open 28 connections (user-service: 28) at their largest number"
            + " of pods and one more while they roll; allowed: 27: max_connections 37 follows from the memory, 10"
            + " are kept; lower connectionsPerPod to 13, give instances more memory, or add a pooler");
  }

  @Test
  void servicesThatOpenMoreConnectionsThanAPoolerTakes() {
    refuses(
        EditedEnvironment.of(
            "production",
            "connectionsPerPod: 20",
            "connectionsPerPod: 100",
            "replicas: {min: 3, max: 6}\n    requests: {cpu: 500m",
            "replicas: {min: 3, max: 10}\n    requests: {cpu: 500m"),
        "connectionsPerPod: services may open 1100 connections to one pooler; allowed: 1000; lower"
            + " connectionsPerPod, or the largest number of pods");
  }

  @ParameterizedTest
  @CsvSource({"User Service", "postgres", "pytrading", "pg_stats", "1st", "''"})
  void namesOfDatabasesThatPostgresCannotHaveOrHasItself(String name) {
    assertThatThrownBy(
            () ->
                TestPlatform.renderOnly(
                    EditedEnvironment.sizing(TestPlatform.environment("production")),
                    platform -> new PostgresCluster(platform).database(name)))
        .isInstanceOf(DeclarationException.class)
        .hasMessageContaining(name);
  }
}
