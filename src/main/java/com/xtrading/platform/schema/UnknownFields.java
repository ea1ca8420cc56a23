package com.xtrading.platform.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.xtrading.platform.model.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reports the fields of a custom resource that the API server would drop. Follows
 * apiextensions-apiserver, {@code schema/pruning/algorithm.go}.
 */
final class UnknownFields {

  /** What every object has, whatever its schema says. */
  private static final Set<String> OF_EVERY_OBJECT = Set.of("apiVersion", "kind", "metadata");

  private static final Set<String> TYPES =
      Set.of("object", "array", "string", "integer", "number", "boolean");

  private final SchemaProblems problems;

  UnknownFields(SchemaProblems problems) {
    this.problems = problems;
  }

  void checkObject(JsonNode object, JsonNode schema) {
    check(object, schema, FieldPath.ROOT, true, false);
  }

  private void check(
      JsonNode value, JsonNode schema, FieldPath path, boolean isObject, boolean kept) {
    boolean keep = kept || schema.path("x-kubernetes-preserve-unknown-fields").asBoolean();
    String type = schema.path("type").asText();
    if (!keep && TYPES.contains(type) && !Values.hasType(value, type)) {
      return; // the type is the finding
    }
    boolean embedded = isObject || schema.path("x-kubernetes-embedded-resource").asBoolean();
    if (value.isObject()) {
      JsonNode known = schema.path("properties");
      JsonNode others = schema.path("additionalProperties");
      for (Map.Entry<String, JsonNode> field : value.properties()) {
        FieldPath place = path.key(field.getKey());
        if (embedded && OF_EVERY_OBJECT.contains(field.getKey())) {
          continue;
        }
        if (known.has(field.getKey())) {
          check(field.getValue(), known.get(field.getKey()), place, false, false);
        } else if (others.isObject() || others.asBoolean()) {
          JsonNode free = others.isObject() ? others : MissingNode.getInstance();
          check(field.getValue(), free, place, false, false);
        } else if (!keep) {
          report(field.getKey(), known, place, problems);
        }
      }
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        check(value.get(i), schema.path("items"), path.index(i), false, keep);
      }
    }
  }

  static void report(String name, JsonNode known, FieldPath path, SchemaProblems problems) {
    List<String> names = new ArrayList<>();
    known.fieldNames().forEachRemaining(names::add);
    names.sort(null);
    String allowed =
        names.isEmpty() ? "no field is known here" : "allowed: " + Suggestion.list(names);
    String change =
        Suggestion.of(name, names)
            .map(meant -> "did you mean \"%s\"? ".formatted(meant))
            .orElse("remove it; ");
    problems.error(path, "unknown field \"%s\"".formatted(name), change + allowed);
  }
}
