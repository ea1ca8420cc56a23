package com.xtrading.platform.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The built-in kinds of one Kubernetes version: an OpenAPI v2 document as {@code kubectl get --raw
 * /openapi/v2} prints it.
 *
 * <p>Such documents may leave the closed sets of values out. A file {@code enums-<version>.json}
 * beside {@code swagger-<version>.json} adds them: {@code {definition: {field: {enum: [...]}}}},
 * with {@code items: true} where the values are those of a list.
 */
final class OpenApiDocument {

  private static final JsonMapper JSON = new JsonMapper();

  private final Path file;
  private final JsonNode definitions;
  private final Map<String, String> definitionOfKind = new HashMap<>();
  private final Map<String, List<String>> versionsOfKind = new HashMap<>();

  private OpenApiDocument(Path file, JsonNode definitions) {
    this.file = file;
    this.definitions = definitions;
    for (Map.Entry<String, JsonNode> definition : definitions.properties()) {
      // Options and events of watches are listed under every group; objects have ObjectMeta.
      String metadata =
          definition.getValue().path("properties").path("metadata").path("$ref").asText();
      if (metadata.endsWith(".ObjectMeta")) {
        for (JsonNode kind : definition.getValue().path("x-kubernetes-group-version-kind")) {
          add(kind, definition.getKey());
        }
      }
    }
  }

  private void add(JsonNode kind, String definition) {
    String group = kind.path("group").asText();
    String version = kind.path("version").asText();
    String apiVersion = group.isEmpty() ? version : group + "/" + version;
    String name = kind.path("kind").asText();
    if (definitionOfKind.put(apiVersion + " " + name, definition) == null) {
      versionsOfKind.computeIfAbsent(name, any -> new ArrayList<>()).add(apiVersion);
    }
  }

  static OpenApiDocument read(Path file) {
    JsonNode definitions = definitionsOf(file);
    Path enums = file.resolveSibling(file.getFileName().toString().replace("swagger-", "enums-"));
    if (!enums.equals(file) && Files.exists(enums)) {
      addEnums(definitions, readTree(enums));
    }
    return new OpenApiDocument(file, definitions);
  }

  /** Reads past everything else: the paths of a real cluster are most of its document. */
  private static JsonNode definitionsOf(Path file) {
    try (JsonParser parser = JSON.createParser(file.toFile())) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean found = parser.currentName().equals("definitions");
        parser.nextToken();
        if (found) {
          return JSON.readTree(parser);
        }
        parser.skipChildren();
      }
    } catch (IOException broken) {
      throw unreadable(file, broken);
    }
    throw new SchemaException(
        file, "has no definitions", "write it anew: kubectl get --raw /openapi/v2 > " + file);
  }

  private static JsonNode readTree(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException broken) {
      throw unreadable(file, broken);
    }
  }

  static SchemaException unreadable(Path file, IOException broken) {
    String reason =
        broken instanceof JsonProcessingException syntax
            ? syntax.getOriginalMessage()
                + (syntax.getLocation() == null
                    ? ""
                    : " at line " + syntax.getLocation().getLineNr())
            : broken.toString();
    return new SchemaException(
        file, "cannot be read: " + reason, "mend it, or take it out of the folder of schemas");
  }

  private static void addEnums(JsonNode definitions, JsonNode enums) {
    for (Map.Entry<String, JsonNode> definition : enums.properties()) {
      for (Map.Entry<String, JsonNode> field : definition.getValue().properties()) {
        JsonNode schema =
            definitions.path(definition.getKey()).path("properties").path(field.getKey());
        JsonNode target =
            field.getValue().path("items").asBoolean() ? schema.path("items") : schema;
        if (target instanceof ObjectNode object && field.getValue().has("enum")) {
          object.set("enum", field.getValue().get("enum"));
        }
      }
    }
  }

  /** The definition of a kind that the document has in this version. */
  Optional<String> definitionOf(String apiVersion, String kind) {
    return Optional.ofNullable(definitionOfKind.get(apiVersion + " " + kind));
  }

  /** Every apiVersion in which the document has the kind. */
  List<String> versionsOf(String kind) {
    return List.copyOf(versionsOfKind.getOrDefault(kind, List.of()));
  }

  JsonNode definition(String name) {
    JsonNode definition = definitions.path(name);
    if (definition.isMissingNode()) {
      throw new SchemaException(
          file,
          "has no definition " + name,
          "write it anew: kubectl get --raw /openapi/v2 > " + file);
    }
    return definition;
  }

  /** The schema itself, or the definition that it refers to. */
  JsonNode resolved(JsonNode schema) {
    String reference = schema.path("$ref").asText();
    return reference.isEmpty()
        ? schema
        : definition(reference.substring(reference.lastIndexOf('/') + 1));
  }
}
