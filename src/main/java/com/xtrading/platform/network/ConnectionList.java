package com.xtrading.platform.network;

import com.xtrading.platform.network.Connectivity.Connection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Connections as people and programs read them: ranges of addresses that behave alike are one.
 *
 * @param from a workload as {@code namespace/name[Kind]}, or a range of addresses
 * @param to the same
 * @param traffic what may pass
 */
public record ConnectionList(String from, String to, Traffic traffic) {

  /** The connections in the order of their names. */
  public static List<ConnectionList> of(List<Connection> connections) {
    List<Connection> sorted = new ArrayList<>(connections);
    sorted.sort(
        Comparator.comparing(ConnectionList::pods)
            .thenComparing(connection -> connection.from() instanceof Party.Outside)
            .thenComparing(
                ConnectionList::range, Comparator.nullsFirst(Comparator.naturalOrder())));
    List<Connection> joined = new ArrayList<>();
    for (Connection next : sorted) {
      Connection before = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (before != null && isOneWith(before, next)) {
        joined.set(joined.size() - 1, join(before, next));
      } else {
        joined.add(next);
      }
    }
    return joined.stream()
        .map(one -> new ConnectionList(one.from().toString(), one.to().toString(), one.traffic()))
        .sorted(Comparator.comparing(ConnectionList::from).thenComparing(ConnectionList::to))
        .toList();
  }

  /** The side that is pods, or both. */
  private static String pods(Connection connection) {
    return connection.from() instanceof Party.Outside
        ? connection.to().toString()
        : connection.to() instanceof Party.Outside
            ? connection.from().toString()
            : connection.from() + " " + connection.to();
  }

  private static AddressRange range(Connection connection) {
    return connection.from() instanceof Party.Outside from
        ? from.range()
        : connection.to() instanceof Party.Outside to ? to.range() : null;
  }

  private static boolean isOneWith(Connection before, Connection next) {
    AddressRange first = range(before);
    AddressRange second = range(next);
    return first != null
        && second != null
        && first.isFollowedBy(second)
        && pods(before).equals(pods(next))
        && before.from() instanceof Party.Outside == next.from() instanceof Party.Outside
        && before.traffic().equals(next.traffic());
  }

  private static Connection join(Connection before, Connection next) {
    Party.Outside both = new Party.Outside(range(before).joinedWith(range(next)));
    return before.from() instanceof Party.Outside
        ? new Connection(both, before.to(), before.traffic())
        : new Connection(before.from(), both, before.traffic());
  }
}
