package com.xtrading.platform.declaration;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A series of a scenario and its values over time; {@link SeriesLabels} makes them.
 *
 * @param selector the metric with its labels
 * @param pieces what its values do, one after the other; the last one goes on
 */
public record InputSeries(String selector, List<Piece> pieces) {

  /**
   * Values for a while.
   *
   * @param start the first, or none where there are no samples
   * @param perSecond how much it grows
   * @param length how long; of the last piece it does not matter
   * @param counter whether it counts events, of which rules take the rate
   */
  private record Piece(String start, BigDecimal perSecond, Duration length, boolean counter) {}

  public InputSeries {
    pieces = List.copyOf(pieces);
  }

  static InputSeries gauge(String selector, double value) {
    return new InputSeries(selector, List.of(still(value)));
  }

  static InputSeries counter(String selector, double perSecond) {
    return new InputSeries(
        selector, List.of(new Piece("0", BigDecimal.valueOf(perSecond), Duration.ZERO, true)));
  }

  static InputSeries line(String selector, double start, double perSecond) {
    return new InputSeries(
        selector,
        List.of(new Piece(text(start), BigDecimal.valueOf(perSecond), Duration.ZERO, false)));
  }

  /** The same series, with another value after a while. */
  public InputSeries then(Duration after, double value) {
    List<Piece> more = new ArrayList<>(pieces.subList(0, pieces.size() - 1));
    Piece last = pieces.get(pieces.size() - 1);
    more.add(new Piece(last.start, last.perSecond, after, last.counter));
    more.add(still(value));
    return new InputSeries(selector, more);
  }

  /** The same series, without samples for a while before. */
  public InputSeries startingAfter(Duration time) {
    List<Piece> more = new ArrayList<>();
    more.add(new Piece("_", BigDecimal.ZERO, time, false));
    more.addAll(pieces);
    return new InputSeries(selector, more);
  }

  /** Whether rules take its rate, for which they need two samples. */
  public boolean counts() {
    return pieces.stream().anyMatch(Piece::counter);
  }

  /**
   * Its values as promtool reads them.
   *
   * @param interval between two samples
   * @param until the last moment at which a sample is needed
   */
  public String values(Duration interval, Duration until) {
    long needed = until.dividedBy(interval) + 1;
    List<String> parts = new ArrayList<>();
    for (int index = 0; index < pieces.size() && needed > 0; index++) {
      Piece piece = pieces.get(index);
      long samples =
          index == pieces.size() - 1 ? needed : Math.min(needed, piece.length.dividedBy(interval));
      if (samples > 0) {
        parts.add(piece.start.equals("_") ? "_x" + samples : expanding(piece, interval, samples));
        needed -= samples;
      }
    }
    return parts.stream().collect(Collectors.joining(" "));
  }

  /** {@code a+bxn} stands for n+1 samples. */
  private static String expanding(Piece piece, Duration interval, long samples) {
    BigDecimal step = piece.perSecond.multiply(BigDecimal.valueOf(interval.toSeconds()));
    return "%s%s%sx%d"
        .formatted(piece.start, step.signum() < 0 ? "-" : "+", plain(step.abs()), samples - 1);
  }

  private static Piece still(double value) {
    return new Piece(text(value), BigDecimal.ZERO, Duration.ZERO, false);
  }

  private static String text(double value) {
    return plain(BigDecimal.valueOf(value));
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
