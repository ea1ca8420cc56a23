package com.xtrading.platform.model;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A whole number of hours that something may take.
 *
 * @param count 1 to 168
 */
public record Hours(int count) implements Comparable<Hours> {

  private static final Pattern FORM = Pattern.compile("(\\d{1,3})h");

  public Hours {
    if (count < 1 || count > 168) {
      throw new InvalidValue(
          "%d hours are no time for work".formatted(count),
          "1h to 168h",
          "choose a number of hours");
    }
  }

  /** Reads {@code 5h}. */
  public static Hours parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new InvalidValue(
          "\"%s\" is not a number of hours".formatted(text), "1h to 168h", "write 5h");
    }
    return new Hours(Integer.parseInt(form.group(1)));
  }

  public Duration duration() {
    return Duration.ofHours(count);
  }

  @Override
  public int compareTo(Hours other) {
    return Integer.compare(count, other.count);
  }

  @Override
  public String toString() {
    return count + "h";
  }
}
