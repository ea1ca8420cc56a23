package com.xtrading.platform.benchmark;

import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.capacity.CapacityProof;
import com.xtrading.platform.capacity.CapacityReport;
import com.xtrading.platform.capacity.Premises;
import com.xtrading.platform.objects.ClusterObjects;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;

/**
 * Times the proof that everything fits, with all its scenarios: over the committed environments,
 * and over a {@link SyntheticFleet} that fits and one that does not. Minimum, median and maximum of
 * the processor time of several runs in one process, after one that is told apart. Two versions of
 * the scheduler that print the same digest place every pod alike.
 *
 * <p>Arguments choose what is measured: {@code committed}, or numbers of workloads and nodes, such
 * as {@code 1000/500}.
 */
public final class CapacityBenchmark {

  private static final int RUNS = 5;

  /** The committed environments, fleets that fit, and two of which half does not. */
  private static final List<String> EVERYTHING =
      List.of(
          "committed",
          "125/62",
          "250/125",
          "500/250",
          "1000/500",
          "2000/1000",
          "125/31",
          "500/125");

  public static void main(String[] arguments) {
    System.out.printf(
        "%-22s %8s %9s %10s %8s %8s %8s %8s   milliseconds of one core%n",
        "fleet", "pods", "events", "shortfalls", "first", "min", "median", "max");
    List<String> chosen = arguments.length == 0 ? EVERYTHING : List.of(arguments);
    for (String one : chosen) {
      if (one.equals("committed")) {
        committed();
      } else {
        int slash = one.indexOf('/');
        synthetic(
            Integer.parseInt(one.substring(0, slash)), Integer.parseInt(one.substring(slash + 1)));
      }
    }
  }

  private static void committed() {
    for (JudgedEnvironment one : TestPlatform.reference()) {
      time(one.name(), () -> CapacityProof.of(one.rendered()));
    }
  }

  private static void synthetic(int workloads, int nodes) {
    Premises premises = SyntheticFleet.on(nodes);
    ClusterObjects objects = new ClusterObjects(SyntheticFleet.of(workloads), List.of());
    time(workloads + " on " + nodes, () -> CapacityProof.of(premises, objects));
  }

  private static void time(String name, Supplier<CapacityReport> proof) {
    double[] millis = new double[RUNS];
    double first = 0;
    CapacityReport report = null;
    for (int run = -1; run < RUNS; run++) {
      long start = processorTime();
      report = proof.get();
      double took = (processorTime() - start) / 1e6;
      if (run < 0) {
        first = took;
      } else {
        millis[run] = took;
      }
    }
    Arrays.sort(millis);
    System.out.printf(
        "%-22s %8d %9d %10d %8.0f %8.0f %8.0f %8.0f   %s%n",
        name,
        report.total().pods(),
        report.outcomes().size(),
        report.shortfalls().size(),
        first,
        millis[0],
        millis[RUNS / 2],
        millis[RUNS - 1],
        digest(report));
  }

  /** Nanoseconds of this thread, so that other work on the machine does not count. */
  private static long processorTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static String digest(CapacityReport report) {
    try {
      byte[] bytes = report.toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
          .substring(0, 12);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private CapacityBenchmark() {}
}
