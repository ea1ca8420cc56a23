package com.xtrading.platform.alerting;

import com.xtrading.platform.model.InvalidValue;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * A zone of the IANA time zone database.
 *
 * @param name as in the database; {@code UTC} and nothing are UTC
 */
public record Location(String name) {

  /** In Java names of three letters stand apart. */
  private static final Set<String> FIXED = Set.of("EST", "MST", "HST");

  private static final Set<String> NAMES = ZoneId.getAvailableZoneIds();

  /**
   * @throws InvalidValue when the database has no such zone, or it is that of the machine
   */
  public Location {
    if (name.equals("Local")) {
      throw new InvalidValue(
          "location Local is that of the machine on which Alertmanager runs",
          "a name of the IANA time zone database",
          "write Asia/Shanghai or UTC");
    }
    if (!name.isEmpty() && !FIXED.contains(name) && (!NAMES.contains(name) || ofJavaAlone(name))) {
      throw new InvalidValue(
          "\"%s\" is not a time zone".formatted(name),
          "a name of the IANA time zone database",
          "write Asia/Shanghai or UTC");
    }
  }

  private static boolean ofJavaAlone(String name) {
    return name.startsWith("SystemV/");
  }

  ZoneId zone() {
    if (name.isEmpty()) {
      return ZoneOffset.UTC;
    }
    return ZoneId.of(name, ZoneId.SHORT_IDS);
  }

  @Override
  public String toString() {
    return name;
  }
}
