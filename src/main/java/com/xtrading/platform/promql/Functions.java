package com.xtrading.platform.promql;

import static com.xtrading.platform.promql.ValueType.MATRIX;
import static com.xtrading.platform.promql.ValueType.SCALAR;
import static com.xtrading.platform.promql.ValueType.STRING;
import static com.xtrading.platform.promql.ValueType.VECTOR;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The functions that Prometheus 3.13 knows without a feature flag (promql/parser/functions.go), and
 * the names of those that wait for one.
 */
public final class Functions {

  private static final Set<String> EXPERIMENTAL =
      Set.of(
          "double_exponential_smoothing",
          "end",
          "first_over_time",
          "histogram_quantiles",
          "info",
          "limit_ratio",
          "limitk",
          "mad_over_time",
          "max_of",
          "min_of",
          "range",
          "sort_by_label",
          "sort_by_label_desc",
          "start",
          "step",
          "ts_of_first_over_time",
          "ts_of_last_over_time",
          "ts_of_max_over_time",
          "ts_of_min_over_time");

  private static final Map<String, FunctionSignature> ALL = all();

  private Functions() {}

  /** The function of that name, which is written in this case only. */
  public static Optional<FunctionSignature> named(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  /** All names, in no order. */
  public static Set<String> names() {
    return ALL.keySet();
  }

  /** Whether Prometheus knows it only with {@code promql-experimental-functions}. */
  static boolean isExperimental(String name) {
    return EXPERIMENTAL.contains(name);
  }

  private static Map<String, FunctionSignature> all() {
    Map<String, FunctionSignature> all = new HashMap<>();
    for (String name :
        List.of(
            "abs",
            "absent",
            "acos",
            "acosh",
            "asin",
            "asinh",
            "atan",
            "atanh",
            "ceil",
            "cos",
            "cosh",
            "deg",
            "exp",
            "floor",
            "histogram_avg",
            "histogram_count",
            "histogram_sum",
            "histogram_stddev",
            "histogram_stdvar",
            "ln",
            "log10",
            "log2",
            "rad",
            "sgn",
            "sin",
            "sinh",
            "sort",
            "sort_desc",
            "sqrt",
            "tan",
            "tanh",
            "timestamp")) {
      add(all, name, VECTOR, VECTOR);
    }
    for (String name :
        List.of(
            "absent_over_time",
            "avg_over_time",
            "changes",
            "count_over_time",
            "delta",
            "deriv",
            "idelta",
            "increase",
            "irate",
            "last_over_time",
            "max_over_time",
            "min_over_time",
            "present_over_time",
            "rate",
            "resets",
            "stddev_over_time",
            "stdvar_over_time",
            "sum_over_time")) {
      add(all, name, VECTOR, MATRIX);
    }
    for (String name :
        List.of(
            "days_in_month",
            "day_of_month",
            "day_of_week",
            "day_of_year",
            "hour",
            "minute",
            "month",
            "year")) {
      add(all, name, 0, 1, VECTOR, VECTOR);
    }
    add(all, "clamp", VECTOR, VECTOR, SCALAR, SCALAR);
    add(all, "clamp_max", VECTOR, VECTOR, SCALAR);
    add(all, "clamp_min", VECTOR, VECTOR, SCALAR);
    add(all, "histogram_fraction", VECTOR, SCALAR, SCALAR, VECTOR);
    add(all, "histogram_quantile", VECTOR, SCALAR, VECTOR);
    add(all, "label_replace", VECTOR, VECTOR, STRING, STRING, STRING, STRING);
    add(all, "label_join", 3, Integer.MAX_VALUE, VECTOR, VECTOR, STRING, STRING, STRING);
    add(all, "pi", SCALAR);
    add(all, "predict_linear", VECTOR, MATRIX, SCALAR);
    add(all, "quantile_over_time", VECTOR, SCALAR, MATRIX);
    add(all, "round", 1, 2, VECTOR, VECTOR, SCALAR);
    add(all, "scalar", SCALAR, VECTOR);
    add(all, "time", SCALAR);
    add(all, "vector", VECTOR, SCALAR);
    return Map.copyOf(all);
  }

  private static void add(
      Map<String, FunctionSignature> all, String name, ValueType returns, ValueType... arguments) {
    add(all, name, arguments.length, arguments.length, returns, arguments);
  }

  private static void add(
      Map<String, FunctionSignature> all,
      String name,
      int least,
      int most,
      ValueType returns,
      ValueType... arguments) {
    all.put(name, new FunctionSignature(name, List.of(arguments), least, most, returns));
  }
}
