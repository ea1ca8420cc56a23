package com.xtrading.platform.environment.file;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A part of a YAML file that knows its place: the line of its key (of itself inside a list and at
 * the top) and its path.
 */
sealed interface YamlNode {

  int line();

  String path();

  /** What people call this shape. */
  String shape();

  /** Keys and values in the order of the file. */
  record Mapping(int line, String path, Map<String, YamlNode> entries) implements YamlNode {
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    @Override
    public String shape() {
      return "a mapping";
    }
  }

  /** Items in the order of the file. */
  record Sequence(int line, String path, List<YamlNode> items) implements YamlNode {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String shape() {
      return "a list";
    }
  }

  /** A single value; {@code text} is what was written, without quotes. */
  record Scalar(int line, String path, String text, Kind kind) implements YamlNode {
    @Override
    public String shape() {
      return "a single value";
    }
  }

  /** What YAML takes a single value for. */
  enum Kind {
    TEXT,
    NUMBER,
    BOOLEAN,
    NONE,
    /** Reported already; nothing more is to be said about it. */
    REFUSED
  }

  /** The path of a key below another path; keys with unusual characters are quoted. */
  static String below(String path, String key) {
    String step = key.matches("[A-Za-z0-9_-]{1,100}") ? key : '"' + shortened(key) + '"';
    return path.isEmpty() ? step : path + "." + step;
  }

  private static String shortened(String key) {
    return key.length() <= 100 ? key : key.substring(0, 100) + "...";
  }
}
