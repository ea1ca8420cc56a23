package com.xtrading.platform.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Ports by protocol.
 *
 * @param ports no entry where no port of the protocol is in it
 */
public record Traffic(Map<Protocol, PortSet> ports) {

  public static final Traffic NONE = new Traffic(Map.of());
  public static final Traffic ALL =
      new Traffic(
          Map.of(Protocol.TCP, PortSet.ALL, Protocol.UDP, PortSet.ALL, Protocol.SCTP, PortSet.ALL));

  public Traffic {
    EnumMap<Protocol, PortSet> some = new EnumMap<>(Protocol.class);
    ports.forEach(
        (protocol, set) -> {
          if (!set.isEmpty()) {
            some.put(protocol, set);
          }
        });
    ports = Collections.unmodifiableMap(some);
  }

  public static Traffic of(Protocol protocol, int port) {
    return of(protocol, port, port);
  }

  /** A range of ports, both ends included. */
  public static Traffic of(Protocol protocol, int first, int last) {
    return new Traffic(Map.of(protocol, PortSet.of(first, last)));
  }

  public boolean isEmpty() {
    return ports.isEmpty();
  }

  /** Whether nothing is left out. */
  public boolean isAll() {
    return equals(ALL);
  }

  public PortSet of(Protocol protocol) {
    return ports.getOrDefault(protocol, PortSet.NONE);
  }

  public boolean containsAll(Traffic other) {
    return other.minus(this).isEmpty();
  }

  public Traffic union(Traffic other) {
    if (isEmpty() || other.equals(this)) {
      return other;
    }
    if (other.isEmpty()) {
      return this;
    }
    Map<Protocol, PortSet> both = new EnumMap<>(Protocol.class);
    for (Protocol protocol : Protocol.values()) {
      both.put(protocol, of(protocol).union(other.of(protocol)));
    }
    return new Traffic(both);
  }

  public Traffic intersect(Traffic other) {
    if (isAll() || other.isEmpty()) {
      return other;
    }
    if (other.isAll() || isEmpty()) {
      return this;
    }
    Map<Protocol, PortSet> common = new EnumMap<>(Protocol.class);
    ports.forEach((protocol, mine) -> common.put(protocol, mine.intersect(other.of(protocol))));
    return new Traffic(common);
  }

  public Traffic minus(Traffic other) {
    Map<Protocol, PortSet> rest = new EnumMap<>(Protocol.class);
    ports.forEach((protocol, mine) -> rest.put(protocol, mine.minus(other.of(protocol))));
    return new Traffic(rest);
  }

  /** {@code TCP 8000, UDP 53}, or {@code everything}. */
  @Override
  public String toString() {
    if (isAll()) {
      return "everything";
    }
    List<String> parts = new ArrayList<>();
    ports.forEach((protocol, set) -> parts.add(protocol + " " + set));
    return parts.isEmpty() ? "nothing" : String.join(", ", parts);
  }
}
