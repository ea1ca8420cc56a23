package com.xtrading.platform.alerting;

import com.xtrading.platform.model.InvalidValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Collects what is wrong with one text, and knows the lines of its paths. */
final class Problems {

  private final List<ConfigProblem> found = new ArrayList<>();
  private final Map<String, Integer> lines = new HashMap<>();

  void add(YamlNode place, String problem, String allowed, String change) {
    add(place.line(), place.path(), problem, allowed, change);
  }

  void add(int line, String path, String problem, String allowed, String change) {
    lines.put(path, line);
    found.add(new ConfigProblem(path, problem, allowed, change));
  }

  /** Remembers the line of a place for what is found there later; that of a problem stays. */
  void place(String path, int line) {
    lines.putIfAbsent(path, line);
  }

  /** What a value is made of, or nothing and a problem. */
  <T> Optional<T> read(YamlNode place, Supplier<T> value) {
    try {
      return Optional.of(value.get());
    } catch (InvalidValue invalid) {
      add(place, invalid.getMessage(), invalid.allowed(), invalid.change());
      return Optional.empty();
    }
  }

  List<ConfigProblem> found() {
    return List.copyOf(found);
  }

  Map<String, Integer> lines() {
    return Map.copyOf(lines);
  }
}
