package com.xtrading.platform.declaration;

import com.xtrading.platform.model.InvalidValue;
import java.math.BigDecimal;

/** Decimal numbers that are kept as they are written, since a threshold is made of them. */
final class ExactNumber {

  /**
   * Reads {@code 99.9}.
   *
   * @param unit what it is a number of
   * @throws InvalidValue when it is none
   */
  static BigDecimal read(String text, String unit) {
    if (!text.matches("\\d{1,9}(\\.\\d{1,9})?")) {
      throw new InvalidValue(
          "\"%s\" is not a number of %s".formatted(text, unit),
          "digits, and more of them behind a point",
          "write 99.9 or 0.25");
    }
    return new BigDecimal(text);
  }

  private ExactNumber() {}
}
