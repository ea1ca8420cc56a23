package com.xtrading.platform.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Processor time, counted in thousandths of a core as Kubernetes does.
 *
 * @param millicores thousandths of a core, 1 or more
 */
public record Cpu(long millicores) implements Comparable<Cpu> {

  private static final Pattern FORM = Pattern.compile("(\\d{1,9})(m?)");

  public Cpu {
    if (millicores < 1) {
      throw new InvalidValue(
          "%d thousandths of a core is no CPU amount".formatted(millicores),
          "1m or more",
          "give at least 1m");
    }
  }

  /** Reads {@code 500m} (thousandths) or {@code 2} (cores). */
  public static Cpu parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new InvalidValue(
          "\"%s\" is not a CPU amount".formatted(text),
          "whole cores such as \"2\" or thousandths of a core such as 500m",
          "write 500m for half a core");
    }
    long number = Long.parseLong(form.group(1));
    return new Cpu(form.group(2).isEmpty() ? Math.multiplyExact(number, 1000L) : number);
  }

  public static Cpu millis(long millicores) {
    return new Cpu(millicores);
  }

  public Cpu plus(Cpu other) {
    return new Cpu(Math.addExact(millicores, other.millicores));
  }

  public Cpu times(long factor) {
    return new Cpu(Math.multiplyExact(millicores, factor));
  }

  @Override
  public int compareTo(Cpu other) {
    return Long.compare(millicores, other.millicores);
  }

  /** The shortest Kubernetes quantity of the same amount. */
  @Override
  public String toString() {
    return millicores % 1000 == 0 ? Long.toString(millicores / 1000) : millicores + "m";
  }
}
