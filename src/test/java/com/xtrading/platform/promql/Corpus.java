package com.xtrading.platform.promql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The expressions of {@code corpus.txt} with what is expected of each. */
final class Corpus {

  static final Path FILE = Path.of("src/test/resources/promql/corpus.txt");

  private static final String NORMAL = "  ==>  ";
  private static final String REFUSED = "  !!  ";

  private Corpus() {}

  /**
   * A line of it.
   *
   * @param normal the normal form, of what is accepted
   * @param message with its place, of what is refused
   */
  record Line(String expression, Optional<String> normal, Optional<String> message) {}

  static List<Line> lines() {
    return read().stream().filter(Corpus::isExpression).map(Corpus::line).toList();
  }

  /** Writes down what is now answered; what Prometheus answers, conformance tells. */
  static void rewrite() {
    List<String> lines =
        read().stream()
            .map(line -> isExpression(line) ? answered(line(line).expression()) : line)
            .toList();
    try {
      Files.write(FILE, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String answered(String expression) {
    String written = expression.replace('\n', '↵').replace('\t', '⇥');
    try {
      String normal = Promql.parse(expression).toString();
      return normal.equals(expression) ? written : written + NORMAL + normal;
    } catch (PromqlException e) {
      return written + REFUSED + e.getMessage();
    }
  }

  private static boolean isExpression(String line) {
    return !line.isBlank() && !line.startsWith("# ");
  }

  private static Line line(String line) {
    int normal = line.indexOf(NORMAL);
    int refused = line.indexOf(REFUSED);
    int end = normal >= 0 ? normal : refused >= 0 ? refused : line.length();
    String expression = line.substring(0, end).replace('↵', '\n').replace('⇥', '\t');
    if (refused >= 0) {
      String message = line.substring(refused + REFUSED.length());
      return new Line(expression, Optional.empty(), Optional.of(message));
    }
    String form = normal >= 0 ? line.substring(normal + NORMAL.length()) : expression;
    return new Line(expression, Optional.of(form), Optional.empty());
  }

  private static List<String> read() {
    try {
      return Files.readAllLines(FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
