package com.xtrading.platform.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Map;

/** The types of JSON, as schemas name them. */
final class Values {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int SHOWN = 60;

  private Values() {}

  /** The tree as JSON. Numbers become what a parser makes of them, so that equal ones are equal. */
  static JsonNode of(Map<String, Object> tree) {
    try {
      return JSON.readTree(JSON.writeValueAsBytes(tree));
    } catch (IOException impossible) {
      throw new IllegalArgumentException("not a tree of maps, lists and scalars", impossible);
    }
  }

  /** Whether the value has the type; true where the schema names none. */
  static boolean hasType(JsonNode value, String type) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "boolean" -> value.isBoolean();
      case "integer" -> isWhole(value);
      case "number" -> value.isNumber();
      default -> true;
    };
  }

  static boolean isIntOrString(JsonNode value) {
    return value.isTextual() || isWhole(value);
  }

  /** JSON knows one kind of number: 5.0 is the integer 5. */
  static boolean isWhole(JsonNode value) {
    return value.isIntegralNumber()
        || value.isFloatingPointNumber()
            && Double.isFinite(value.doubleValue())
            && value.doubleValue() == Math.rint(value.doubleValue());
  }

  static boolean same(JsonNode a, JsonNode b) {
    return a.isNumber() && b.isNumber()
        ? Double.compare(a.doubleValue(), b.doubleValue()) == 0
        : a.equals(b);
  }

  /** Whether a list of texts has the text. */
  static boolean contains(JsonNode texts, String text) {
    for (JsonNode candidate : texts) {
      if (candidate.asText().equals(text)) {
        return true;
      }
    }
    return false;
  }

  static String typeOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT, POJO -> "object";
      case ARRAY -> "array";
      case STRING, BINARY -> "string";
      case BOOLEAN -> "boolean";
      case NUMBER -> isWhole(value) ? "integer" : "number";
      case NULL, MISSING -> "null";
    };
  }

  /** Type and value for a message, such as {@code string "3"}. */
  static String show(JsonNode value) {
    return value.isNull() ? "null" : typeOf(value) + " " + text(value);
  }

  /** The type for a message, such as {@code an integer}. */
  static String article(String type) {
    return ("aio".indexOf(type.charAt(0)) >= 0 ? "an " : "a ") + type;
  }

  /** The value for a message, shortened. */
  static String text(JsonNode value) {
    String text;
    try {
      text = JSON.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN - 3) + "...";
  }
}
