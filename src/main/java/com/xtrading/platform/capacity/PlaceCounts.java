package com.xtrading.platform.capacity;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** A number for each place, most of which are 0 and take no memory. */
final class PlaceCounts {

  private int size;
  private int[] places = new int[2];
  private int[] counts = new int[2];

  void add(int place, int amount) {
    int index = index(place);
    if (index < 0) {
      insert(-index - 1, place, amount);
    } else {
      counts[index] += amount;
      if (counts[index] == 0) {
        delete(index);
      }
    }
  }

  int at(int place) {
    int index = index(place);
    return index < 0 ? 0 : counts[index];
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Goes through the places whose number is not 0. */
  void forEachPlace(IntConsumer action) {
    for (int i = 0; i < size; i++) {
      action.accept(places[i]);
    }
  }

  private int index(int place) {
    return Arrays.binarySearch(places, 0, size, place);
  }

  private void insert(int index, int place, int amount) {
    if (size == places.length) {
      places = Arrays.copyOf(places, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
    }
    System.arraycopy(places, index, places, index + 1, size - index);
    System.arraycopy(counts, index, counts, index + 1, size - index);
    places[index] = place;
    counts[index] = amount;
    size++;
  }

  private void delete(int index) {
    size--;
    System.arraycopy(places, index + 1, places, index, size - index);
    System.arraycopy(counts, index + 1, counts, index, size - index);
  }
}
