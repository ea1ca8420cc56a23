package com.xtrading.platform.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;

/**
 * Holds a value against a definition of the OpenAPI document, as strictly as an API server reads
 * its own types with {@code fieldValidation=Strict}.
 */
final class BuiltInCheck {

  private static final String OBJECT_META = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";
  private static final String CORE = "io.k8s.api.core.v1.";

  /** Lists declared as maps in which validation lets duplicates pass. */
  private static final Set<String> DUPLICATES_TOLERATED =
      Set.of(
          CORE + "Container.ports",
          CORE + "Container.env",
          CORE + "PodSpec.imagePullSecrets",
          CORE + "PodSpec.hostAliases");

  private final OpenApiDocument api;
  private final ValueRules rules;

  BuiltInCheck(OpenApiDocument api, ValueRules rules) {
    this.api = api;
    this.rules = rules;
  }

  void check(JsonNode object, String definition, SchemaProblems problems) {
    value(object, api.definition(definition), definition, FieldPath.ROOT, problems);
  }

  void checkMetadata(JsonNode metadata, FieldPath path, SchemaProblems problems) {
    value(metadata, api.definition(OBJECT_META), OBJECT_META, path, problems);
  }

  /**
   * @param place the definition that the schema is, or {@code definition.field} where it is the
   *     schema of a field
   */
  private void value(
      JsonNode value, JsonNode schema, String place, FieldPath path, SchemaProblems problems) {
    String reference = schema.path("$ref").asText();
    if (!reference.isEmpty()) {
      referenced(value, reference.substring(reference.lastIndexOf('/') + 1), path, problems);
      return;
    }
    if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
      intOrString(value, path, problems);
      return;
    }
    String type = schema.path("type").asText(schema.has("properties") ? "object" : "");
    if (!Values.hasType(value, type)) {
      problems.error(path, "is " + Values.show(value), "write " + Values.article(type));
      return;
    }
    if (type.equals("object")) {
      fields(value, schema, place, path, problems);
    } else if (type.equals("array")) {
      items(value, schema, place, path, problems);
    }
    rules.limits(value, schema, path, problems);
  }

  private void referenced(JsonNode value, String name, FieldPath path, SchemaProblems problems) {
    if (name.endsWith(".resource.Quantity")) {
      if (!Formats.isQuantity(value)) {
        problems.error(
            path, Values.show(value) + " is not a quantity", "write such as 500m, 2 or 4Gi");
      }
    } else if (name.endsWith(".intstr.IntOrString")) {
      intOrString(value, path, problems);
    } else {
      value(value, api.definition(name), name, path, problems);
    }
  }

  private static void intOrString(JsonNode value, FieldPath path, SchemaProblems problems) {
    if (!Values.isIntOrString(value)) {
      problems.error(path, "is " + Values.show(value), "write an integer or a string");
    }
  }

  private void fields(
      JsonNode value, JsonNode schema, String place, FieldPath path, SchemaProblems problems) {
    JsonNode known = schema.path("properties");
    JsonNode others = schema.path("additionalProperties");
    if (known.isMissingNode() && others.isMissingNode()) {
      return; // RawExtension, FieldsV1: free form
    }
    for (JsonNode name : schema.path("required")) {
      if (!value.hasNonNull(name.asText())) {
        ValueRules.missing(path.key(name.asText()), problems);
      }
    }
    boolean keep = schema.path("x-kubernetes-preserve-unknown-fields").asBoolean();
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      String name = field.getKey();
      FieldPath fieldPath = path.key(name);
      boolean isNull = field.getValue().isNull();
      if (known.has(name)) {
        if (!isNull) { // Go reads a null field as an absent one
          boolean required = Values.contains(schema.path("required"), name);
          field(
              field.getValue(), known.get(name), required, place + "." + name, fieldPath, problems);
        }
      } else if (others.isObject()) {
        entry(field.getValue(), others, place, fieldPath, problems);
      } else if (!others.asBoolean() && !keep) {
        UnknownFields.report(name, known, fieldPath, problems);
      }
    }
  }

  private void field(
      JsonNode value,
      JsonNode schema,
      boolean required,
      String place,
      FieldPath path,
      SchemaProblems problems) {
    value(value, schema, place, path, problems);
    boolean unset = !required && value.isTextual() && value.asText().isEmpty();
    if (!unset) {
      oneOf(value, schema, path, problems);
    }
    for (int i = 0; i < value.size() && value.isArray(); i++) {
      oneOf(value.get(i), schema.path("items"), path.index(i), problems);
    }
  }

  private static void oneOf(
      JsonNode value, JsonNode schema, FieldPath path, SchemaProblems problems) {
    if (Values.hasType(value, schema.path("type").asText())) { // else the type is the finding
      ValueRules.oneOfValues(value, schema.path("enum"), path, problems);
    }
  }

  private void items(
      JsonNode list, JsonNode schema, String place, FieldPath path, SchemaProblems problems) {
    JsonNode items = schema.path("items");
    for (int i = 0; i < list.size(); i++) {
      entry(list.get(i), items, place, path.index(i), problems);
    }
    boolean tolerated = DUPLICATES_TOLERATED.contains(place);
    ListEntries.checkUnique(list, schema, api.resolved(items), path, tolerated, problems);
  }

  private void entry(
      JsonNode value, JsonNode schema, String place, FieldPath path, SchemaProblems problems) {
    if (value.isNull()) {
      problems.error(path, "is null", "write a value, or remove it");
    } else {
      value(value, schema, place, path, problems);
    }
  }
}
