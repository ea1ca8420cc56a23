package com.xtrading.platform.promql;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** The time at which a selector is read, whatever the time of the query. */
public sealed interface AtModifier {

  /**
   * {@code @ 1609746000}.
   *
   * @param millis milliseconds since 1970
   */
  record Timestamp(long millis) implements AtModifier {

    /** Seconds with three decimals, as Prometheus writes it. */
    @Override
    public String toString() {
      return new BigDecimal(millis / 1000.0).setScale(3, RoundingMode.HALF_EVEN).toPlainString();
    }
  }

  /** {@code @ start()} and {@code @ end()}: the ends of the range of the query. */
  enum Bound implements AtModifier {
    START("start()"),
    END("end()");

    private final String written;

    Bound(String written) {
      this.written = written;
    }

    @Override
    public String toString() {
      return written;
    }
  }
}
