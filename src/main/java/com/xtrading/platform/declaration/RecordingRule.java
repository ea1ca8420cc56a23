package com.xtrading.platform.declaration;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An expression whose result Prometheus keeps as a series of its own.
 *
 * @param group rules of one group are evaluated together, recordings before alerts
 * @param name {@code level:metric:operation}
 * @param expression PromQL
 * @param labels that are added to the result
 */
public record RecordingRule(
    String group, String name, String expression, SortedMap<String, String> labels) {

  public RecordingRule {
    if (!name.matches("[a-z0-9_]+:[a-z0-9_]+:[a-z0-9_]+")) {
      throw new IllegalArgumentException(
          "\"%s\" is not the name of a recording rule; write level:metric:operation, such as job:http_requests:rate5m"
              .formatted(name));
    }
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
  }
}
