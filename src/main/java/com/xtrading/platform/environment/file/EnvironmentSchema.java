package com.xtrading.platform.environment.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.Range;
import com.xtrading.platform.environment.WrittenEnum;
import com.xtrading.platform.model.Cpu;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The JSON Schema (draft 2020-12) of an environment file, for editors. It is derived from the
 * records, and a little more generous than the loader: it knows the form of each value, not what
 * values have to do with each other.
 */
public final class EnvironmentSchema {

  private final SortedMap<String, Object> definitions = new TreeMap<>();

  private EnvironmentSchema() {}

  /** The schema with two-space indentation and a final newline; the same text each time. */
  public static String json() {
    EnvironmentSchema schema = new EnvironmentSchema();
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("title", "Environment of the xTrading Platform");
    root.put("description", "Everything in which one environment differs from another.");
    root.putAll(schema.object(Environment.class));
    root.put("$defs", schema.definitions);
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
                Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
            .withObjectIndenter(indenter)
            .withArrayIndenter(indenter);
    try {
      return new ObjectMapper().writer(printer).writeValueAsString(root) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Map<String, Object> object(Class<?> type) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Optional<Type> optional = RecordKeys.optionalType(component);
      if (optional.isEmpty()) {
        required.add(component.getName());
      }
      properties.put(
          component.getName(), property(component, optional.orElse(component.getGenericType())));
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("additionalProperties", false);
    schema.put("required", required);
    schema.put("properties", properties);
    return schema;
  }

  private Map<String, Object> property(RecordComponent component, Type type) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("description", description(component, type));
    schema.putAll(value(type, Optional.ofNullable(component.getAnnotation(Range.class))));
    return schema;
  }

  private static String description(RecordComponent component, Type type) {
    String meaning = ValueForms.describe(component);
    return type instanceof Class<?> plain
        ? ValueForms.of(plain)
            .map(form -> meaning + " Written as: " + form.text() + ".")
            .orElse(meaning)
        : meaning;
  }

  private Map<String, Object> value(Type type, Optional<Range> range) {
    Map<String, Object> schema = new LinkedHashMap<>();
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      if (generic.getRawType() == List.class) {
        schema.put("type", "array");
        schema.put("minItems", 1);
        schema.put("items", value(arguments[0], range));
      } else {
        schema.put("type", "object");
        schema.put("propertyNames", value(arguments[0], range));
        schema.put("additionalProperties", value(arguments[1], range));
      }
    } else if (type == int.class || type == Integer.class) {
      Range ends = range.orElseThrow(() -> new IllegalStateException("an int has no @Range"));
      schema.put("type", "integer");
      schema.put("minimum", ends.min());
      schema.put("maximum", ends.max());
    } else if (type == boolean.class) {
      schema.put("type", "boolean");
    } else if (type == String.class) {
      schema.put("type", "string");
      schema.put("pattern", "\\S");
    } else {
      schema.put("$ref", "#/$defs/" + define((Class<?>) type));
    }
    return schema;
  }

  private String define(Class<?> type) {
    String name = type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
    if (!definitions.containsKey(name)) {
      // Holds the place, so that a record which contains itself would not be followed for ever.
      definitions.put(name, Map.of());
      definitions.put(name, definition(type));
    }
    return name;
  }

  private Map<String, Object> definition(Class<?> type) {
    Map<String, Object> schema = new LinkedHashMap<>();
    if (type.isEnum()) {
      schema.put("enum", WrittenEnum.all(type));
      return schema;
    }
    if (!ScalarBinder.binds(type)) {
      return object(type);
    }
    ValueForms.Form form =
        ValueForms.of(type)
            .orElseThrow(() -> new IllegalStateException(type + " has no row in Forms"));
    // Whole cores are understood without quotes.
    schema.put("type", type == Cpu.class ? List.of("string", "integer") : "string");
    schema.put("pattern", form.pattern());
    schema.put("examples", form.examples());
    return schema;
  }
}
