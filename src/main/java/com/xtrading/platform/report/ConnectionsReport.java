package com.xtrading.platform.report;

import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.JsonWriter;
import com.xtrading.platform.network.ConnectionList;
import com.xtrading.platform.network.Connectivity.Connection;
import com.xtrading.platform.network.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Connections in the formats that people and other tools read.
 *
 * @param list in the order of their names
 */
public record ConnectionsReport(List<ConnectionList> list) {

  public ConnectionsReport {
    list = List.copyOf(list);
  }

  public static ConnectionsReport of(List<Connection> connections) {
    return new ConnectionsReport(ConnectionList.of(connections));
  }

  /** A line for each connection. */
  public String text() {
    StringBuilder lines = new StringBuilder();
    list.forEach(
        one -> lines.append("%s => %s: %s\n".formatted(one.from(), one.to(), one.traffic())));
    return lines.toString();
  }

  /** One JSON object with a list {@code connections}, an entry for each protocol. */
  public String json() {
    List<Map<String, Object>> entries = new ArrayList<>();
    for (ConnectionList one : list) {
      for (Fields entry : entries(one.traffic())) {
        entries.add(entry.with("src", one.from()).with("dst", one.to()));
      }
    }
    return JsonWriter.write(Fields.of("connections", entries));
  }

  /** A graph for Graphviz. */
  public String dot() {
    StringBuilder lines = new StringBuilder("digraph connectivity {\n");
    list.forEach(
        one ->
            lines.append(
                "  \"%s\" -> \"%s\" [label=\"%s\"];\n"
                    .formatted(one.from(), one.to(), one.traffic())));
    return lines + "}\n";
  }

  /** Traffic by protocol, and one entry without ports where nothing is left out. */
  static List<Fields> entries(Traffic traffic) {
    if (traffic.isAll()) {
      return List.of(Fields.of("protocol", "ALL"));
    }
    List<Fields> entries = new ArrayList<>();
    traffic
        .ports()
        .forEach(
            (protocol, ports) ->
                entries.add(
                    Fields.of("protocol", protocol.name()).with("ports", ports.toString())));
    return entries;
  }
}
