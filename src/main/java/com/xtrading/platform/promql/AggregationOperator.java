package com.xtrading.platform.promql;

import java.util.Locale;
import java.util.Optional;

/** What makes one series, or few, of many. */
public enum AggregationOperator {
  SUM,
  AVG,
  COUNT,
  MIN,
  MAX,
  GROUP,
  STDDEV,
  STDVAR,
  TOPK(ValueType.SCALAR),
  BOTTOMK(ValueType.SCALAR),
  COUNT_VALUES(ValueType.STRING),
  QUANTILE(ValueType.SCALAR);

  private final Optional<ValueType> parameter;
  private final String written;

  AggregationOperator() {
    this(null);
  }

  AggregationOperator(ValueType parameter) {
    this.parameter = Optional.ofNullable(parameter);
    this.written = name().toLowerCase(Locale.ROOT);
  }

  /** The type of the parameter that stands before what is aggregated. */
  public Optional<ValueType> parameter() {
    return parameter;
  }

  public String written() {
    return written;
  }
}
