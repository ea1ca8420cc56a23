package com.xtrading.platform.environment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How constants are written in environment files: {@code full-with-alerting}. */
public final class WrittenEnum {

  /** One constant. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Every constant of a type, in its order. */
  public static List<String> all(Class<?> enumType) {
    return Arrays.stream(enumType.getEnumConstants())
        .map(constant -> of((Enum<?>) constant))
        .toList();
  }

  private WrittenEnum() {}
}
