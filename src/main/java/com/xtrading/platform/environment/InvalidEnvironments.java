package com.xtrading.platform.environment;

import java.util.List;

/** Environment files cannot be used; carries everything that is wrong with them. */
public final class InvalidEnvironments extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<EnvironmentProblem> problems;

  public InvalidEnvironments(List<EnvironmentProblem> problems) {
    super(
        String.join(
            System.lineSeparator(), problems.stream().map(EnvironmentProblem::toString).toList()));
    this.problems = List.copyOf(problems);
  }

  public List<EnvironmentProblem> problems() {
    return problems;
  }
}
