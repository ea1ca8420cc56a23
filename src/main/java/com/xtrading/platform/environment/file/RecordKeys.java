package com.xtrading.platform.environment.file;

import com.xtrading.platform.environment.WrittenEnum;
import com.xtrading.platform.environment.file.YamlNode.Mapping;
import com.xtrading.platform.model.Suggestion;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Compares the keys of a mapping with the components of a record. */
final class RecordKeys {

  private final FileProblems problems;

  RecordKeys(FileProblems problems) {
    this.problems = problems;
  }

  static List<String> names(Class<?> type) {
    return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
  }

  /** The type inside an {@code Optional} component. */
  static Optional<Type> optionalType(RecordComponent component) {
    return component.getGenericType() instanceof ParameterizedType generic
            && generic.getRawType() == Optional.class
        ? Optional.of(generic.getActualTypeArguments()[0])
        : Optional.empty();
  }

  /** Reports unknown keys; returns the absent keys that were probably meant by them. */
  List<String> reportUnknown(Mapping mapping, Class<?> type) {
    List<String> known = names(type);
    List<String> absent = new ArrayList<>(known);
    absent.removeAll(mapping.entries().keySet());
    List<String> meant = new ArrayList<>();
    mapping
        .entries()
        .forEach(
            (key, node) -> {
              if (known.contains(key)) {
                return;
              }
              Optional<String> suggestion = Suggestion.of(key, absent);
              suggestion.ifPresent(meant::add);
              problems.add(
                  node.line(),
                  node.path(),
                  "is not a known key",
                  String.join(", ", known),
                  suggestion.map("did you mean %s?"::formatted).orElse("remove it"));
            });
    return List.copyOf(meant);
  }

  void reportMissing(Mapping mapping, RecordComponent component) {
    String description = ValueForms.describe(component);
    String form =
        ValueForms.of(component.getType())
            .map(known -> "%s, such as %s".formatted(known.text(), known.examples().get(0)))
            .orElse(component.getType().isEnum() ? choices(component) : "");
    problems.add(
        mapping.line(),
        YamlNode.below(mapping.path(), component.getName()),
        "is missing",
        form,
        "add it: " + description.replaceAll("\\.$", ""));
  }

  private static String choices(RecordComponent component) {
    return String.join(", ", WrittenEnum.all(component.getType()));
  }
}
