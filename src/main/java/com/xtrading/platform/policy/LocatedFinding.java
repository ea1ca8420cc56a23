package com.xtrading.platform.policy;

import java.util.Comparator;

/**
 * A finding and where it is written. What stops comes first, then in the order of objects.
 *
 * @param finding what is wrong
 * @param file the file of the object, from where the command runs; absolute where it is elsewhere
 * @param line the line of the field, from 1
 */
public record LocatedFinding(Finding finding, String file, int line)
    implements Comparable<LocatedFinding> {

  private static final Comparator<LocatedFinding> ORDER =
      Comparator.comparing((LocatedFinding located) -> located.finding().severity())
          .thenComparing(located -> located.finding().object())
          .thenComparing(LocatedFinding::file)
          .thenComparing(LocatedFinding::line)
          .thenComparing(located -> located.finding().toString());

  @Override
  public int compareTo(LocatedFinding other) {
    return ORDER.compare(this, other);
  }
}
