package com.xtrading.platform.alerting;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A part of a YAML text that knows its place. */
sealed interface YamlNode {

  /** From 1: of its key, or of itself inside a list and at the top. */
  int line();

  /** Keys from the top; empty there. */
  String path();

  /** What people call this shape. */
  String shape();

  /** How many nodes it is, with all below it, each as often as it is used. */
  long size();

  /** The same at another place, where an alias stands. */
  YamlNode at(int line, String path);

  /** Keys and values in the order of the file. */
  record Mapping(int line, String path, Map<String, YamlNode> entries, long size)
      implements YamlNode {

    Mapping(int line, String path, Map<String, YamlNode> entries) {
      this(line, path, entries, 1 + entries.values().stream().mapToLong(YamlNode::size).sum());
    }

    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    @Override
    public String shape() {
      return "a mapping";
    }

    @Override
    public YamlNode at(int otherLine, String otherPath) {
      return new Mapping(otherLine, otherPath, entries, size);
    }
  }

  /** Items in the order of the file. */
  record Sequence(int line, String path, List<YamlNode> items, long size) implements YamlNode {

    Sequence(int line, String path, List<YamlNode> items) {
      this(line, path, items, 1 + items.stream().mapToLong(YamlNode::size).sum());
    }

    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String shape() {
      return "a list";
    }

    @Override
    public YamlNode at(int otherLine, String otherPath) {
      return new Sequence(otherLine, otherPath, items, size);
    }
  }

  /** A single value: {@code text} is what was written, without quotes. */
  record Scalar(int line, String path, String text, boolean quoted) implements YamlNode {

    private static final Set<String> NOTHING = Set.of("", "~", "null", "Null", "NULL");

    @Override
    public String shape() {
      return isNull() ? "empty" : "a single value";
    }

    @Override
    public long size() {
      return 1;
    }

    /** Whether nothing is written, or a word for it. */
    boolean isNull() {
      return !quoted && NOTHING.contains(text);
    }

    @Override
    public YamlNode at(int otherLine, String otherPath) {
      return new Scalar(otherLine, otherPath, text, quoted);
    }
  }

  /** The path of a key below another path; keys with unusual characters are quoted. */
  static String below(String path, String key) {
    String step = key.matches("[A-Za-z0-9_-]{1,100}") ? key : '"' + key + '"';
    return path.isEmpty() ? step : path + "." + step;
  }
}
