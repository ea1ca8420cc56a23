package com.xtrading.platform.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Drops nulls and fills defaults in, in place, as the API server does before it validates. Follows
 * apiextensions-apiserver, {@code schema/defaulting}.
 */
final class Defaults {

  private Defaults() {}

  static void apply(JsonNode object, JsonNode schema) {
    dropNulls(object, schema);
    fill(object, schema);
  }

  private static void dropNulls(JsonNode value, JsonNode schema) {
    if (value instanceof ObjectNode object) {
      List<String> dropped = new ArrayList<>();
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        JsonNode fieldSchema = fieldSchema(schema, field.getKey());
        boolean known = fieldSchema.isObject();
        if (field.getValue().isNull()
            && known
            && !isNullable(fieldSchema)
            && !hasDefault(fieldSchema)) {
          dropped.add(field.getKey());
        } else {
          dropNulls(field.getValue(), fieldSchema);
        }
      }
      object.remove(dropped);
    } else if (value instanceof ArrayNode list) {
      list.forEach(item -> dropNulls(item, schema.path("items")));
    }
  }

  private static void fill(JsonNode value, JsonNode schema) {
    if (value instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> known : schema.path("properties").properties()) {
        if (hasDefault(known.getValue()) && !object.has(known.getKey())) {
          object.set(known.getKey(), known.getValue().get("default").deepCopy());
        }
      }
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        JsonNode fieldSchema = fieldSchema(schema, field.getKey());
        if (takesDefault(field.getValue(), fieldSchema)) {
          field.setValue(fieldSchema.get("default").deepCopy());
        }
        fill(field.getValue(), fieldSchema);
      }
    } else if (value instanceof ArrayNode list) {
      JsonNode items = schema.path("items");
      for (int i = 0; i < list.size(); i++) {
        if (takesDefault(list.get(i), items)) {
          list.set(i, items.get("default").deepCopy());
        }
        fill(list.get(i), items);
      }
    }
  }

  private static boolean takesDefault(JsonNode value, JsonNode schema) {
    return value.isNull() && !isNullable(schema) && hasDefault(schema);
  }

  private static JsonNode fieldSchema(JsonNode schema, String field) {
    JsonNode known = schema.path("properties").path(field);
    return known.isMissingNode() ? schema.path("additionalProperties") : known;
  }

  private static boolean isNullable(JsonNode schema) {
    return schema.path("nullable").asBoolean();
  }

  private static boolean hasDefault(JsonNode schema) {
    return schema.has("default");
  }
}
