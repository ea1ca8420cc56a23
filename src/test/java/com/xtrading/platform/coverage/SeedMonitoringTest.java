package com.xtrading.platform.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.NestedText;
import com.xtrading.platform.policy.MetricReach;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules and the page of the original document, held against production. */
class SeedMonitoringTest {

  private static final Path SEED = Path.of("src/test/resources/seed/monitoring");

  @Test
  void threeOfFiveAlertsAndOneOfFourPanelsLookAtNothing() throws IOException {
    List<WatchedExpression> seed = new ArrayList<>();
    seed.addAll(Expressions.ofRules("alert_rules.yml", "", tree("alert_rules.yml")));
    seed.addAll(Expressions.ofDashboard("dashboard.json", tree("dashboard.json").at("dashboard")));
    assertThat(seed).hasSize(9);
    assertThat(
            MetricReach.coverageOf(TestPlatform.reference("production").rendered())
                .gaps(seed)
                .stream()
                .map(gap -> gap.at().name() + ": " + gap.problem()))
        .containsExactly(
            "HighCPUUsage: nobody exports or records cpu_usage_percent",
            "HighMemoryUsage: nobody exports or records memory_usage_percent",
            "DatabaseDown: nobody exports or records postgres_up",
            "API响应时间: it takes a quantile of each series by itself, and not of all of them together",
            "数据库连接数: nobody exports or records pg_stat_database_numbackends");
  }

  private static Tree tree(String file) throws IOException {
    return Tree.of(NestedText.documents(file, Files.readString(SEED.resolve(file))).get(0));
  }
}
