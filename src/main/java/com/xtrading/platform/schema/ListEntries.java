package com.xtrading.platform.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Entries of a list that the API server merges by key ({@code x-kubernetes-list-type}). */
final class ListEntries {

  private ListEntries() {}

  /** Reports every entry whose keys (map), or which itself (set), came before. */
  static void checkUnique(
      JsonNode list,
      JsonNode schema,
      JsonNode itemSchema,
      FieldPath path,
      SchemaProblems problems) {
    checkUnique(list, schema, itemSchema, path, false, problems);
  }

  /** As above; a tolerated duplicate is one that the API server only warns of. */
  static void checkUnique(
      JsonNode list,
      JsonNode schema,
      JsonNode itemSchema,
      FieldPath path,
      boolean tolerated,
      SchemaProblems problems) {
    String type = schema.path("x-kubernetes-list-type").asText();
    if (!type.equals("map") && !type.equals("set")) {
      return;
    }
    Map<List<JsonNode>, Integer> first = new HashMap<>();
    for (int i = 0; i < list.size(); i++) {
      JsonNode entry = list.get(i);
      if (type.equals("map") && !entry.isObject()) {
        continue;
      }
      List<JsonNode> key = type.equals("map") ? keys(entry, schema, itemSchema) : List.of(entry);
      Integer earlier = first.putIfAbsent(key, i);
      if (earlier != null) {
        String what = "is the same entry as [%d]: %s".formatted(earlier, key);
        String change = "remove one of them, or give them different keys";
        if (tolerated) {
          problems.warning(path.index(i), what, change);
        } else {
          problems.error(path.index(i), what, change);
        }
      }
    }
  }

  private static List<JsonNode> keys(JsonNode entry, JsonNode schema, JsonNode itemSchema) {
    List<JsonNode> keys = new ArrayList<>();
    for (JsonNode name : schema.path("x-kubernetes-list-map-keys")) {
      JsonNode value = entry.path(name.asText());
      if (value.isMissingNode() || value.isNull()) {
        value = itemSchema.path("properties").path(name.asText()).path("default");
      }
      // OpenAPI documents of older servers leave this default out.
      if (value.isMissingNode() && name.asText().equals("protocol")) {
        value = TextNode.valueOf("TCP");
      }
      keys.add(value);
    }
    return keys;
  }
}
