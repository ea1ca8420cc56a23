package com.xtrading.platform.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.NodeMetrics;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.objects.RenderedEnvironment;
import com.xtrading.platform.policy.MetricReach;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Without a monitor, the proof names every rule and page that went blind, and no other. */
class BlindExpressionsTest {

  private static final Scrapes.Reach OPEN =
      new Scrapes.Reach() {
        @Override
        public boolean pods(MetricSource source) {
          return true;
        }

        @Override
        public boolean nodes(NodeMetrics nodes) {
          return true;
        }
      };

  @ParameterizedTest
  @MethodSource("com.xtrading.platform.TestPlatform#each")
  void eachMonitorIsMissedByThoseThatNeedIt(JudgedEnvironment judged) {
    RenderedEnvironment rendered = judged.rendered();
    MetricCoverage whole = MetricReach.coverageOf(rendered);
    assertThat(whole.gaps()).isEmpty();
    int blind = 0;
    for (Manifest monitor : rendered.manifests()) {
      if (!monitor.kind().matches("ServiceMonitor|PodMonitor|ScrapeConfig")) {
        continue;
      }
      List<Manifest> rest =
          rendered.manifests().stream().filter(manifest -> manifest != monitor).toList();
      Set<String> named = new TreeSet<>();
      MetricCoverage.of(rest, rendered.topology(), OPEN, Duration.ofDays(400), whole.expressions())
          .gaps()
          .forEach(gap -> named.add(gap.at().object() + gap.at().path()));
      Set<String> expected = new TreeSet<>();
      String from = "%s %s/%s".formatted(monitor.kind(), monitor.namespace(), monitor.name());
      for (WatchedExpression one : whole.expressions()) {
        if (whole.sources(one).values().stream().anyMatch(Set.of(from)::equals)) {
          expected.add(one.object() + one.path());
        }
      }
      assertThat(named).as("without %s", from).containsAll(expected);
      blind += expected.size();
    }
    assertThat(blind).isPositive();
  }

  @Test
  void anExporterThatIsGoneIsNamed() {
    RenderedEnvironment rendered = TestPlatform.reference("production").rendered();
    MetricCoverage coverage = MetricReach.coverageOf(rendered);
    WatchedExpression redis =
        coverage.expressions().stream()
            .filter(one -> one.name().equals("RedisDown"))
            .findFirst()
            .orElseThrow();
    assertThat(coverage.sources(redis)).containsKey("redis_up");
  }
}
