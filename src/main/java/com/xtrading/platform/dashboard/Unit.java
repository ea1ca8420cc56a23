package com.xtrading.platform.dashboard;

import com.xtrading.platform.model.InvalidValue;
import com.xtrading.platform.model.Suggestion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the numbers of a panel are, by the id that Grafana has for it.
 *
 * <p>Grafana takes any text, and shows one that it does not know behind each number. So only what
 * stands in {@code grafana-units.txt} is a unit here.
 *
 * @param id such as {@code reqps} or {@code percentunit}
 */
public record Unit(String id) {

  private static final String RESOURCE = "grafana-units.txt";
  private static final List<String> KNOWN = read();
  private static final Set<String> IDS = Set.copyOf(KNOWN);
  private static final int NEAR = 3;

  /** A count; thousands are shortened. */
  public static final Unit SHORT = new Unit("short");

  /** A count that is shown as it is. */
  public static final Unit NUMBER = new Unit("none");

  /** Text, as in tables and logs. */
  public static final Unit TEXT = new Unit("string");

  /** A share between 0 and 1, shown in per cent. */
  public static final Unit RATIO = new Unit("percentunit");

  /** Time in seconds. */
  public static final Unit SECONDS = new Unit("s");

  /** Time in milliseconds. */
  public static final Unit MILLISECONDS = new Unit("ms");

  /** Size in bytes, shown in KiB, MiB, GiB. */
  public static final Unit BYTES = new Unit("bytes");

  /** Bytes a second, shown in KiB/s, MiB/s. */
  public static final Unit BYTES_PER_SECOND = new Unit("binBps");

  /** Requests a second. */
  public static final Unit REQUESTS_PER_SECOND = new Unit("reqps");

  /** Operations a second. */
  public static final Unit OPERATIONS_PER_SECOND = new Unit("ops");

  /** Messages a second. */
  public static final Unit MESSAGES_PER_SECOND = new Unit("mps");

  /**
   * @throws InvalidValue when Grafana has no unit of that id
   */
  public Unit {
    if (!IDS.contains(id)) {
      throw new InvalidValue(
          "\"%s\" is no unit of Grafana".formatted(id),
          "one of %d ids in %s".formatted(KNOWN.size(), RESOURCE),
          "write " + String.join(" or ", Suggestion.nearest(id, KNOWN, NEAR)));
    }
  }

  /** Every id that Grafana knows, in its order. */
  public static List<String> known() {
    return KNOWN;
  }

  private static List<String> read() {
    try (InputStream in = Unit.class.getResourceAsStream(RESOURCE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
