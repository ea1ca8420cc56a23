package com.xtrading.platform.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Counts of places without those that are 0. */
class PlaceCountsTest {

  private static final int PLACES = 20;

  private static List<Integer> places(PlaceCounts counts) {
    List<Integer> places = new ArrayList<>();
    counts.forEachPlace(places::add);
    return places;
  }

  @Test
  void countAsAMapDoes() {
    Random random = new Random(1);
    PlaceCounts counts = new PlaceCounts();
    Map<Integer, Integer> expected = new TreeMap<>();
    for (int step = 0; step < 2000; step++) {
      int place = random.nextInt(PLACES);
      int amount = random.nextInt(5) - 2;
      if (amount != 0) {
        counts.add(place, amount);
        expected.merge(place, amount, Integer::sum);
        expected.values().removeIf(count -> count == 0);
      }
      assertThat(places(counts)).isEqualTo(List.copyOf(expected.keySet()));
      assertThat(counts.at(place)).isEqualTo(expected.getOrDefault(place, 0));
      assertThat(counts.isEmpty()).isEqualTo(expected.isEmpty());
    }
  }
}
