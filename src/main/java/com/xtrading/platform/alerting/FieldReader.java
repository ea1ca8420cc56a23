package com.xtrading.platform.alerting;

import com.xtrading.platform.alerting.YamlNode.Mapping;
import com.xtrading.platform.alerting.YamlNode.Scalar;
import com.xtrading.platform.alerting.YamlNode.Sequence;
import com.xtrading.platform.model.Suggestion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the fields of one mapping, strictly. A field without a value is one that is absent. */
final class FieldReader {

  private static final Set<String> TRUE =
      Set.of("true", "True", "TRUE", "y", "Y", "yes", "Yes", "YES", "on", "On", "ON");
  private static final Set<String> FALSE =
      Set.of("false", "False", "FALSE", "n", "N", "no", "No", "NO", "off", "Off", "OFF");

  private final Mapping mapping;
  private final Problems problems;

  private FieldReader(Mapping mapping, Problems problems) {
    this.mapping = mapping;
    this.problems = problems;
  }

  /**
   * The fields of a node; a problem where it is no mapping, and for each key that is not known.
   *
   * @param keys those that are
   */
  static FieldReader of(YamlNode node, Collection<String> keys, Problems problems) {
    FieldReader reader = new FieldReader(mapping(node, problems), problems);
    reader.mapping.entries().forEach((key, value) -> reader.check(key, value, keys));
    return reader;
  }

  private static Mapping mapping(YamlNode node, Problems problems) {
    if (node instanceof Mapping mapping) {
      return mapping;
    }
    if (!(node instanceof Scalar scalar && scalar.isNull())) {
      problems.add(node, "is " + node.shape(), "a mapping", "write keys with values below it");
    }
    return new Mapping(node.line(), node.path(), java.util.Map.of());
  }

  private void check(String key, YamlNode value, Collection<String> keys) {
    problems.place(value.path(), value.line());
    if (!keys.contains(key)) {
      problems.add(
          value,
          "is not known",
          Suggestion.list(keys),
          Suggestion.of(key, keys).map("did you mean %s?"::formatted).orElse("remove it"));
    }
  }

  Problems problems() {
    return problems;
  }

  YamlNode node() {
    return mapping;
  }

  Mapping mapping() {
    return mapping;
  }

  Optional<YamlNode> get(String key) {
    return Optional.ofNullable(mapping.entries().get(key))
        .filter(node -> !(node instanceof Scalar scalar && scalar.isNull()));
  }

  boolean has(String key) {
    return text(key).filter(text -> !text.isEmpty()).isPresent();
  }

  /** A single value as it is written. */
  Optional<String> text(String key) {
    return get(key).flatMap(this::text);
  }

  private Optional<String> text(YamlNode node) {
    if (node instanceof Scalar scalar) {
      return Optional.of(scalar.isNull() ? "" : scalar.text());
    }
    problems.add(node, "is " + node.shape(), "a text", "write one value");
    return Optional.empty();
  }

  boolean flag(String key, boolean otherwise) {
    Optional<YamlNode> node = get(key);
    if (node.isEmpty()) {
      return otherwise;
    }
    if (node.get() instanceof Scalar scalar && !scalar.quoted()) {
      if (TRUE.contains(scalar.text()) || FALSE.contains(scalar.text())) {
        return TRUE.contains(scalar.text());
      }
    }
    problems.add(node.get(), "is neither true nor false", "true, false", "write true or false");
    return otherwise;
  }

  Optional<Duration> duration(String key) {
    return get(key)
        .flatMap(
            node ->
                text(node).flatMap(text -> problems.read(node, () -> PromDuration.parse(text))));
  }

  /** The items of a list, or nothing where it is not there. */
  Optional<List<YamlNode>> items(String key) {
    Optional<YamlNode> node = get(key);
    if (node.isPresent() && !(node.get() instanceof Sequence)) {
      problems.add(
          node.get(), "is " + node.get().shape(), "a list", "write [ ] around it, or - before");
    }
    return node.filter(Sequence.class::isInstance).map(list -> ((Sequence) list).items());
  }

  /** Texts of a list, or nothing where it is not there. */
  Optional<List<String>> texts(String key) {
    return items(key)
        .map(
            items -> {
              List<String> texts = new ArrayList<>();
              for (YamlNode item : items) {
                problems.place(item.path(), item.line());
                text(item).ifPresent(texts::add);
              }
              return texts;
            });
  }

  /** Keys with a text each; none where it is not there. */
  SortedMap<String, String> pairs(String key) {
    SortedMap<String, String> pairs = new TreeMap<>();
    get(key)
        .map(node -> mapping(node, problems))
        .ifPresent(
            below ->
                below
                    .entries()
                    .forEach(
                        (name, value) -> text(value).ifPresent(text -> pairs.put(name, text))));
    return pairs;
  }

  void problem(String key, String problem, String allowed, String change) {
    YamlNode place = Optional.ofNullable(mapping.entries().get(key)).orElse(mapping);
    problems.add(place, problem, allowed, change);
  }
}
