package com.xtrading.platform.objects;

import com.xtrading.platform.manifest.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A label selector as the API defines it: {@code matchLabels} and {@code matchExpressions}, all of
 * which must hold. An empty selector matches everything.
 *
 * @param tree the selector
 */
public record LabelSelector(Tree tree) {

  /** The selector of a Service, which is a map of labels. */
  public static LabelSelector ofLabels(Tree labels) {
    return new LabelSelector(Tree.of(Map.of("matchLabels", labels.map())));
  }

  public Map<String, Object> matchLabels() {
    return tree.at("matchLabels").map();
  }

  /** What both selectors match. */
  public LabelSelector and(LabelSelector other) {
    List<Object> expressions = new ArrayList<>();
    for (LabelSelector one : List.of(this, other)) {
      one.matchLabels()
          .forEach(
              (key, value) ->
                  expressions.add(Map.of("key", key, "operator", "In", "values", List.of(value))));
      one.tree.at("matchExpressions").elements().forEach(each -> expressions.add(each.map()));
    }
    return new LabelSelector(Tree.of(Map.of("matchExpressions", expressions)));
  }

  /** Every label key that the selector looks at. */
  public Set<String> keys() {
    Set<String> keys = new HashSet<>(matchLabels().keySet());
    tree.at("matchExpressions")
        .elements()
        .forEach(expression -> keys.add(expression.at("key").text("")));
    return keys;
  }

  /** The part of the selector that looks at some keys. */
  public LabelSelector only(Predicate<String> keys) {
    Map<String, Object> labels = new LinkedHashMap<>(matchLabels());
    labels.keySet().removeIf(keys.negate());
    return new LabelSelector(
        Tree.of(
            Map.of(
                "matchLabels",
                labels,
                "matchExpressions",
                tree.at("matchExpressions")
                    .elements()
                    .filter(expression -> keys.test(expression.at("key").text("")))
                    .map(expression -> (Object) expression.map())
                    .toList())));
  }

  /** Every value that the selector names for a key. */
  public Set<Object> valuesOf(String key) {
    Set<Object> values = new HashSet<>();
    Optional.ofNullable(matchLabels().get(key)).ifPresent(values::add);
    tree.at("matchExpressions")
        .elements()
        .filter(expression -> expression.at("key").text("").equals(key))
        .flatMap(expression -> expression.at("values").elements())
        .forEach(value -> values.add(value.text("")));
    return values;
  }

  public boolean matches(Map<String, Object> labels) {
    return matchLabels().entrySet().stream()
            .allMatch(
                wanted ->
                    labels.containsKey(wanted.getKey())
                        && String.valueOf(wanted.getValue())
                            .equals(String.valueOf(labels.get(wanted.getKey()))))
        && tree.at("matchExpressions")
            .elements()
            .allMatch(expression -> matches(expression, labels));
  }

  private static boolean matches(Tree expression, Map<String, Object> labels) {
    String key = expression.at("key").text("");
    String value = String.valueOf(labels.get(key));
    boolean present = labels.containsKey(key);
    boolean listed =
        present && expression.at("values").elements().anyMatch(one -> one.text("").equals(value));
    return switch (expression.at("operator").text("")) {
      case "In" -> listed;
      case "NotIn" -> !listed;
      case "Exists" -> present;
      case "DoesNotExist" -> !present;
      default -> false;
    };
  }
}
