package com.xtrading.platform.model;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of memory or storage in bytes. Read and written in binary units only, so that {@code
 * 4G} (4·10⁹ bytes) and {@code 4Gi} (4·2³⁰ bytes) cannot be mixed up.
 *
 * @param bytes 1 or more
 */
public record Memory(long bytes) implements Comparable<Memory> {

  private static final List<String> UNITS = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi");
  private static final Pattern FORM = Pattern.compile("(\\d{1,9})(Ki|Mi|Gi|Ti|Pi)");
  private static final Pattern HUGE = Pattern.compile("\\d{10,}(Ki|Mi|Gi|Ti|Pi)");
  private static final Pattern DECIMAL = Pattern.compile("(\\d+)\\s*([kKMGTP])[bB]?");

  public Memory {
    if (bytes < 1) {
      throw new InvalidValue(
          "%d bytes is no amount of memory".formatted(bytes), "1Ki or more", "give at least 1Ki");
    }
  }

  /** Reads a whole number with a binary unit, such as {@code 512Mi} or {@code 4Gi}. */
  public static Memory parse(String text) {
    Matcher form = FORM.matcher(text);
    if (form.matches()) {
      int shift = 10 * UNITS.indexOf(form.group(2));
      long number = Long.parseLong(form.group(1));
      if (number > Long.MAX_VALUE >> shift) {
        throw new InvalidValue(
            "\"%s\" is larger than any machine".formatted(text),
            "less than 8192Pi",
            "check the unit");
      }
      return new Memory(number << shift);
    }
    if (HUGE.matcher(text).matches()) {
      throw new InvalidValue(
          "\"%s\" is larger than any machine".formatted(text),
          "less than 8192Pi",
          "check the number");
    }
    Matcher decimal = DECIMAL.matcher(text);
    String change =
        decimal.matches()
            ? "write %s%si, the binary unit"
                .formatted(decimal.group(1), decimal.group(2).toUpperCase(java.util.Locale.ROOT))
            : "write 512Mi or 4Gi";
    throw new InvalidValue(
        "\"%s\" is not an amount of memory".formatted(text),
        "a whole number with a binary unit: Ki, Mi, Gi, Ti, Pi",
        change);
  }

  public static Memory mebibytes(long mebibytes) {
    return new Memory(Math.multiplyExact(mebibytes, 1L << 20));
  }

  public static Memory gibibytes(long gibibytes) {
    return new Memory(Math.multiplyExact(gibibytes, 1L << 30));
  }

  /** Whole mebibytes, rounded down. */
  public long toMebibytes() {
    return bytes >> 20;
  }

  public Memory plus(Memory other) {
    return new Memory(Math.addExact(bytes, other.bytes));
  }

  public Memory times(long factor) {
    return new Memory(Math.multiplyExact(bytes, factor));
  }

  @Override
  public int compareTo(Memory other) {
    return Long.compare(bytes, other.bytes);
  }

  /** The Kubernetes quantity with the largest unit that divides the amount. */
  @Override
  public String toString() {
    long number = bytes;
    int unit = 0;
    while (number % 1024 == 0 && unit < UNITS.size() - 1) {
      number /= 1024;
      unit++;
    }
    return number + UNITS.get(unit);
  }
}
