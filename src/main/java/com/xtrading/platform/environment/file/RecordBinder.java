package com.xtrading.platform.environment.file;

import com.xtrading.platform.environment.Range;
import com.xtrading.platform.environment.file.YamlNode.Kind;
import com.xtrading.platform.environment.file.YamlNode.Mapping;
import com.xtrading.platform.environment.file.YamlNode.Scalar;
import com.xtrading.platform.environment.file.YamlNode.Sequence;
import com.xtrading.platform.model.InvalidValue;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Builds records from a YAML tree by the names and types of their components. Reports every problem
 * and goes on, so that one mistake hides no other; what could be read is left in {@link
 * BoundValues}.
 */
final class RecordBinder {

  private final FileProblems problems;
  private final BoundValues bound;
  private final ScalarBinder scalars;

  RecordBinder(FileProblems problems, BoundValues bound) {
    this.problems = problems;
    this.bound = bound;
    this.scalars = new ScalarBinder(problems);
  }

  /** The record, or nothing and at least one problem. */
  <T extends Record> Optional<T> bind(Mapping mapping, Class<T> type) {
    return record(mapping, type).map(type::cast);
  }

  private Optional<Object> value(YamlNode node, Type type, Optional<Range> range) {
    Optional<Object> value = isUsable(node) ? read(node, type, range) : Optional.empty();
    value.ifPresent(read -> bound.put(node, read));
    return value;
  }

  private boolean isUsable(YamlNode node) {
    if (!(node instanceof Scalar scalar)) {
      return true;
    }
    if (scalar.kind() == Kind.NONE) {
      problems.add(node.line(), node.path(), "has no value", "", "give it a value or remove it");
    }
    return scalar.kind() != Kind.NONE && scalar.kind() != Kind.REFUSED;
  }

  private Optional<Object> read(YamlNode node, Type type, Optional<Range> range) {
    if (type instanceof ParameterizedType generic) {
      if (generic.getRawType() == List.class) {
        return list(node, generic.getActualTypeArguments()[0], range);
      }
      if (generic.getRawType() == SortedMap.class) {
        return map(node, generic.getActualTypeArguments(), range);
      }
    }
    if (!(type instanceof Class<?> plain)) {
      throw new IllegalStateException("no rule binds " + type);
    }
    if (!ScalarBinder.binds(plain)) {
      return record(node, plain);
    }
    if (node instanceof Scalar scalar) {
      return scalars.bind(scalar, plain, range);
    }
    return wrongShape(node, "a single value", "write one value behind the key");
  }

  private Optional<Object> list(YamlNode node, Type itemType, Optional<Range> range) {
    if (!(node instanceof Sequence sequence)) {
      return wrongShape(
          node,
          "a list",
          node instanceof Scalar scalar
              ? "write [%s]".formatted(scalar.text())
              : "begin items with -");
    }
    if (sequence.items().isEmpty()) {
      // In a network policy an empty list of peers means everybody.
      problems.add(node.line(), node.path(), "is an empty list", "one item or more", "add an item");
      return Optional.empty();
    }
    List<Object> items = new ArrayList<>();
    sequence.items().forEach(item -> value(item, itemType, range).ifPresent(items::add));
    return items.size() == sequence.items().size()
        ? Optional.of(List.copyOf(items))
        : Optional.empty();
  }

  private Optional<Object> map(YamlNode node, Type[] types, Optional<Range> range) {
    if (!(node instanceof Mapping mapping)) {
      return wrongShape(node, "a mapping", "write one key for each entry");
    }
    // Keys are value types whose order is that of their text.
    SortedMap<Object, Object> map = new TreeMap<>(Comparator.comparing(Object::toString));
    mapping
        .entries()
        .forEach(
            (text, child) -> {
              Scalar written = new Scalar(child.line(), child.path(), text, Kind.TEXT);
              Optional<Object> key = scalars.bind(written, (Class<?>) types[0], range);
              Optional<Object> entry = value(child, types[1], range);
              key.ifPresent(k -> entry.ifPresent(e -> map.put(k, e)));
            });
    return map.size() == mapping.entries().size()
        ? Optional.of(Collections.unmodifiableSortedMap(map))
        : Optional.empty();
  }

  private Optional<Object> record(YamlNode node, Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    if (components == null) {
      throw new IllegalStateException("no rule binds " + type);
    }
    if (!(node instanceof Mapping mapping)) {
      return wrongShape(
          node,
          "a mapping with the keys " + String.join(", ", RecordKeys.names(type)),
          "write these keys below it");
    }
    List<String> meant = new RecordKeys(problems).reportUnknown(mapping, type);
    Object[] arguments = new Object[components.length];
    boolean complete = true;
    for (int i = 0; i < components.length; i++) {
      Optional<Object> argument = component(mapping, components[i], meant);
      complete &= argument.isPresent();
      arguments[i] = argument.orElse(null);
    }
    return complete ? construct(mapping, type, arguments) : Optional.empty();
  }

  private Optional<Object> component(
      Mapping mapping, RecordComponent component, List<String> meant) {
    Optional<Type> optional = RecordKeys.optionalType(component);
    Optional<YamlNode> child = Optional.ofNullable(mapping.entries().get(component.getName()));
    if (child.isPresent()) {
      Optional<Range> range = Optional.ofNullable(component.getAnnotation(Range.class));
      Type type = optional.orElse(component.getGenericType());
      Optional<Object> value = value(child.get(), type, range);
      return optional.isPresent() ? value.map(Optional::of) : value;
    }
    if (optional.isPresent()) {
      return Optional.of(Optional.empty());
    }
    if (!meant.contains(component.getName())) {
      new RecordKeys(problems).reportMissing(mapping, component);
    }
    return Optional.empty();
  }

  private Optional<Object> construct(Mapping mapping, Class<?> type, Object[] arguments) {
    try {
      return Optional.of(canonical(type).newInstance(arguments));
    } catch (InvocationTargetException failed) {
      if (failed.getCause() instanceof InvalidValue invalid) {
        YamlNode place = blamed(mapping, invalid.getMessage());
        problems.add(place.line(), place.path(), invalid);
        return Optional.empty();
      }
      throw new IllegalStateException(type + " cannot be built at " + mapping.path(), failed);
    } catch (ReflectiveOperationException inaccessible) {
      throw new IllegalStateException(inaccessible);
    }
  }

  private static Constructor<?> canonical(Class<?> type) throws NoSuchMethodException {
    return type.getDeclaredConstructor(
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new));
  }

  /**
   * The entry at which a record's own check is reported: the first one that the message names
   * outside of quoted values, else the whole mapping.
   */
  private static YamlNode blamed(Mapping mapping, String message) {
    Matcher words = Pattern.compile("[A-Za-z]+").matcher(message.replaceAll("\"[^\"]*\"", ""));
    while (words.find()) {
      if (mapping.entries().containsKey(words.group())) {
        return mapping.entries().get(words.group());
      }
    }
    return mapping;
  }

  private Optional<Object> wrongShape(YamlNode node, String wanted, String change) {
    problems.add(node.line(), node.path(), "is " + node.shape(), wanted, change);
    return Optional.empty();
  }
}
