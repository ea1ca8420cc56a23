package com.xtrading.platform.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * Holds one custom resource against its structural schema, in the API server's order: unknown
 * fields, nulls, defaults, values.
 */
final class CustomObjectCheck {

  private final ValueRules rules;
  private final BuiltInCheck builtIn;
  private final SchemaProblems problems;
  private int celRules;

  CustomObjectCheck(ValueRules rules, BuiltInCheck builtIn, SchemaProblems problems) {
    this.rules = rules;
    this.builtIn = builtIn;
    this.problems = problems;
  }

  /** Checks the object, which is changed by the defaults of the schema. */
  void check(JsonNode object, JsonNode schema) {
    new UnknownFields(problems).checkObject(object, schema);
    Defaults.apply(object, schema);
    value(object, schema, FieldPath.ROOT, true);
  }

  /** How many CEL rules apply to the checked object. */
  int celRules() {
    return celRules;
  }

  private void value(JsonNode value, JsonNode schema, FieldPath path, boolean root) {
    boolean intOrString = schema.path("x-kubernetes-int-or-string").asBoolean();
    if (value.isNull()) {
      if ((schema.has("type") || intOrString) && !schema.path("nullable").asBoolean()) {
        problems.error(path, "is null", "write a value, or remove it");
      }
      return;
    }
    if (intOrString) {
      if (!Values.isIntOrString(value)) {
        problems.error(path, "is " + Values.show(value), "write an integer or a string");
        return;
      }
    } else if (!ValueRules.checkType(value, schema, path, problems)) {
      return;
    }
    for (JsonNode rule : schema.path("x-kubernetes-validations")) {
      // A rule on the old value does not apply when an object is created.
      celRules += rule.path("rule").asText().matches("(?s).*\\boldSelf\\b.*") ? 0 : 1;
    }
    boolean embedded = schema.path("x-kubernetes-embedded-resource").asBoolean();
    if (value.isObject()) {
      fields(value, schema, path, root || embedded);
      if (embedded && !root) {
        identity(value, path);
      }
    } else if (value.isArray()) {
      JsonNode items = schema.path("items");
      for (int i = 0; i < value.size(); i++) {
        if (items.isObject()) {
          value(value.get(i), items, path.index(i), false);
        }
      }
      ListEntries.checkUnique(value, schema, items, path, problems);
    }
    rules.check(value, schema, path, problems);
  }

  private void fields(JsonNode value, JsonNode schema, FieldPath path, boolean isObject) {
    JsonNode known = schema.path("properties");
    JsonNode others = schema.path("additionalProperties");
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      String name = field.getKey();
      FieldPath place = path.key(name);
      if (isObject && name.equals("metadata")) {
        if (!field.getValue().isNull()) {
          builtIn.checkMetadata(field.getValue(), place, problems);
        }
      } else if (isObject && (name.equals("apiVersion") || name.equals("kind"))) {
        if (!field.getValue().isTextual()) {
          problems.error(place, "is " + Values.show(field.getValue()), "write a string");
        }
      } else if (known.has(name)) {
        value(field.getValue(), known.get(name), place, false);
      } else if (others.isObject()) {
        value(field.getValue(), others, place, false);
      }
    }
  }

  private void identity(JsonNode embedded, FieldPath path) {
    for (String name : new String[] {"apiVersion", "kind"}) {
      if (embedded.path(name).asText().isEmpty()) {
        ValueRules.missing(path.key(name), problems);
      }
    }
  }
}
