package com.xtrading.platform.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A set of ports, as intervals in order that neither meet nor touch.
 *
 * @param intervals of 1 to 65535
 */
public record PortSet(List<Interval> intervals) {

  static final int LAST = 65535;

  public static final PortSet NONE = new PortSet(List.of());
  public static final PortSet ALL = new PortSet(List.of(new Interval(1, LAST)));

  /** Both ends included. */
  public record Interval(int first, int last) {
    @Override
    public String toString() {
      return first == last ? Integer.toString(first) : first + "-" + last;
    }
  }

  public PortSet {
    intervals = List.copyOf(intervals);
  }

  static PortSet of(int first, int last) {
    return new PortSet(List.of(new Interval(first, last)));
  }

  public boolean isEmpty() {
    return intervals.isEmpty();
  }

  public boolean contains(int port) {
    return intervals.stream().anyMatch(one -> one.first() <= port && port <= one.last());
  }

  PortSet union(PortSet other) {
    if (isEmpty() || other.equals(ALL)) {
      return other;
    }
    if (other.isEmpty() || equals(ALL)) {
      return this;
    }
    List<Interval> sorted = new ArrayList<>(intervals);
    sorted.addAll(other.intervals);
    sorted.sort(Comparator.comparingInt(Interval::first));
    List<Interval> merged = new ArrayList<>();
    for (Interval next : sorted) {
      Interval before = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (before != null && next.first() <= before.last() + 1) {
        merged.set(
            merged.size() - 1, new Interval(before.first(), Math.max(before.last(), next.last())));
      } else {
        merged.add(next);
      }
    }
    return new PortSet(merged);
  }

  PortSet intersect(PortSet other) {
    if (equals(ALL)) {
      return other;
    }
    if (other.equals(ALL)) {
      return this;
    }
    List<Interval> common = new ArrayList<>();
    for (Interval mine : intervals) {
      for (Interval theirs : other.intervals) {
        int first = Math.max(mine.first(), theirs.first());
        int last = Math.min(mine.last(), theirs.last());
        if (first <= last) {
          common.add(new Interval(first, last));
        }
      }
    }
    return new PortSet(common);
  }

  /** The ports of this set that are not in the other. */
  public PortSet minus(PortSet other) {
    List<Interval> rest = new ArrayList<>(intervals);
    for (Interval gone : other.intervals) {
      List<Interval> next = new ArrayList<>();
      for (Interval one : rest) {
        if (gone.last() < one.first() || one.last() < gone.first()) {
          next.add(one);
          continue;
        }
        if (one.first() < gone.first()) {
          next.add(new Interval(one.first(), gone.first() - 1));
        }
        if (gone.last() < one.last()) {
          next.add(new Interval(gone.last() + 1, one.last()));
        }
      }
      rest = next;
    }
    return new PortSet(rest);
  }

  /** {@code 1-79,81-65535}. */
  @Override
  public String toString() {
    return intervals.stream().map(Interval::toString).collect(Collectors.joining(","));
  }
}
