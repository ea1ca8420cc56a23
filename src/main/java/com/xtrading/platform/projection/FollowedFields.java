package com.xtrading.platform.projection;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.Made;
import com.xtrading.platform.objects.TreePath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Tells which fields of a custom resource the projection follows, and which it would pass over in
 * silence. No projection says so itself, it is tried: a field is followed if something else would
 * be made, had it another value of the same type. So nothing counts that is only asked for, that is
 * of a type which nobody reads, or that something else overrules.
 */
public final class FollowedFields {

  /** What fields are called that switch off what is beside and below them, and their value then. */
  private static final Map<String, Object> SWITCHES =
      Map.of(
          "enabled", true,
          "enable", true,
          "nodeConfVolume", true,
          "persistenceEnabled", true,
          "replicas", 1L);

  private final OperatedKind kind;
  private final Manifest resource;
  private final List<Manifest> beside;
  private final List<Map<String, Object>> made;

  private FollowedFields(OperatedKind kind, Manifest resource, List<Manifest> operated) {
    this.kind = kind;
    this.resource = resource;
    this.beside = operated.stream().filter(one -> one != resource).toList();
    this.made = madeOf(resource.tree());
  }

  /**
   * Every field of some objects that no projection follows, in their order.
   *
   * @param rendered all objects, those of other kinds included
   */
  public static List<UnfollowedField> unfollowed(Collection<Manifest> rendered) {
    List<Manifest> operated =
        rendered.stream().filter(one -> OperatedKinds.of(one.groupKind()).isPresent()).toList();
    List<UnfollowedField> unfollowed = new ArrayList<>();
    for (Manifest resource : operated) {
      OperatedKind kind = OperatedKinds.of(resource.groupKind()).orElseThrow();
      if (!kind.shownBy().isEmpty()) {
        new FollowedFields(kind, resource, operated).search(unfollowed);
      }
    }
    return List.copyOf(unfollowed);
  }

  /** Whether a resource has a field. */
  static boolean has(Manifest resource, HarmlessField field) {
    boolean[] found = {false};
    each(List.of(), resource.tree(), place -> found[0] |= field.isAt(place));
    return found[0];
  }

  private void search(List<UnfollowedField> unfollowed) {
    if (!kind.versions().contains(resource.id().apiVersion().replaceFirst(".*/", ""))) {
      unfollowed.add(new UnfollowedField(resource, "apiVersion", Optional.empty()));
      return;
    }
    eachField(
        place -> {
          if (kind.harmless().stream().noneMatch(field -> field.isAt(place))
              && !decides(resource.tree(), made, place)) {
            unfollowed.add(
                new UnfollowedField(resource, path(place), offBy(place).map(FollowedFields::path)));
          }
        });
  }

  /**
   * Shows the place of every value and of every empty map or list: keys, and numbers for elements.
   */
  private void eachField(Consumer<List<Object>> field) {
    resource
        .tree()
        .forEach(
            (key, value) -> {
              switch (key) {
                case "apiVersion", "kind", "status" -> {}
                case "metadata" -> marks(Tree.of(value), field);
                default -> each(List.of(key), value, field);
              }
            });
  }

  /** Labels and annotations that the operator reads are fields as well. */
  private void marks(Tree metadata, Consumer<List<Object>> field) {
    for (String marks : List.of("labels", "annotations")) {
      metadata.at(marks).map().keySet().stream()
          .filter(kind::reads)
          .map(mark -> List.<Object>of("metadata", marks, mark))
          .forEach(field);
    }
  }

  private static void each(List<Object> place, Object node, Consumer<List<Object>> field) {
    if (node instanceof Map<?, ?> map && !map.isEmpty()) {
      map.forEach((key, value) -> each(and(place, String.valueOf(key)), value, field));
    } else if (node instanceof List<?> list && !list.isEmpty()) {
      for (int index = 0; index < list.size(); index++) {
        each(and(place, index), list.get(index), field);
      }
    } else if (node != null) { // null is as good as left out
      field.accept(place);
    }
  }

  private static <T> List<T> and(List<? extends T> list, T one) {
    List<T> longer = new ArrayList<>(list);
    longer.add(one);
    return longer;
  }

  private static String path(List<Object> place) {
    String path = "";
    for (Object step : place) {
      path =
          step instanceof Integer index
              ? TreePath.element(path, index)
              : TreePath.key(path, String.valueOf(step));
    }
    return path;
  }

  /** Whether something else is made when the value at a place is another one. */
  private boolean decides(
      Map<String, Object> tree, List<Map<String, Object>> before, List<Object> place) {
    Object value = tree;
    for (Object step : place) {
      value =
          step instanceof Integer index
              ? ((List<?>) value).get(index)
              : ((Map<?, ?>) value).get(step);
    }
    return others(value).anyMatch(other -> !madeOf(with(tree, place, other)).equals(before));
  }

  /** Other values of the same type. */
  private static Stream<Object> others(Object value) {
    if (value instanceof Boolean one) {
      return Stream.of(!one);
    }
    if (value instanceof Number number) {
      return Stream.of(number.longValue() + 1, number.longValue() - 1);
    }
    if (value instanceof Map) {
      return Stream.of(Map.of("another", "another"));
    }
    if (value instanceof List) {
      return Stream.of(List.of("another"), List.of(Map.of("name", "another")));
    }
    return Stream.of(value + "-another");
  }

  /** The switch beside or around a place that is off, and without which the place would decide. */
  private Optional<List<Object>> offBy(List<Object> place) {
    for (int depth = place.size() - 1; depth > 0; depth--) {
      for (Map.Entry<String, Object> one : SWITCHES.entrySet()) {
        List<Object> toggle = and(place.subList(0, depth), one.getKey());
        Map<String, Object> on = with(resource.tree(), toggle, one.getValue());
        if (!toggle.equals(place) && decides(on, madeOf(on), place)) {
          return Optional.of(toggle);
        }
      }
    }
    return Optional.empty();
  }

  /** A tree with another value at a place; where a list is in the way of a key, the tree itself. */
  private static Map<String, Object> with(
      Map<String, Object> tree, List<Object> place, Object value) {
    return Tree.of(replaced(tree, place, value)).map();
  }

  private static Object replaced(Object node, List<Object> place, Object value) {
    if (place.isEmpty()) {
      return value;
    }
    List<Object> rest = place.subList(1, place.size());
    if (place.get(0) instanceof Integer index) {
      List<Object> list = new ArrayList<>((List<?>) node);
      list.set(index, replaced(list.get(index), rest, value));
      return list;
    }
    if (!(node instanceof Map<?, ?> fields)) {
      return node;
    }
    Map<Object, Object> map = new LinkedHashMap<>(fields);
    map.put(place.get(0), replaced(map.get(place.get(0)), rest, value));
    return map;
  }

  /** What is made of all that shows the fields of the resource, had it this tree. */
  private List<Map<String, Object>> madeOf(Map<String, Object> tree) {
    Manifest instead = new Manifest(resource.path(), resource.component(), resource.id(), tree);
    List<Manifest> operated = and(beside, instead);
    return operated.stream()
        .filter(one -> kind.shownBy().contains(one.groupKind()))
        .filter(one -> one == instead || !one.is(kind.kind()))
        .flatMap(one -> OperatedKinds.of(one.groupKind()).orElseThrow().madeOf(one, operated))
        .map(Made::object)
        .map(Manifest::tree)
        .toList();
  }
}
