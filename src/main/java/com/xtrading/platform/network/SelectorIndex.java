package com.xtrading.platform.network;

import com.xtrading.platform.objects.LabelSelector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds those of many that select some labels: each stands under the rarest label that its selector
 * asks for, and is asked only about who has that label.
 *
 * @param <T> what has a selector
 */
final class SelectorIndex<T> {

  private final Function<T, LabelSelector> selectors;
  private final List<T> all;
  private final Map<String, List<Integer>> byLabel = new HashMap<>();
  private final List<Integer> withoutLabel = new ArrayList<>();

  SelectorIndex(List<T> all, Function<T, LabelSelector> selectors) {
    this.all = all;
    this.selectors = selectors;
    Map<String, Integer> frequencies = new HashMap<>();
    all.forEach(one -> asked(one).forEach(label -> frequencies.merge(label, 1, Integer::sum)));
    for (int number = 0; number < all.size(); number++) {
      Optional<String> rarest = asked(all.get(number)).min(Comparator.comparing(frequencies::get));
      rarest
          .map(label -> byLabel.computeIfAbsent(label, unused -> new ArrayList<>()))
          .orElse(withoutLabel)
          .add(number);
    }
  }

  /** Those that select the labels, in the order in which they were given. */
  List<T> selecting(Map<String, Object> labels) {
    TreeMap<Integer, T> found = new TreeMap<>();
    Stream.concat(
            withoutLabel.stream(),
            labels.entrySet().stream()
                .flatMap(label -> byLabel.getOrDefault(written(label), List.of()).stream()))
        .filter(number -> selectors.apply(all.get(number)).matches(labels))
        .forEach(number -> found.put(number, all.get(number)));
    return List.copyOf(found.values());
  }

  private Stream<String> asked(T one) {
    return selectors.apply(one).matchLabels().entrySet().stream().map(SelectorIndex::written);
  }

  /** A label as one text, which is how selectors compare it. */
  static String written(Map.Entry<String, Object> label) {
    return label.getKey() + "=" + label.getValue();
  }
}
