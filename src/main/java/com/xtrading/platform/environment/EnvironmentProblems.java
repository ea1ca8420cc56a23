package com.xtrading.platform.environment;

import java.util.List;

/** Environment files cannot be used; carries everything that is wrong with them. */
public final class EnvironmentProblems extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  public EnvironmentProblems(List<Problem> problems) {
    super(String.join(System.lineSeparator(), problems.stream().map(Problem::toString).toList()));
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }
}
