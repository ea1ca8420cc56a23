package com.xtrading.platform.parity;

import com.xtrading.platform.objects.RenderedEnvironment;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is drawn for an environment: its objects, and its files line by line.
 *
 * @param things objects and files by their names
 */
public record OutputSnapshot(SortedMap<String, Object> things) {

  public static OutputSnapshot of(RenderedEnvironment rendered) {
    SortedMap<String, Object> things = new TreeMap<>();
    rendered.manifests().forEach(object -> things.put(object.id().toString(), object.tree()));
    rendered.files().forEach(file -> things.put(file.path(), file.text()));
    return new OutputSnapshot(things);
  }

  /** Every place at which the other one is not like this one. */
  public List<OutputChange> changesTo(OutputSnapshot other) {
    List<OutputChange> changes = new ArrayList<>();
    Set<String> names = new TreeSet<>(things.keySet());
    names.addAll(other.things.keySet());
    for (String name : names) {
      Object mine = things.get(name);
      Object theirs = other.things.get(name);
      if (mine == null || theirs == null) {
        changes.add(
            new OutputChange(name, "", mine == null ? "" : "there", theirs == null ? "" : "there"));
      } else {
        compare(name, "", mine, theirs, changes);
      }
    }
    return changes;
  }

  private static void compare(
      String name, String path, Object mine, Object theirs, List<OutputChange> changes) {
    if (Objects.equals(mine, theirs)) {
      return;
    }
    if (mine instanceof Map<?, ?> one && theirs instanceof Map<?, ?> other) {
      Set<Object> keys = new LinkedHashSet<>(one.keySet());
      keys.addAll(other.keySet());
      for (Object key : keys) {
        compare(name, below(path, key), one.get(key), other.get(key), changes);
      }
    } else if (mine instanceof List<?> one
        && theirs instanceof List<?> other
        && one.size() == other.size()) {
      for (int i = 0; i < one.size(); i++) {
        compare(name, path + "[" + i + "]", one.get(i), other.get(i), changes);
      }
    } else if (mine instanceof String one
        && theirs instanceof String other
        && (one.contains("\n") || other.contains("\n"))) {
      lines(name, path, one.split("\n", -1), other.split("\n", -1), changes);
    } else {
      Excerpts shown = Excerpts.of(mine, theirs);
      changes.add(
          new OutputChange(name, path.isEmpty() ? "." : path, shown.mine(), shown.theirs()));
    }
  }

  /** What is between the lines that begin and end alike. */
  private static void lines(
      String name, String path, String[] one, String[] other, List<OutputChange> changes) {
    int first = 0;
    while (first < Math.min(one.length, other.length) && one[first].equals(other[first])) {
      first++;
    }
    int last = 0;
    while (last < Math.min(one.length, other.length) - first
        && one[one.length - 1 - last].equals(other[other.length - 1 - last])) {
      last++;
    }
    String lines = "line %d".formatted(first + 1);
    int mine = one.length - last - first;
    int theirs = other.length - last - first;
    Excerpts shown =
        Excerpts.of(mine == 0 ? "" : one[first].strip(), theirs == 0 ? "" : other[first].strip());
    changes.add(
        new OutputChange(
            name,
            path.isEmpty() ? lines : path + ", " + lines,
            withMore(shown.mine(), mine),
            withMore(shown.theirs(), theirs)));
  }

  private static String withMore(String line, int count) {
    return count > 1 ? "%s, and %d lines more".formatted(line, count - 1) : line;
  }

  private static String below(String path, Object key) {
    return path.isEmpty() ? key.toString() : path + "." + key;
  }
}
