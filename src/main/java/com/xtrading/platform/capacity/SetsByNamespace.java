package com.xtrading.platform.capacity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Numbers of sets of pods by namespace: most selectors look at one. */
final class SetsByNamespace {

  private final Map<String, List<Integer>> byNamespace = new HashMap<>();
  private final List<Integer> all;

  SetsByNamespace(List<PodSet> sets) {
    all = IntStream.range(0, sets.size()).boxed().toList();
    all.forEach(
        set ->
            byNamespace
                .computeIfAbsent(sets.get(set).namespace(), name -> new ArrayList<>())
                .add(set));
  }

  List<Integer> in(String namespace) {
    return byNamespace.getOrDefault(namespace, List.of());
  }

  /**
   * @param namespaces empty for all
   */
  List<Integer> in(Collection<String> namespaces) {
    return namespaces.isEmpty()
        ? all
        : namespaces.stream().flatMap(namespace -> in(namespace).stream()).toList();
  }
}
