package com.xtrading.platform.model;

/**
 * A port that a container listens on. Services use the same number, so that rules written for pods
 * hold before and after address translation.
 *
 * @param name the name of the port, at most 15 characters (RFC 6335)
 * @param number 1 to 65535
 * @param last the same number, or the end of a range of ports
 * @param protocol the transport
 */
public record Port(String name, int number, int last, Protocol protocol)
    implements Comparable<Port> {

  /** Transport protocols that Kubernetes knows. */
  public enum Protocol {
    TCP,
    UDP
  }

  public Port {
    if (!name.matches("[a-z]([a-z0-9-]{0,13}[a-z0-9])?")) {
      throw new InvalidValue(
          "\"%s\" is not a port name".formatted(name),
          "1 to 15 of a-z, 0-9 and -, starting with a letter",
          "shorten it");
    }
    if (number < 1 || last > 65535 || last < number) {
      throw new InvalidValue(
          number == last
              ? "%d is not a port".formatted(number)
              : "%d to %d is no range of ports".formatted(number, last),
          "1 to 65535",
          "choose one");
    }
  }

  public static Port tcp(String name, int number) {
    return new Port(name, number, number, Protocol.TCP);
  }

  public static Port udp(String name, int number) {
    return new Port(name, number, number, Protocol.UDP);
  }

  /** Servers that choose among many ports. */
  public static Port tcpRange(String name, int first, int last) {
    return new Port(name, first, last, Protocol.TCP);
  }

  @Override
  public int compareTo(Port other) {
    int byProtocol = protocol.compareTo(other.protocol);
    int byNumber = Integer.compare(number, other.number);
    return byProtocol != 0
        ? byProtocol
        : byNumber != 0 ? byNumber : Integer.compare(last, other.last);
  }
}
