package com.xtrading.platform.benchmark;

import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.TradingPlatform;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.coverage.MetricCoverage;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.file.EnvironmentLoader;
import com.xtrading.platform.objects.RenderedEnvironment;
import com.xtrading.platform.policy.MetricReach;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Times the proof that expressions watch what is there, network policies included: production as it
 * is, then synthetic platforms. The first time in a process, then minimum, median and maximum of
 * those that follow.
 */
public final class ExpressionsBenchmark {

  private static final int RUNS = 9;

  public static void main(String[] arguments) throws IOException {
    System.out.printf(
        "%-16s %11s %8s %8s %8s %8s   milliseconds%n",
        "production", "expressions", "first", "min", "median", "max");
    time("as it is", rendered(TradingPlatform::declare, Path.of("environments")));
    for (int services : new int[] {10, 100}) {
      Path folder = Files.createTempDirectory("synthetic");
      SyntheticPlatform.writeEnvironments(Path.of("environments"), folder, services);
      time(services + " services", rendered(SyntheticPlatform::declare, folder));
    }
  }

  private static RenderedEnvironment rendered(
      Function<Environment, Platform> declaration, Path folder) {
    EnvironmentLoader.Loaded loaded = EnvironmentLoader.load(folder);
    Environment production =
        loaded.environments().stream()
            .filter(environment -> environment.name().toString().equals("production"))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException(loaded.problems().toString()));
    return TestPlatform.render(declaration, production).rendered();
  }

  private static void time(String name, RenderedEnvironment rendered) {
    double[] millis = new double[RUNS];
    double first = 0;
    int expressions = 0;
    for (int run = -1; run < RUNS; run++) {
      long start = System.nanoTime();
      MetricCoverage coverage = MetricReach.coverageOf(rendered);
      if (!coverage.gaps().isEmpty()) {
        throw new IllegalStateException(coverage.gaps().toString());
      }
      double took = (System.nanoTime() - start) / 1e6;
      if (run < 0) {
        first = took;
        expressions = coverage.expressions().size();
      } else {
        millis[run] = took;
      }
    }
    Arrays.sort(millis);
    System.out.printf(
        "%-16s %11d %8.0f %8.0f %8.0f %8.0f%n",
        name, expressions, first, millis[0], millis[RUNS / 2], millis[RUNS - 1]);
  }

  private ExpressionsBenchmark() {}
}
