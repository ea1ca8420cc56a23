package com.xtrading.platform.coverage;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An expression that somebody relies on.
 *
 * @param use what for
 * @param object the object or file in which it stands
 * @param path the place in it
 * @param name of the alert, the recorded metric or the panel
 * @param text PromQL, with variables where it is Grafana's
 * @param told labels of the result that people are told, as in {@code {{ $labels.pod }}}
 * @param given labels that the rule adds to the result
 */
public record WatchedExpression(
    Use use,
    String object,
    String path,
    String name,
    String text,
    SortedSet<String> told,
    SortedMap<String, String> given) {

  /** What an expression is for. */
  public enum Use {
    ALERT("alert"),
    RECORDING("recording rule"),
    PANEL("panel"),
    VARIABLE("variable");

    private final String text;

    Use(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  public WatchedExpression {
    told = Collections.unmodifiableSortedSet(new TreeSet<>(told));
    given = Collections.unmodifiableSortedMap(new TreeMap<>(given));
  }

  /** {@code alert PostgresDown}. */
  public String called() {
    return use + " " + name;
  }
}
