package com.xtrading.platform.alerting;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.xtrading.platform.alerting.YamlNode.Mapping;
import com.xtrading.platform.alerting.YamlNode.Scalar;
import com.xtrading.platform.alerting.YamlNode.Sequence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the first document of a YAML text into nodes that know their lines: all that comes after it
 * Alertmanager does not look at. Each key is there once; anchors, aliases and merged keys are
 * resolved.
 */
final class YamlText {

  private static final int DEEPEST = 100;
  private static final long MOST_NODES = 1_000_000;
  private static final String PLAIN = "plain YAML";

  private static final Pattern PLACE =
      Pattern.compile("^ in '?reader'?, line (\\d{1,9}),", Pattern.MULTILINE);
  private static final YAMLFactory FACTORY =
      YAMLFactory.builder()
          // Numbers are kept as text.
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNumberLength(Integer.MAX_VALUE).build())
          .build();

  private final String text;
  private final YAMLParser parser;
  private final Problems problems;
  private final Map<String, YamlNode> anchors = new HashMap<>();
  private long nodes;

  private YamlText(String text, YAMLParser parser, Problems problems) {
    this.text = text;
    this.parser = parser;
    this.problems = problems;
  }

  /** The mapping at the top; nothing and a problem where there is none. */
  static Optional<Mapping> read(String text, Problems problems) {
    try (YAMLParser parser = FACTORY.createParser(text)) {
      return new YamlText(text, parser, problems).document();
    } catch (JacksonException broken) {
      String message = broken.getOriginalMessage();
      problems.add(
          line(broken),
          "",
          "is not YAML: " + message.lines().findFirst().orElse(""),
          "",
          "check indentation, brackets and quotes here and on the line above");
      return Optional.empty();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static int line(JacksonException broken) {
    int line = broken.getLocation() == null ? 0 : broken.getLocation().getLineNr();
    Matcher place = PLACE.matcher(broken.getOriginalMessage());
    while (place.find()) {
      line = Integer.parseInt(place.group(1));
    }
    return line;
  }

  private Optional<Mapping> document() throws IOException {
    YamlNode top = parser.nextToken() == null ? new Scalar(1, "", "", false) : node(line(), "", 1);
    if (top instanceof Mapping mapping) {
      return Optional.of(mapping);
    }
    problems.add(
        top.line(),
        "",
        "is %s at the top".formatted(top.shape()),
        "a configuration of Alertmanager",
        "begin with route:");
    return Optional.empty();
  }

  private YamlNode node(int line, String path, int depth) throws IOException {
    if (parser.isCurrentAlias()) {
      return alias(line, path);
    }
    String anchor = parser.getObjectId();
    String tag = parser.getTypeId();
    if (tag != null && !tag.equals("str")) {
      problems.add(line, path, "has the tag !" + tag, PLAIN, "remove the tag");
    }
    YamlNode node = content(line, path, depth);
    if (anchor != null) {
      anchors.put(anchor, node);
    }
    return node;
  }

  private YamlNode content(int line, String path, int depth) throws IOException {
    JsonToken token = parser.currentToken();
    if (token.isStructStart() && depth > DEEPEST) {
      parser.skipChildren();
      problems.add(line, path, "is nested deeper than " + DEEPEST + " levels", PLAIN, "remove it");
      return nothing(line, path);
    }
    return switch (token) {
      case START_OBJECT -> mapping(line, path, depth);
      case START_ARRAY -> sequence(line, path, depth);
      default -> {
        String written = parser.getText();
        yield new Scalar(line, path, written == null ? "" : written, isQuoted());
      }
    };
  }

  /** Whether a quote or a block begins where the value does: then it is a text. */
  private boolean isQuoted() {
    long offset = parser.currentTokenLocation().getCharOffset();
    return offset >= 0
        && offset < text.length()
        && parser.currentToken() == JsonToken.VALUE_STRING
        && "\"'|>".indexOf(text.charAt((int) offset)) >= 0;
  }

  private YamlNode alias(int line, String path) throws IOException {
    String name = parser.getText();
    YamlNode meant = anchors.get(name);
    if (meant == null) {
      problems.add(
          line, path, "no anchor is called " + name, PLAIN, "write the value in its place");
      return nothing(line, path);
    }
    nodes += meant.size();
    if (nodes > MOST_NODES) {
      problems.add(
          line, path, "its aliases are more than a million values", PLAIN, "write what is meant");
      return nothing(line, path);
    }
    return meant.at(line, path);
  }

  private static Scalar nothing(int line, String path) {
    return new Scalar(line, path, "", false);
  }

  private Mapping mapping(int line, String path, int depth) throws IOException {
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    List<YamlNode> merged = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      int keyLine = line();
      String keyPath = YamlNode.below(path, key);
      parser.nextToken();
      YamlNode value = node(keyLine, keyPath, depth + 1);
      if (key.equals("<<")) {
        merged.addAll(value instanceof Sequence list ? list.items() : List.of(value));
        continue;
      }
      YamlNode first = entries.putIfAbsent(key, value);
      if (first != null) {
        problems.add(
            keyLine,
            keyPath,
            "is written twice, on line %d and on line %d".formatted(first.line(), keyLine),
            "each key once",
            "remove one of the two");
      }
    }
    merge(entries, merged);
    return new Mapping(line, path, entries);
  }

  private void merge(Map<String, YamlNode> entries, List<YamlNode> merged) {
    for (YamlNode other : merged) {
      if (other instanceof Mapping mapping) {
        mapping.entries().forEach(entries::putIfAbsent);
      } else {
        problems.add(other, "merges %s".formatted(other.shape()), "a mapping", "remove it");
      }
    }
  }

  private Sequence sequence(int line, String path, int depth) throws IOException {
    List<YamlNode> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(line(), path + "[" + items.size() + "]", depth + 1));
    }
    return new Sequence(line, path, items);
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }
}
