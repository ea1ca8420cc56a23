package com.xtrading.platform.environment;

import com.xtrading.platform.credential.Masked;
import java.util.Comparator;

/**
 * One mistake in an environment file, told to the person who edits it: place, what is wrong, what
 * is allowed, what to change. Every text is free of line breaks, control characters and
 * credentials.
 *
 * @param file path of the file as the directory was given
 * @param line line in the file, from 1; 0 where no line can be named
 * @param path keys from the top of the file, such as {@code services.user-service.limits}; empty
 *     for the file as a whole
 * @param problem what is wrong, naming the value
 * @param allowed what would be accepted; empty where that says nothing
 * @param change what to write instead; empty where that says nothing
 */
public record EnvironmentProblem(
    String file, int line, String path, String problem, String allowed, String change)
    implements Comparable<EnvironmentProblem> {

  private static final Comparator<EnvironmentProblem> ORDER =
      Comparator.comparing(EnvironmentProblem::file)
          .thenComparingInt(EnvironmentProblem::line)
          .thenComparing(EnvironmentProblem::path)
          .thenComparing(EnvironmentProblem::problem)
          .thenComparing(EnvironmentProblem::allowed)
          .thenComparing(EnvironmentProblem::change);

  /** A problem of an environment, whose line only the reader of its file knows. */
  public static EnvironmentProblem of(
      Environment environment, String path, String problem, String allowed, String change) {
    String file = "environments/%s.yaml".formatted(environment.name());
    return new EnvironmentProblem(file, 0, path, problem, allowed, change);
  }

  public EnvironmentProblem {
    file = printable(file);
    path = printable(path);
    problem = Masked.message(path, printable(problem));
    allowed = printable(allowed);
    change = Masked.message(path, printable(change));
  }

  @Override
  public int compareTo(EnvironmentProblem other) {
    return ORDER.compare(this, other);
  }

  /** The problem on one line, beginning with {@code file:line:} as compilers do. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(file);
    if (line > 0) {
      text.append(':').append(line);
    }
    text.append(": ");
    if (!path.isEmpty()) {
      text.append(path).append(": ");
    }
    text.append(problem);
    if (!allowed.isEmpty()) {
      text.append("; allowed: ").append(allowed);
    }
    if (!change.isEmpty()) {
      text.append("; ").append(change);
    }
    return text.toString();
  }

  private static String printable(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            character -> {
              if (character == '\n') {
                printable.append("\\n");
              } else if (Character.isISOControl(character) || isLineBreak(character)) {
                printable.append("\\u%04x".formatted(character));
              } else {
                printable.appendCodePoint(character);
              }
            });
    return printable.toString();
  }

  private static boolean isLineBreak(int character) {
    int type = Character.getType(character);
    return type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
  }
}
