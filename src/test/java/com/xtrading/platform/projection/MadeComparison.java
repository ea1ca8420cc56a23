package com.xtrading.platform.projection;

import com.xtrading.platform.manifest.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Holds what operators made against what is projected, by all that {@link MadeView} shows. */
final class MadeComparison {

  /** What is made and is not projected, with the reason. */
  static final Map<String, String> LEFT_OUT =
      Map.of(
          "ConfigMap cnpg-default-monitoring", "the same in every namespace, without secrets",
          "FailoverQuorum", "what the operator notes for itself",
          "Job", "comes and goes with the template of the instance that it sets up");

  /** Ports on which containers listen without saying so; policies know of them. */
  private static final List<String> UNDECLARED =
      List.of(".ports.redis-client", ".ports.redis-bus", ".ports.cluster-rpc");

  /** Whose keys are the rules, and the authorities of whoever is watched, of the whole cluster. */
  private static final List<String> OF_EVERYBODY = List.of("-rulefiles-0", "-tls-assets-0");

  private MadeComparison() {}

  static boolean isLeftOut(Manifest made) {
    return LEFT_OUT.containsKey(made.kind())
        || LEFT_OUT.containsKey(made.kind() + " " + made.name());
  }

  /** Where the two differ, object by object and line by line. */
  static List<String> differences(List<Manifest> made, List<Manifest> projected) {
    SortedMap<String, SortedMap<String, String>> is = views(made);
    SortedMap<String, SortedMap<String, String>> said = views(projected);
    List<String> differences = new ArrayList<>();
    Set<String> all = new TreeSet<>(is.keySet());
    all.addAll(said.keySet());
    for (String id : all) {
      if (!is.containsKey(id)) {
        differences.add(id + " is projected and not made");
      } else if (!said.containsKey(id)) {
        differences.add(id + " is made and not projected");
      } else {
        differences.addAll(differences(id, is.get(id), said.get(id)));
      }
    }
    return differences;
  }

  private static List<String> differences(
      String id, SortedMap<String, String> made, SortedMap<String, String> projected) {
    List<String> differences = new ArrayList<>();
    Set<String> paths = new TreeSet<>(made.keySet());
    paths.addAll(projected.keySet());
    for (String path : paths) {
      String is = made.getOrDefault(path, "nothing");
      String said = projected.getOrDefault(path, "nothing");
      boolean isUndeclared = is.equals("nothing") && UNDECLARED.stream().anyMatch(path::endsWith);
      if (!is.equals(said) && !isUndeclared) {
        differences.add("%s: %s: made %s, projected %s".formatted(id, path, is, said));
      }
    }
    return differences;
  }

  private static SortedMap<String, SortedMap<String, String>> views(List<Manifest> objects) {
    SortedMap<String, SortedMap<String, String>> views = new TreeMap<>();
    for (Manifest object : objects) {
      SortedMap<String, String> view = MadeView.of(object);
      if (OF_EVERYBODY.stream().anyMatch(object.name()::endsWith)) {
        view.keySet().removeIf(path -> path.startsWith("data."));
      }
      views.put(object.kind() + " " + object.namespace() + "/" + object.name(), view);
    }
    return views;
  }
}
