package com.xtrading.platform.environment.file;

import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.WrittenEnum;
import com.xtrading.platform.model.InvalidValue;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The settings of environments by their paths, to compare and to exchange them. */
public final class Settings {

  private static final String ABSENT = "absent";

  private Settings() {}

  /** Every single value, as it is written in a file; what is left out reads {@code absent}. */
  public static SortedMap<String, String> of(Environment environment) {
    SortedMap<String, String> leaves = new TreeMap<>();
    collect("", environment, leaves);
    return leaves;
  }

  private static void collect(String path, Object value, SortedMap<String, String> leaves) {
    if (value instanceof Optional<?> optional) {
      optional.ifPresentOrElse(
          inner -> collect(path, inner, leaves), () -> leaves.put(path, ABSENT));
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((key, child) -> collect(YamlNode.below(path, key.toString()), child, leaves));
    } else if (isSection(value)) {
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        collect(YamlNode.below(path, component.getName()), read(value, component), leaves);
      }
    } else if (value instanceof Collection<?> list && list.stream().anyMatch(Settings::isSection)) {
      int index = 0;
      for (Object item : list) {
        collect(path + "[" + index++ + "]", item, leaves);
      }
    } else {
      leaves.put(path, written(value));
    }
  }

  /** A single value, or a list of them, as a file has it. */
  public static String written(Object value) {
    if (value instanceof Enum<?> constant) {
      return WrittenEnum.of(constant);
    }
    return value instanceof Collection<?> list
        ? list.stream().map(Settings::written).collect(Collectors.joining(", ", "[", "]"))
        : String.valueOf(value);
  }

  /**
   * The parts in which two environments differ: sections of sections, such as {@code data.postgres}
   * or {@code services.kong}, and sections whose settings are single values as a whole.
   */
  public static SortedSet<String> differingParts(Environment one, Environment other) {
    SortedSet<String> parts = new TreeSet<>();
    for (RecordComponent component : Environment.class.getRecordComponents()) {
      Object mine = read(one, component);
      Object theirs = read(other, component);
      if (Objects.equals(mine, theirs)) {
        continue;
      }
      SortedMap<String, Object> inMine = sections(mine);
      SortedMap<String, Object> inTheirs = sections(theirs);
      if (inMine.isEmpty() || inTheirs.isEmpty()) {
        parts.add(component.getName());
        continue;
      }
      SortedSet<String> names = new TreeSet<>(inMine.keySet());
      names.addAll(inTheirs.keySet());
      names.stream()
          .filter(name -> !Objects.equals(inMine.get(name), inTheirs.get(name)))
          .forEach(name -> parts.add(component.getName() + "." + name));
    }
    return parts;
  }

  /** What is in a section of sections by name; nothing for others. */
  private static SortedMap<String, Object> sections(Object value) {
    SortedMap<String, Object> sections = new TreeMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, child) -> sections.put(key.toString(), child));
    } else if (isSection(value)) {
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        sections.put(component.getName(), read(value, component));
      }
    }
    boolean nested =
        sections.values().stream()
            .allMatch(
                child -> isSection(child) || child instanceof Map || child instanceof Optional<?>);
    return nested ? sections : new TreeMap<>();
  }

  /**
   * An environment with a part of another one.
   *
   * @param path of a setting or of a section; no item of a list
   * @throws InvalidValue when the part does not go with what is around it, or one of the two does
   *     not have it
   */
  public static Environment with(Environment base, String path, Environment other) {
    return (Environment) with(base, List.of(path.split("\\.")), other, path);
  }

  private static Object with(Object base, List<String> steps, Object other, String path) {
    if (base instanceof Optional<?> mine && other instanceof Optional<?> theirs) {
      if (mine.isEmpty() || theirs.isEmpty()) {
        throw new InvalidValue(path + " is not on both sides", "a part of both", "take it whole");
      }
      return Optional.of(with(mine.get(), steps, theirs.get(), path));
    }
    String step = steps.get(0);
    List<String> rest = steps.subList(1, steps.size());
    if (base instanceof Map<?, ?> map) {
      return exchanged(map, (Map<?, ?>) other, step);
    }
    RecordComponent[] components = base.getClass().getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      Object mine = read(base, components[i]);
      if (!components[i].getName().equals(step)) {
        values[i] = mine;
      } else if (rest.isEmpty()) {
        values[i] = read(other, components[i]);
      } else {
        values[i] = with(mine, rest, read(other, components[i]), path);
      }
    }
    return built(base.getClass(), components, values);
  }

  /** The one mapping with the entry of the other, which may have none. */
  private static SortedMap<Object, Object> exchanged(Map<?, ?> mine, Map<?, ?> theirs, String key) {
    SortedMap<Object, Object> all = new TreeMap<>(Comparator.comparing(Object::toString));
    all.putAll(mine);
    all.keySet().removeIf(name -> name.toString().equals(key));
    theirs.forEach(
        (name, value) -> {
          if (name.toString().equals(key)) {
            all.put(name, value);
          }
        });
    return Collections.unmodifiableSortedMap(all);
  }

  private static boolean isSection(Object value) {
    return value instanceof Record && !ScalarBinder.binds(value.getClass());
  }

  private static Object read(Object owner, RecordComponent component) {
    try {
      return component.getAccessor().invoke(owner);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }

  private static Object built(Class<?> type, RecordComponent[] components, Object[] values) {
    try {
      return type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new))
          .newInstance(values);
    } catch (InvocationTargetException refused) {
      if (refused.getCause() instanceof InvalidValue invalid) {
        throw invalid;
      }
      throw new IllegalStateException(type + " cannot be built", refused);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be built", e);
    }
  }
}
