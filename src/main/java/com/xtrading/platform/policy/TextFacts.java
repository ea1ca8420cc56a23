package com.xtrading.platform.policy;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What was found out about texts, whatever environment they stand in: most of them stand in all.
 * One for a run.
 */
public final class TextFacts {

  private final Map<Class<?>, Object> byKind = new ConcurrentHashMap<>();

  /**
   * The facts of one kind, which is safe for rules that run side by side.
   *
   * @param none the facts of that kind while nothing is known
   */
  public <T> T of(Class<T> kind, Supplier<T> none) {
    return kind.cast(byKind.computeIfAbsent(kind, unused -> none.get()));
  }
}
