package com.xtrading.platform.metric;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Bounds of buckets and quantiles as Prometheus 3 stores them: it reads what a program writes, and
 * writes the number in the form of OpenMetrics (model/labels, "FormatOpenMetricsFloat").
 */
public final class StoredBound {

  private static final int SHORTEST_EXPONENT = -5;
  private static final int LONGEST = 6;

  /** The stored form of a number; nothing for a text that is none. */
  public static Optional<String> of(String written) {
    if (written.matches("\\+?Inf")) {
      return Optional.of("+Inf");
    }
    if (!written.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?")) {
      return Optional.empty();
    }
    BigDecimal number = new BigDecimal(Double.toString(Double.parseDouble(written)));
    if (number.signum() == 0) {
      return Optional.of("0.0");
    }
    number = number.stripTrailingZeros();
    int exponent = number.precision() - number.scale() - 1;
    if (exponent > SHORTEST_EXPONENT && exponent < LONGEST) {
      String plain = number.toPlainString();
      return Optional.of(plain.contains(".") ? plain : plain + ".0");
    }
    String digits = number.unscaledValue().abs().toString();
    return Optional.of(
        "%s%s%se%s%02d"
            .formatted(
                number.signum() < 0 ? "-" : "",
                digits.substring(0, 1),
                digits.length() > 1 ? "." + digits.substring(1) : "",
                exponent < 0 ? "-" : "+",
                Math.abs(exponent)));
  }

  private StoredBound() {}
}
