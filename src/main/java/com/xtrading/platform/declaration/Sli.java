package com.xtrading.platform.declaration;

import com.xtrading.platform.metric.MetricFamily;
import com.xtrading.platform.metric.MetricSet;
import com.xtrading.platform.metric.StoredBound;
import com.xtrading.platform.model.InvalidValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is counted for an objective: events, and those of them that are errors. Both are PromQL
 * without labels; where there are events there is a number of errors, if only 0.
 */
public sealed interface Sli {

  /** Events in a window, such as {@code 5m}: a rate, or a number of checks. */
  String total(String window);

  /** Those of them that are errors. */
  String errors(String window);

  /** What a good event is, in a few words. */
  String good();

  /** What an error has done, in a few words. */
  String bad();

  /** Samples of a scenario with so many good events a second. */
  List<InputSeries> someGood(double perSecond);

  /**
   * Samples of a scenario with so many errors a second, in other series than those of good ones.
   */
  List<InputSeries> someBad(double perSecond);

  /** Samples of a scenario in which nothing happens. */
  List<InputSeries> nothing();

  /** Whether errors of a scenario may be any share of its events. */
  default boolean divides() {
    return true;
  }

  /**
   * Whether what was asked for was given.
   *
   * @param all what was asked for
   * @param failed what was not given
   */
  record Availability(Events all, Events failed) implements Sli {

    @Override
    public String total(String window) {
      return all.rate(window);
    }

    @Override
    public String errors(String window) {
      // Series of errors begin with the first error.
      return "%s or 0 * %s".formatted(failed.rate(window), all.rate(window));
    }

    @Override
    public String good() {
      return "no failure of ours";
    }

    @Override
    public String bad() {
      return "failed";
    }

    @Override
    public List<InputSeries> someGood(double perSecond) {
      return List.of(all.series(perSecond));
    }

    @Override
    public List<InputSeries> someBad(double perSecond) {
      return all.metric().equals(failed.metric())
          ? List.of(failed.series(perSecond))
          : List.of(all.elsewhere().series(perSecond), failed.elsewhere().series(perSecond));
    }

    @Override
    public List<InputSeries> nothing() {
      return List.of(all.series(0), failed.series(0));
    }
  }

  /**
   * Whether it was given in time.
   *
   * @param durations a histogram in seconds
   * @param bound the longest time that is no error, in seconds; one of its buckets
   */
  record Latency(Events durations, BigDecimal bound) implements Sli {

    /**
     * @param contract the programs that export the histogram, and say its buckets
     * @param bound seconds, such as {@code 0.25}
     * @throws InvalidValue when they do not export it, say no buckets, or none ends there
     */
    public static Latency within(String bound, MetricSet contract, Events durations) {
      MetricFamily family = contract.families().get(durations.metric());
      if (family == null || family.bounds().isEmpty()) {
        throw new InvalidValue(
            "%s of %s has no bounds of buckets".formatted(durations.metric(), contract),
            "a histogram of src/main/resources/metrics/%s.tsv with bounds in the fourth column"
                .formatted(contract),
            "add them there, as the program exports them");
      }
      BigDecimal seconds = ExactNumber.read(bound, "seconds");
      if (family.bounds().stream().noneMatch(one -> one.compareTo(seconds) == 0)) {
        throw new InvalidValue(
            "no bucket of %s ends at %s s".formatted(durations.metric(), bound),
            family.bounds().stream()
                .map(BigDecimal::toPlainString)
                .collect(Collectors.joining(", ")),
            "take one of them, or have the program export another and add it to %s.tsv"
                .formatted(contract));
      }
      return new Latency(durations, seconds);
    }

    @Override
    public String total(String window) {
      return durations.rate("_count", List.of(), window);
    }

    @Override
    public String errors(String window) {
      // A program without that bucket would otherwise be fast whatever it does.
      return "%1$s - (%2$s or 0 * %1$s)"
          .formatted(
              total(window),
              durations.rate("_bucket", List.of("le=\"%s\"".formatted(stored())), window));
    }

    /** As Prometheus 3 stores the bound. */
    private String stored() {
      return StoredBound.of(bound.toPlainString()).orElseThrow();
    }

    @Override
    public String good() {
      return "within %s s".formatted(bound.stripTrailingZeros().toPlainString());
    }

    @Override
    public String bad() {
      return "took longer than %s s".formatted(bound.stripTrailingZeros().toPlainString());
    }

    @Override
    public List<InputSeries> someGood(double perSecond) {
      return measured(durations, perSecond, perSecond);
    }

    @Override
    public List<InputSeries> someBad(double perSecond) {
      return measured(durations.elsewhere(), 0, perSecond);
    }

    @Override
    public List<InputSeries> nothing() {
      return measured(durations, 0, 0);
    }

    private List<InputSeries> measured(Events events, double fast, double all) {
      String bucket = events.metric() + "_bucket";
      return List.of(
          events.example().with("le", stored()).counter(bucket, fast),
          events.example().with("le", "+Inf").counter(bucket, all),
          events.example().counter(events.metric() + "_count", all));
    }
  }

  /**
   * Whether something is up to date while it must be: a check every half minute for each place
   * whose session is open. What is not there at all is not up to date.
   *
   * @param time a gauge with the time of the last change, in seconds
   * @param session a gauge that is 1 while it must be up to date
   * @param place the label by which sessions differ
   * @param most the age that is no error
   */
  record Freshness(Events time, Events session, String place, Duration most) implements Sli {

    /** As often as it is scraped. */
    private static final String STEP = "30s";

    @Override
    public String total(String window) {
      return "sum(count_over_time((%s)[%s:%s]))".formatted(open(), window, STEP);
    }

    @Override
    public String errors(String window) {
      return "sum(count_over_time((%s unless on (%s) %s)[%s:%s])) or 0 * %s"
          .formatted(open(), place, upToDate(), window, STEP, total(window));
    }

    private String open() {
      return "max by (%s) (%s{%s}) == 1"
          .formatted(place, session.metric(), String.join(", ", session.matchers()));
    }

    /** Against the time of the scrape: a check is up to one scrape interval later. */
    private String upToDate() {
      String stored = "%s{%s}".formatted(time.metric(), String.join(", ", time.matchers()));
      return "min by (%s) (timestamp(%2$s) - %2$s) <= %3$d"
          .formatted(place, stored, most.toSeconds());
    }

    @Override
    public String good() {
      return "at most %d s old while a session is open".formatted(most.toSeconds());
    }

    @Override
    public String bad() {
      return "was older than %d s while a session was open".formatted(most.toSeconds());
    }

    /** So many places, since a place is up to date or not. */
    @Override
    public List<InputSeries> someGood(double perSecond) {
      return places("good", perSecond, 1, 0.9);
    }

    @Override
    public List<InputSeries> someBad(double perSecond) {
      return places("bad", perSecond, 1, 1.1);
    }

    @Override
    public List<InputSeries> nothing() {
      return places("closed", 1, 0, 100);
    }

    /** A place is up to date or not. */
    @Override
    public boolean divides() {
      return false;
    }

    private List<InputSeries> places(String name, double number, int open, double share) {
      return IntStream.range(0, (int) number)
          .mapToObj(index -> name + "-" + index)
          .flatMap(
              value ->
                  Stream.of(
                      session.example().with(place, value).gauge(session.metric(), open),
                      time.example()
                          .with(place, value)
                          .clock(time.metric(), most.toSeconds() * share)))
          .toList();
    }
  }
}
