package com.xtrading.platform.manifest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reading access to a tree of maps, lists and scalars. A place that does not exist reads as empty,
 * so that rules can ask for {@code spec.template.spec} without asking for each step.
 *
 * @param node a map, list, string, number or boolean; empty where there is nothing
 */
public record Tree(Optional<Object> node) {

  private static final Tree NOTHING = new Tree(Optional.empty());

  /** A view of the given map, list or scalar; null reads as nothing. */
  public static Tree of(Object node) {
    return node == null ? NOTHING : new Tree(Optional.of(node));
  }

  /** The value of a key; nothing where this is not a map or has no such key. */
  public Tree at(String key) {
    return node.orElse(null) instanceof Map<?, ?> map ? of(map.get(key)) : NOTHING;
  }

  /** The value at the end of several keys. */
  public Tree at(String first, String... more) {
    Tree place = at(first);
    for (String key : more) {
      place = place.at(key);
    }
    return place;
  }

  /** The value at the end of keys; this one where there are none. */
  public Tree at(List<String> keys) {
    return keys.isEmpty()
        ? this
        : at(keys.get(0), keys.subList(1, keys.size()).toArray(String[]::new));
  }

  public boolean exists() {
    return node.isPresent();
  }

  /** The scalar as text, or the default where there is none. */
  public String text(String otherwise) {
    return node.filter(value -> !(value instanceof Map) && !(value instanceof List))
        .map(Object::toString)
        .orElse(otherwise);
  }

  public boolean isTrue() {
    return node.filter(Boolean.TRUE::equals).isPresent();
  }

  public boolean isFalse() {
    return node.filter(Boolean.FALSE::equals).isPresent();
  }

  /** The whole number, or the default where there is none. */
  public long number(long otherwise) {
    return node.orElse(null) instanceof Number number ? number.longValue() : otherwise;
  }

  /** The elements of a list; none where this is not a list. */
  public Stream<Tree> elements() {
    return node.orElse(null) instanceof List<?> list ? list.stream().map(Tree::of) : Stream.empty();
  }

  /** The same as they are written, without those that are null. */
  public List<Object> list() {
    return elements().flatMap(one -> one.node().stream()).toList();
  }

  /** The entries of a map in its order; none where this is not a map. */
  public Map<String, Object> map() {
    if (node.orElse(null) instanceof Map<?, ?> map) {
      @SuppressWarnings(
          "unchecked") // rendered trees have text keys only, the writers refuse others
      Map<String, Object> entries = (Map<String, Object>) map;
      return entries;
    }
    return Map.of();
  }
}
