package com.xtrading.platform.edge;

import com.xtrading.platform.component.DeclarationException;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often something may happen.
 *
 * @param requests by the window in which they are counted, 1 or more; a longer window has as many
 *     as a shorter one or more, which Kong asks for
 */
public record Limit(SortedMap<Window, Integer> requests) {

  /** The windows of Kong's plugin rate-limiting that the platform uses, shorter ones first. */
  public enum Window {
    MINUTE,
    HOUR,
    DAY
  }

  public Limit {
    int shorter = 1;
    for (Map.Entry<Window, Integer> one : requests.entrySet()) {
      if (one.getValue() < shorter) {
        throw new DeclarationException(
            "a limit of %d requests in a %s lets through less than nothing or than a shorter window; raise it to %d or more"
                .formatted(one.getValue(), one.getKey().name().toLowerCase(Locale.ROOT), shorter));
      }
      shorter = one.getValue();
    }
    requests = Collections.unmodifiableSortedMap(new TreeMap<>(requests));
  }

  private static Limit of(Window window, int requests) {
    return new Limit(new TreeMap<>(Map.of(window, requests)));
  }

  public static Limit perMinute(int requests) {
    return of(Window.MINUTE, requests);
  }

  public static Limit perHour(int requests) {
    return of(Window.HOUR, requests);
  }

  public static Limit perDay(int requests) {
    return of(Window.DAY, requests);
  }

  /** Both limits at once. */
  public Limit and(Limit other) {
    SortedMap<Window, Integer> both = new TreeMap<>(requests);
    both.putAll(other.requests);
    return new Limit(both);
  }
}
