package com.xtrading.platform.promql;

import java.util.List;

/**
 * How the series of two instant vectors find each other.
 *
 * @param on by the labels alone; otherwise by all labels but these
 * @param labels of {@code on (…)} or {@code ignoring (…)}
 * @param cardinality how many of one side may belong to how many of the other
 * @param include labels of the side with one that its many partners are given
 */
public record VectorMatching(
    boolean on, List<String> labels, Cardinality cardinality, List<String> include) {

  /** What holds where nothing is written. */
  static final VectorMatching BY_ALL_LABELS =
      new VectorMatching(false, List.of(), Cardinality.ONE_TO_ONE, List.of());

  private static final VectorMatching SET_BY_ALL_LABELS =
      new VectorMatching(false, List.of(), Cardinality.MANY_TO_MANY, List.of());

  /** How many series of the left side may belong to how many of the right. */
  public enum Cardinality {
    ONE_TO_ONE,
    /** {@code group_left}. */
    MANY_TO_ONE,
    /** {@code group_right}. */
    ONE_TO_MANY,
    /** Of {@code and}, {@code or} and {@code unless}. */
    MANY_TO_MANY
  }

  public VectorMatching {
    labels = List.copyOf(labels);
    include = List.copyOf(include);
  }

  VectorMatching manyToMany() {
    return this == BY_ALL_LABELS
        ? SET_BY_ALL_LABELS
        : new VectorMatching(on, labels, Cardinality.MANY_TO_MANY, include);
  }

  /** With {@code group_left} or {@code group_right}. */
  public boolean isGrouped() {
    return cardinality == Cardinality.MANY_TO_ONE || cardinality == Cardinality.ONE_TO_MANY;
  }
}
