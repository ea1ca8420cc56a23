package com.xtrading.platform.coverage;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Grafana puts into expressions before it asks: spans of time, which are taken for what they
 * are at the least, and what people choose, which may be anything.
 */
final class Variables {

  /** Stands for what people choose. */
  private static final String CHOSEN = "__chosen__";

  private static final Pattern VARIABLE =
      Pattern.compile("\\$(?:\\{(\\w+)(?::\\w+)?}|\\[\\[(\\w+)]]|(\\w+))");

  /**
   * Spans (Grafana, "Global variables"): the interval for rates is never below four scrapes where
   * the data source knows the interval of scrapes.
   */
  private static final Map<String, String> SPANS =
      Map.of(
          "__interval", "1m",
          "__rate_interval", "2m",
          "__range", "1h");

  /** An expression that Prometheus would be asked. */
  static String fill(String expression) {
    return VARIABLE
        .matcher(expression)
        .replaceAll(found -> Matcher.quoteReplacement(SPANS.getOrDefault(name(found), CHOSEN)));
  }

  private static String name(MatchResult found) {
    for (int group = 1; group <= found.groupCount(); group++) {
      if (found.group(group) != null) {
        return found.group(group);
      }
    }
    return "";
  }

  static boolean isIn(String text) {
    return text.contains(CHOSEN);
  }

  private Variables() {}
}
