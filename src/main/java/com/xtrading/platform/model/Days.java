package com.xtrading.platform.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A whole number of days for which something is kept.
 *
 * @param count 1 to 3650
 */
public record Days(int count) implements Comparable<Days> {

  private static final Pattern FORM = Pattern.compile("(\\d{1,4})d");

  public Days {
    if (count < 1 || count > 3650) {
      throw new InvalidValue(
          "%d days cannot be kept".formatted(count), "1d to 3650d", "choose a number of days");
    }
  }

  /** Reads {@code 35d}. */
  public static Days parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new InvalidValue(
          "\"%s\" is not a number of days".formatted(text), "1d to 3650d", "write 35d");
    }
    return new Days(Integer.parseInt(form.group(1)));
  }

  @Override
  public int compareTo(Days other) {
    return Integer.compare(count, other.count);
  }

  @Override
  public String toString() {
    return count + "d";
  }
}
