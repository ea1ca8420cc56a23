package com.xtrading.platform.environment.file;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.xtrading.platform.environment.file.YamlNode.Kind;
import com.xtrading.platform.environment.file.YamlNode.Mapping;
import com.xtrading.platform.environment.file.YamlNode.Scalar;
import com.xtrading.platform.environment.file.YamlNode.Sequence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads a YAML text into nodes that know their lines. Takes less than YAML offers: one document, a
 * mapping at its top, each key once, no anchors, aliases and tags.
 */
final class LocatedYaml {

  private static final int DEEPEST = 20;
  private static final Pattern PLACE =
      Pattern.compile("^ in '?reader'?, line (\\d{1,9}),", Pattern.MULTILINE);
  private static final YAMLFactory FACTORY =
      YAMLFactory.builder()
          // Numbers are kept as text; the binder says what is wrong with a long one.
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNumberLength(Integer.MAX_VALUE).build())
          .build();

  private final YAMLParser parser;
  private final FileProblems problems;
  private final Set<String> anchors = new HashSet<>();

  private LocatedYaml(YAMLParser parser, FileProblems problems) {
    this.parser = parser;
    this.problems = problems;
  }

  /** The mapping at the top of the text, or nothing and a problem. */
  static Optional<Mapping> read(String text, FileProblems problems) {
    try (YAMLParser parser = FACTORY.createParser(text)) {
      return new LocatedYaml(parser, problems).document();
    } catch (JacksonException broken) {
      problems.add(
          line(broken),
          "",
          "is not YAML: " + firstWords(broken.getOriginalMessage()),
          "",
          "check indentation, brackets and quotes here and on the line above");
      return Optional.empty();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** The parser's message names the line of the problem last; its location is the token before. */
  private static int line(JacksonException broken) {
    int line = broken.getLocation() == null ? 0 : broken.getLocation().getLineNr();
    Matcher place = PLACE.matcher(broken.getOriginalMessage());
    while (place.find()) {
      line = Integer.parseInt(place.group(1));
    }
    return line;
  }

  /** The parser's message without its excerpts of the file, which are the indented lines. */
  private static String firstWords(String message) {
    return message
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith(" "))
        .collect(Collectors.joining(": "));
  }

  private Optional<Mapping> document() throws IOException {
    if (parser.nextToken() == null) {
      problems.add("is empty", "a mapping with the settings of one environment", "fill it");
      return Optional.empty();
    }
    YamlNode top = node(line(), "", 1);
    if (parser.nextToken() != null) {
      problems.add(
          line(),
          "",
          "a second document begins",
          "one environment in a file",
          "move it into a file of its own");
    }
    if (top instanceof Mapping mapping) {
      return Optional.of(mapping);
    }
    boolean empty = top instanceof Scalar scalar && scalar.kind() == Kind.NONE;
    problems.add(
        top.line(),
        "",
        empty ? "is empty" : "is " + top.shape() + " at the top",
        "a mapping with the settings of one environment",
        "begin with name:");
    return Optional.empty();
  }

  private YamlNode node(int line, String path, int depth) throws IOException {
    if (parser.isCurrentAlias()) {
      return refused(line, path, "uses the alias *" + parser.getText(), "write the value again");
    }
    refuseAnchor(path);
    if (parser.getTypeId() != null) {
      refused(line, path, "has the tag !" + parser.getTypeId(), "remove the tag");
    }
    JsonToken token = parser.currentToken();
    if (token.isStructStart() && depth > DEEPEST) {
      parser.skipChildren();
      return refused(line, path, "is nested deeper than " + DEEPEST + " levels", "remove it");
    }
    return switch (token) {
      case START_OBJECT -> mapping(line, path, depth);
      case START_ARRAY -> sequence(line, path, depth);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> scalar(line, path, Kind.NUMBER);
      case VALUE_TRUE, VALUE_FALSE -> scalar(line, path, Kind.BOOLEAN);
      case VALUE_NULL -> scalar(line, path, Kind.NONE);
      case VALUE_STRING -> scalar(line, path, parser.getText().isEmpty() ? Kind.NONE : Kind.TEXT);
      // Only a tag makes any other token, and the tag is reported.
      default -> new Scalar(line, path, "", Kind.REFUSED);
    };
  }

  private Mapping mapping(int line, String path, int depth) throws IOException {
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      int keyLine = line();
      String keyPath = YamlNode.below(path, key);
      refuseAnchor(keyPath);
      parser.nextToken();
      YamlNode value = node(keyLine, keyPath, depth + 1);
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
    return new Mapping(line, path, entries);
  }

  private Sequence sequence(int line, String path, int depth) throws IOException {
    List<YamlNode> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(line(), path + "[" + items.size() + "]", depth + 1));
    }
    return new Sequence(line, path, items);
  }

  private Scalar scalar(int line, String path, Kind kind) throws IOException {
    return new Scalar(line, path, parser.getText(), kind);
  }

  private void refuseAnchor(String path) throws IOException {
    String anchor = parser.getObjectId();
    // The parser repeats the anchor of a mapping at its first key.
    if (anchor != null && anchors.add(anchor)) {
      refused(
          line(), path, "has the anchor &" + anchor, "remove it; write each value in its place");
    }
  }

  private Scalar refused(int line, String path, String problem, String change) {
    problems.add(line, path, problem, "plain YAML without anchors, aliases and tags", change);
    return new Scalar(line, path, "", Kind.REFUSED);
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }
}
