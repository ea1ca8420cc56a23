package com.xtrading.platform.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.xtrading.platform.model.Suggestion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The rules for the value of one schema node. Inside {@code allOf}, {@code anyOf}, {@code oneOf}
 * and {@code not} they apply to whole subtrees and never restrict the names of fields.
 */
final class ValueRules {

  private final Patterns patterns = new Patterns();

  /** Every rule of the node but its type, which the caller has checked. */
  void check(JsonNode value, JsonNode schema, FieldPath path, SchemaProblems problems) {
    oneOfValues(value, schema.path("enum"), path, problems);
    limits(value, schema, path, problems);
    for (JsonNode name : schema.path("required")) {
      if (value.isObject() && !value.has(name.asText())) {
        missing(path.key(name.asText()), problems);
      }
    }
    for (JsonNode part : schema.path("allOf")) {
      checkSubtree(value, part, path, problems);
    }
    alternatives(value, schema, path, problems);
    if (schema.path("not").isObject() && accepts(value, schema.path("not"), path)) {
      problems.error(
          path,
          Values.show(value) + " has a form that is forbidden here",
          "make it differ from " + Values.text(schema.path("not")));
    }
  }

  static void missing(FieldPath path, SchemaProblems problems) {
    problems.error(path, "is required and missing", "add the field");
  }

  /** Whether the value is one of a closed set; every value is one of an empty set. */
  static void oneOfValues(
      JsonNode value, JsonNode allowed, FieldPath path, SchemaProblems problems) {
    List<String> texts = new ArrayList<>();
    for (JsonNode candidate : allowed) {
      if (Values.same(value, candidate)) {
        return;
      }
      texts.add(candidate.isTextual() ? candidate.asText() : Values.text(candidate));
    }
    if (!texts.isEmpty()) {
      String change =
          value.isTextual()
              ? Suggestion.of(value.asText(), texts)
                  .map(meant -> "write \"%s\"; ".formatted(meant))
                  .orElse("")
              : "";
      problems.error(
          path,
          Values.show(value) + " is not allowed",
          change + "allowed: " + Suggestion.list(texts));
    }
  }

  /** Pattern, format, bounds and counts. */
  void limits(JsonNode value, JsonNode schema, FieldPath path, SchemaProblems problems) {
    String format = schema.path("format").asText();
    if (!Formats.matches(value, format)) {
      problems.error(path, Values.show(value) + " is not a valid " + format, "write a " + format);
    }
    if (value.isTextual()) {
      pattern(value, schema, path, problems);
      count(
          value.asText().codePointCount(0, value.asText().length()),
          "Length",
          schema,
          path,
          problems);
    } else if (value.isNumber()) {
      number(value, schema, path, problems);
    } else if (value.isArray()) {
      count(value.size(), "Items", schema, path, problems);
      if (schema.path("uniqueItems").asBoolean()
          && new HashSet<>(items(value)).size() < value.size()) {
        problems.error(path, "has the same item twice", "remove one of them");
      }
    } else if (value.isObject()) {
      count(value.size(), "Properties", schema, path, problems);
    }
  }

  private void pattern(JsonNode value, JsonNode schema, FieldPath path, SchemaProblems problems) {
    String source = schema.path("pattern").asText();
    if (source.isEmpty()) {
      return;
    }
    patterns
        .get(source)
        .ifPresentOrElse(
            pattern -> {
              if (!pattern.matcher(value.asText()).find()) {
                problems.error(
                    path,
                    Values.show(value) + " does not match",
                    "write a text that matches " + source);
              }
            },
            () ->
                problems.warning(
                    path, "its pattern cannot be checked here: " + source, "try it on a cluster"));
  }

  private static void count(
      int size, String what, JsonNode schema, FieldPath path, SchemaProblems problems) {
    JsonNode least = schema.path("min" + what);
    JsonNode most = schema.path("max" + what);
    String name = what.equals("Length") ? "characters" : what.toLowerCase(Locale.ROOT);
    if (least.isNumber() && size < least.asLong()) {
      problems.error(path, "has %d %s".formatted(size, name), "write at least " + least);
    }
    if (most.isNumber() && size > most.asLong()) {
      problems.error(path, "has %d %s".formatted(size, name), "write at most " + most);
    }
  }

