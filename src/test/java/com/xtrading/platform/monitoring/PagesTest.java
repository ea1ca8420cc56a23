package com.xtrading.platform.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.dashboard.Dashboard;
import com.xtrading.platform.dashboard.Dashboard.PanelQuery;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PagesTest {

  private static final String EACH = "com.xtrading.platform.TestPlatform#each";

  /** Numbers that go up and down, whatever their names say. */
  private static final Set<String> GAUGES =
      Set.of("cnpg_backends_total", "cnpg_backends_waiting_total", "kong_nginx_connections_total");

  private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
  private static final Pattern COUNTER = Pattern.compile("(\\w+\\()?(\\w+_total)\\b(?![\\w:])");

  @Test
  void anEnvironmentThatIsWatchedInItsBasicsHasThreePages() {
    assertThat(uids(TestPlatform.reference("development")))
        .containsExactlyInAnyOrder("xtrading-overview", "xtrading-services", "xtrading-capacity");
  }

  @Test
  void theOthersHaveOneForEachPart() {
    for (String name : List.of("staging", "production")) {
      assertThat(uids(TestPlatform.reference(name)))
          .containsExactlyInAnyOrder(
              "xtrading-overview",
              "xtrading-services",
              "xtrading-capacity",
              "xtrading-monitoring",
              "xtrading-slo",
              "xtrading-gateway",
              "xtrading-postgres",
              "xtrading-redis",
              "xtrading-redis-rate-limits",
              "xtrading-rabbitmq",
              "xtrading-influxdb",
              "xtrading-trading",
              "xtrading-backtests",
              "xtrading-security",
              "xtrading-images",
              "xtrading-traces");
    }
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void countersAreReadByWhatTheyGrew(JudgedEnvironment rendered) {
    Set<String> found = new TreeSet<>();
    queries(rendered)
        .forEach(
            asked ->
                COUNTER
                    .matcher(QUOTED.matcher(asked.query().text()).replaceAll(""))
                    .results()
                    .filter(match -> !GAUGES.contains(match.group(2)))
                    .forEach(
                        match -> {
                          found.add(match.group(2));
                          assertThat(match.group(1))
                              .as("%s: %s", asked.panel(), asked.query().text())
                              .isIn("rate(", "increase(");
                        }));
    assertThat(found).hasSizeGreaterThan(5);
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void quantilesAreThoseOfSumsByBucket(JudgedEnvironment rendered) {
    Pattern sums =
        Pattern.compile(
            "histogram_quantile\\([\\d.]+, sum by \\((?:\\w+, )*le\\) \\(rate\\(\\w+_bucket\\{[^}]*}\\["
                + ".*?]\\)\\)\\)");
    List<PanelQuery> quantiles =
        queries(rendered)
            .filter(asked -> asked.query().text().contains("histogram_quantile"))
            .toList();
    assertThat(quantiles)
        .isNotEmpty()
        .allSatisfy(
            asked ->
                assertThat(QUOTED.matcher(asked.query().text()).replaceAll(""))
                    .containsPattern(sums));
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void nothingIsDividedByARateThatMayBeNothing(JudgedEnvironment rendered) {
    Pattern unguarded =
        Pattern.compile("/ (?:sum|rate|increase)(?: by \\([\\w, ]*\\) )?\\(?(?:rate|increase)");
    assertThat(unguarded.matcher("a / sum by (b) (rate(c[5m]))").find()).isTrue();
    assertThat(queries(rendered))
        .isNotEmpty()
        .noneSatisfy(asked -> assertThat(asked.query().text()).containsPattern(unguarded));
  }

  private static Stream<PanelQuery> queries(JudgedEnvironment rendered) {
    return rendered.topology().dashboards().stream().flatMap(page -> page.queries().stream());
  }

  private static List<String> uids(JudgedEnvironment rendered) {
    return rendered.topology().dashboards().stream().map(Dashboard::uid).toList();
  }
}
