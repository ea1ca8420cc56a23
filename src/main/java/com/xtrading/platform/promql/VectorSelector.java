package com.xtrading.platform.promql;

import java.util.List;
import java.util.Optional;

/**
 * The series that meet all matchers.
 *
 * @param name of the metric where it stands before the braces
 * @param matchers those in the braces, as they are written
 * @param at the time at which it is read, if that is fixed
 * @param offset how long before that it is read, zero for not at all
 */
public record VectorSelector(
    Optional<String> name,
    List<LabelMatcher> matchers,
    Optional<AtModifier> at,
    PromqlDuration offset,
    Position position)
    implements Expr {

  public VectorSelector {
    matchers = List.copyOf(matchers);
  }

  /** The one metric that it can find: its name, or that of a matcher {@code __name__="…"}. */
  public Optional<String> metric() {
    return name.or(
        () ->
            matchers.stream()
                .filter(matcher -> matcher.name().equals(LabelMatcher.METRIC_NAME))
                .filter(matcher -> matcher.op() == MatchOp.EQUAL)
                .map(LabelMatcher::value)
                .findFirst());
  }

  VectorSelector withOffset(PromqlDuration changed, Position widened) {
    return new VectorSelector(name, matchers, at, changed, widened);
  }

  VectorSelector withAt(AtModifier changed, Position widened) {
    return new VectorSelector(name, matchers, Optional.of(changed), offset, widened);
  }

  @Override
  public ValueType type() {
    return ValueType.VECTOR;
  }

  @Override
  public List<Expr> children() {
    return List.of();
  }

  @Override
  public String toString() {
    return Printer.print(this);
  }
}
