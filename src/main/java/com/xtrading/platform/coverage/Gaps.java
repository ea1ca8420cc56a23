package com.xtrading.platform.coverage;

import com.xtrading.platform.promql.Expr;
import java.util.ArrayList;
import java.util.List;

/** Collects the gaps of one expression. */
final class Gaps {

  private final WatchedExpression watched;
  private final List<Gap> found = new ArrayList<>();

  Gaps(WatchedExpression watched) {
    this.watched = watched;
  }

  /** Adds one that begins at a part of the expression. */
  void add(Expr at, String problem, String change) {
    add(at.position().start() + 1, problem, change);
  }

  /**
   * @param column in characters from 1
   */
  void add(int column, String problem, String change) {
    found.add(new Gap(watched, column, problem, change));
  }

  /** In the order in which they were found. */
  List<Gap> list() {
    return List.copyOf(found);
  }
}