  private static void number(
      JsonNode value, JsonNode schema, FieldPath path, SchemaProblems problems) {
    if (value.isFloatingPointNumber() && !Double.isFinite(value.doubleValue())) {
      return;
    }
    BigDecimal number = value.decimalValue();
    JsonNode least = schema.path("minimum");
    if (least.isNumber()) {
      boolean exclusive = schema.path("exclusiveMinimum").asBoolean();
      int order = number.compareTo(least.decimalValue());
      if (order < 0 || exclusive && order == 0) {
        problems.error(
            path,
            value + " is too small",
            (exclusive ? "write more than " : "write at least ") + least);
      }
    }
    JsonNode most = schema.path("maximum");
    if (most.isNumber()) {
      boolean exclusive = schema.path("exclusiveMaximum").asBoolean();
      int order = number.compareTo(most.decimalValue());
      if (order > 0 || exclusive && order == 0) {
        problems.error(
            path,
            value + " is too large",
            (exclusive ? "write less than " : "write at most ") + most);
      }
    }
    JsonNode step = schema.path("multipleOf");
    if (step.isNumber() && number.remainder(step.decimalValue()).signum() != 0) {
      problems.error(path, value + " is not allowed", "write a multiple of " + step);
    }
  }

  private void alternatives(
      JsonNode value, JsonNode schema, FieldPath path, SchemaProblems problems) {
    for (String keyword : List.of("anyOf", "oneOf")) {
      List<String> failures = new ArrayList<>();
      for (JsonNode alternative : schema.path(keyword)) {
        SchemaProblems own = new SchemaProblems();
        checkSubtree(value, alternative, path, own);
        if (own.hasErrors()) {
          failures.add(own.firstError());
        }
      }
      int all = schema.path(keyword).size();
      int good = all - failures.size();
      if (all > 0 && good == 0) {
        problems.error(
            path,
            "has none of the %d allowed forms: %s"
                .formatted(all, String.join(" / ", failures.stream().distinct().toList())),
            "give it one of these forms");
      } else if (keyword.equals("oneOf") && good > 1) {
        problems.error(
            path, "has %d forms of which only one is allowed".formatted(good), "keep one of them");
      }
    }
  }

  private boolean accepts(JsonNode value, JsonNode schema, FieldPath path) {
    SchemaProblems own = new SchemaProblems();
    checkSubtree(value, schema, path, own);
    return !own.hasErrors();
  }

  private void checkSubtree(
      JsonNode value, JsonNode schema, FieldPath path, SchemaProblems problems) {
    if (!checkType(value, schema, path, problems)) {
      return;
    }
    if (value.isObject()) {
      JsonNode known = schema.path("properties");
      JsonNode others = schema.path("additionalProperties");
      for (Map.Entry<String, JsonNode> field : value.properties()) {
        JsonNode fieldSchema = known.path(field.getKey());
        checkSubtree(
            field.getValue(),
            fieldSchema.isMissingNode() ? others : fieldSchema,
            path.key(field.getKey()),
            problems);
      }
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        checkSubtree(value.get(i), schema.path("items"), path.index(i), problems);
      }
    }
    check(value, schema, path, problems);
  }

  /** Whether the value has the type that the schema names, if it names one. */
  static boolean checkType(
      JsonNode value, JsonNode schema, FieldPath path, SchemaProblems problems) {
    String type = schema.path("type").asText();
    boolean right = Values.hasType(value, type);
    if (!right) {
      problems.error(path, "is " + Values.show(value), "write " + Values.article(type));
    }
    return right;
  }

  private static List<JsonNode> items(JsonNode list) {
    List<JsonNode> items = new ArrayList<>();
    list.forEach(items::add);
    return items;
  }
}
