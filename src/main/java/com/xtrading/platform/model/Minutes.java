package com.xtrading.platform.model;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A whole number of minutes that something lasts.
 *
 * @param count 1 to 60
 */
public record Minutes(int count) implements Comparable<Minutes> {

  private static final Pattern FORM = Pattern.compile("(\\d{1,2})m");

  public Minutes {
    if (count < 1 || count > 60) {
      throw new InvalidValue(
          "%d minutes are too few or too many".formatted(count),
          "1m to 60m",
          "choose a number of minutes");
    }
  }

  /** Reads {@code 5m}. */
  public static Minutes parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new InvalidValue(
          "\"%s\" is not a number of minutes".formatted(text), "1m to 60m", "write 5m");
    }
    return new Minutes(Integer.parseInt(form.group(1)));
  }

  public Duration duration() {
    return Duration.ofMinutes(count);
  }

  @Override
  public int compareTo(Minutes other) {
    return Integer.compare(count, other.count);
  }

  @Override
  public String toString() {
    return count + "m";
  }
}
