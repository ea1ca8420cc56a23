package com.xtrading.platform.policy;

import java.util.function.Supplier;

/** Something that is derived when it is first asked for, once, whoever asks at the same time. */
final class Fact<T> {

  private Supplier<T> derivation;
  private volatile T value;

  /**
   * @param derivation gives no null; where it fails, whoever asks next tries again
   */
  Fact(Supplier<T> derivation) {
    this.derivation = derivation;
  }

  T get() {
    T known = value;
    return known == null ? derive() : known;
  }

  private synchronized T derive() {
    if (value == null) {
      value = derivation.get();
      derivation = null; // what it was derived from may go
    }
    return value;
  }
}
