package com.xtrading.platform.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.environment.Data;
import com.xtrading.platform.model.Memory;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is derived for an instance is what PostgreSQL 18 runs with. */
class PostgresTuningTest {

  /**
   * The operations overview tunes a server of 1 GiB. Its effective_cache_size of 1GB is all of that
   * memory, which the caches never have; ours is the three quarters that they may have.
   */
  @Test
  void reproducesTheOperationsOverviewForItsServer() {
    SortedMap<String, String> tuned = PostgresTuning.of(Memory.gibibytes(1), Memory.gibibytes(8));
    assertThat(tuned)
        .containsEntry("shared_buffers", "256MB")
        .containsEntry("maintenance_work_mem", "64MB")
        .containsEntry("checkpoint_completion_target", "0.9")
        .containsEntry("wal_buffers", "16MB")
        .containsEntry("default_statistics_target", "100")
        .containsEntry("random_page_cost", "1.1")
        .containsEntry("effective_io_concurrency", "200")
        .containsEntry("work_mem", "4MB")
        .containsEntry("min_wal_size", "1024MB")
        .containsEntry("max_wal_size", "4096MB")
        .containsEntry("effective_cache_size", "768MB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"development", "staging", "production"})
  void neverPromisesMoreMemoryThanAnInstanceHas(String environment) {
    Data.Postgres size = TestPlatform.environment(environment).data().postgres();
    SortedMap<String, String> tuned = PostgresTuning.of(size.resources().memory(), size.walRoom());
    long promised =
        mebibytes(tuned.get("shared_buffers"))
            + mebibytes(tuned.get("maintenance_work_mem"))
            + mebibytes(tuned.get("work_mem")) * Long.parseLong(tuned.get("max_connections"));
    assertThat(promised).isLessThanOrEqualTo(size.resources().memory().toMebibytes());
    assertThat(mebibytes(tuned.get("max_wal_size")))
        .isLessThanOrEqualTo(size.walRoom().toMebibytes() / 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"development", "staging", "production"})
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void aRealServerStartsWithEveryParameterAndShowsIt(String environment) throws Exception {
    Assumptions.assumeTrue(
        serversMayRun(), "PostgreSQL refuses root, and there is no user namespace");
    Data.Postgres size = TestPlatform.environment(environment).data().postgres();
    SortedMap<String, String> tuned = PostgresTuning.of(size.resources().memory(), size.walRoom());
    EmbeddedPostgres.Builder server = EmbeddedPostgres.builder();
    tuned.forEach(server::setServerConfig);
    try (EmbeddedPostgres postgres = server.start();
        Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      assertThat(show(statement, "server_version")).startsWith(size.major() + ".");
      for (Map.Entry<String, String> parameter : tuned.entrySet()) {
        assertThat(canonical(show(statement, parameter.getKey())))
            .as(parameter.getKey())
            .isEqualTo(canonical(parameter.getValue()));
      }
    }
  }

  private static boolean serversMayRun() throws Exception {
    return !System.getProperty("user.name").equals("root")
        || new ProcessBuilder("unshare", "-U", "true").start().waitFor() == 0;
  }

  private static String show(Statement statement, String parameter) throws Exception {
    try (ResultSet result = statement.executeQuery("SHOW " + parameter)) {
      result.next();
      return result.getString(1);
    }
  }

  /** PostgreSQL shows the largest unit that divides a size. */
  private static String canonical(String value) {
    return value.matches("\\d+(MB|GB)") ? mebibytes(value) + "MB" : value;
  }

  private static long mebibytes(String value) {
    long number = Long.parseLong(value.replaceAll("\\D", ""));
    return value.endsWith("GB") ? number * 1024 : number;
  }
}
