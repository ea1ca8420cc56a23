package com.xtrading.platform.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IPv4 address and a port.
 *
 * @param host a single address
 * @param port 1 to 65535
 */
public record SocketAddress(Cidr host, int port) {

  private static final Pattern FORM = Pattern.compile("([0-9.]{7,15}):(\\d{1,5})");

  public SocketAddress {
    if (port < 1 || port > 65535) {
      throw new InvalidValue("%d is not a port".formatted(port), "1 to 65535", "choose one");
    }
  }

  /** Reads {@code 10.0.0.7:6789}. */
  public static SocketAddress parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches() || !isAddress(form.group(1))) {
      throw new InvalidValue(
          "\"%s\" is not an address with a port".formatted(text),
          "IPv4 address, colon, port",
          "write it as 10.0.0.7:6789");
    }
    return new SocketAddress(Cidr.parse(form.group(1) + "/32"), Integer.parseInt(form.group(2)));
  }

  private static boolean isAddress(String host) {
    try {
      Cidr.parse(host + "/32");
      return true;
    } catch (InvalidValue noAddress) {
      return false;
    }
  }

  @Override
  public String toString() {
    return host.value().substring(0, host.value().indexOf('/')) + ":" + port;
  }
}
