package com.xtrading.platform.alerting;

import com.xtrading.platform.model.InvalidValue;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How Prometheus and Alertmanager write how long something lasts. */
public final class PromDuration {

  /** A unit with its milliseconds; a year has 365 days. */
  private record Unit(String name, long milliseconds) {}

  private static final List<Unit> UNITS =
      List.of(
          new Unit("y", 365L * 24 * 3600 * 1000),
          new Unit("w", 7L * 24 * 3600 * 1000),
          new Unit("d", 24L * 3600 * 1000),
          new Unit("h", 3600L * 1000),
          new Unit("m", 60_000),
          new Unit("s", 1000),
          new Unit("ms", 1));

  private static final Pattern FORM =
      Pattern.compile(
          "(?:(\\d+)y)?(?:(\\d+)w)?(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");

  /** What their programs can count: nanoseconds in 63 bits, about 292 years. */
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE / 1_000_000);

  private PromDuration() {}

  /**
   * Reads {@code 1h30m}: whole numbers of y, w, d, h, m, s and ms, each at most once, largest
   * first; 0 needs no unit.
   *
   * @throws InvalidValue when it is something else, or longer than 292 years
   */
  public static Duration parse(String text) {
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    Matcher form = FORM.matcher(text);
    if (text.isEmpty() || !form.matches()) {
      throw invalid("\"%s\" is not a duration".formatted(text));
    }
    BigInteger sum = BigInteger.ZERO;
    for (int index = 0; index < UNITS.size(); index++) {
      if (form.group(index + 1) != null) {
        sum =
            sum.add(
                new BigInteger(form.group(index + 1))
                    .multiply(BigInteger.valueOf(UNITS.get(index).milliseconds())));
      }
    }
    if (sum.compareTo(MOST) > 0) {
      throw invalid("\"%s\" is longer than 292 years".formatted(text));
    }
    return Duration.ofMillis(sum.longValueExact());
  }

  /** The shortest text that {@link #parse} reads back, without weeks and years that do not fit. */
  public static String print(Duration duration) {
    long left = duration.toMillis();
    if (left == 0) {
      return "0s";
    }
    StringBuilder text = new StringBuilder();
    for (Unit unit : UNITS) {
      boolean large = unit.name().equals("y") || unit.name().equals("w");
      long count = large && left % unit.milliseconds() != 0 ? 0 : left / unit.milliseconds();
      if (count > 0) {
        text.append(count).append(unit.name());
        left -= count * unit.milliseconds();
      }
    }
    return text.toString();
  }

  private static InvalidValue invalid(String problem) {
    return new InvalidValue(
        problem, "whole numbers with y, w, d, h, m, s, ms, largest first", "write 5m or 1h30m");
  }
}
