package com.xtrading.platform.projection;

import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.Manifest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The ports on which the listeners of a Gateway are asked: each number and protocol once, UDP for
 * listeners of UDP and TCP for all others. Where a number has both, the name says which (NGINX
 * Gateway Fabric 2.6.7, {@code buildPortsFromListeners} and {@code buildServicePorts}).
 */
final class GatewayPorts {

  private static final String UDP = "UDP";

  private record Port(int number, String protocol) {}

  private GatewayPorts() {}

  /** Those of the Service. */
  static List<Fields> ofService(Manifest gateway) {
    return named(gateway, "port", "targetPort");
  }

  /** Those of the container; a list that may be added to. */
  static List<Fields> ofContainer(Manifest gateway) {
    return named(gateway, "containerPort");
  }

  private static List<Fields> named(Manifest gateway, String... numbers) {
    List<Port> ports = listeners(gateway);
    List<Fields> named = new ArrayList<>();
    for (Port port : ports) {
      boolean both = ports.stream().filter(one -> one.number() == port.number()).count() > 1;
      Fields fields =
          Fields.of(
              "name",
              "port-"
                  + port.number()
                  + (both ? "-" + port.protocol().toLowerCase(Locale.ROOT) : ""));
      for (String number : numbers) {
        fields.with(number, port.number());
      }
      named.add(fields.with("protocol", port.protocol()));
    }
    return named;
  }

  private static List<Port> listeners(Manifest gateway) {
    return gateway
        .at("spec", "listeners")
        .elements()
        .map(
            listener ->
                new Port(
                    (int) listener.at("port").number(0),
                    listener.at("protocol").text("").equals(UDP) ? UDP : "TCP"))
        .distinct()
        .sorted(Comparator.comparingInt(Port::number).thenComparing(Port::protocol))
        .toList();
  }
}
