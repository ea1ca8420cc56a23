package com.xtrading.platform.promql;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How long it takes to parse many expressions, in a process that has done it before. The same file
 * is given to Prometheus ({@code .ci/conformance/promql -time}).
 */
public final class PromqlBenchmark {

  private static final int WARM_UP = 5;
  private static final int ROUNDS = 7;
  private static final ObjectMapper JSON = new ObjectMapper();

  private PromqlBenchmark() {}

  /**
   * @param args {@code write FILE COUNT}: expressions that are accepted, every second one of those
   *     in {@code dist/}, and between them mutations; {@code plain FILE COUNT}: only those of them
   *     without regular expressions; {@code time FILE}: the median of the rounds in milliseconds
   */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[1]);
    if (args[0].equals("time")) {
      System.out.printf(Locale.ROOT, "%.1f%n", median(expressions(file)));
    } else {
      Files.write(file, lines(Integer.parseInt(args[2]), args[0].equals("plain")));
    }
  }

  private static List<String> lines(int count, boolean plain) throws IOException {
    List<String> delivered =
        DeliveredExpressions.all().stream().filter(one -> !plain || !hasRegex(one)).toList();
    Mutations mutations = new Mutations(delivered, 1);
    List<String> lines = new ArrayList<>();
    while (lines.size() < count) {
      String expression =
          lines.size() % 2 == 0
              ? delivered.get(lines.size() / 2 % delivered.size())
              : mutations.next();
      if (plain && hasRegex(expression)) {
        continue;
      }
      try {
        String normal = Promql.parse(expression).toString();
        lines.add(
            JSON.writeValueAsString(
                Map.of("source", "benchmark", "expr", expression, "normal", normal)));
      } catch (PromqlException e) {
        continue; // the next mutation may be right
      }
    }
    return lines;
  }

  private static boolean hasRegex(String expression) {
    return expression.contains("=~") || expression.contains("!~");
  }

  private static List<String> expressions(Path file) throws IOException {
    List<String> expressions = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      expressions.add(JSON.readTree(line).get("expr").asText());
    }
    return expressions;
  }

  private static double median(List<String> expressions) {
    double[] millis = new double[ROUNDS];
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      long start = System.nanoTime();
      int scalars = 0;
      for (String expression : expressions) {
        scalars += Promql.parse(expression).type() == ValueType.SCALAR ? 1 : 0;
      }
      if (scalars == expressions.size()) {
        throw new IllegalStateException("only scalars");
      }
      if (round >= 0) {
        millis[round] = (System.nanoTime() - start) / 1e6;
      }
    }
    Arrays.sort(millis);
    return millis[ROUNDS / 2];
  }
}
