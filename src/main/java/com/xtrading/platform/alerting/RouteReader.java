package com.xtrading.platform.alerting;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Reads the tree of routes. */
final class RouteReader {

  private static final List<String> KEYS =
      List.of(
          "receiver",
          "group_by",
          "continue",
          "matchers",
          "match",
          "match_re",
          "group_wait",
          "group_interval",
          "repeat_interval",
          "mute_time_intervals",
          "active_time_intervals",
          "labels",
          "routes");

  private RouteReader() {}

  static Route read(YamlNode node, Problems problems) {
    problems.place(node.path(), node.line());
    FieldReader fields = FieldReader.of(node, KEYS, problems);
    return new Route(
        fields.text("receiver").filter(name -> !name.isEmpty()),
        MatcherFields.read(fields, "match", "matchers"),
        fields.flag("continue", false),
        groupBy(fields),
        timings(fields),
        new Route.Quiet(
            fields.texts("mute_time_intervals").orElse(List.of()),
            fields.texts("active_time_intervals").orElse(List.of())),
        labels(fields),
        routes(fields));
  }

  private static List<Route> routes(FieldReader fields) {
    List<Route> routes = new ArrayList<>();
    for (YamlNode item : fields.items("routes").orElse(List.of())) {
      if (item instanceof YamlNode.Scalar scalar && scalar.isNull()) {
        fields.problems().add(item, "is empty", "a route", "write one, or remove the dash");
      } else {
        routes.add(read(item, fields.problems()));
      }
    }
    return routes;
  }

  private static GroupBy groupBy(FieldReader fields) {
    return fields
        .texts("group_by")
        .flatMap(
            labels ->
                fields
                    .problems()
                    .read(fields.get("group_by").orElseThrow(), () -> GroupBy.of(labels)))
        .orElse(GroupBy.inherited());
  }

  private static Timings timings(FieldReader fields) {
    return fields
        .problems()
        .read(
            fields.node(),
            () ->
                new Timings(
                    fields.duration("group_wait"),
                    fields.duration("group_interval"),
                    fields.duration("repeat_interval")))
        .orElse(Timings.INHERITED);
  }

  private static TreeMap<String, String> labels(FieldReader fields) {
    TreeMap<String, String> labels = new TreeMap<>(fields.pairs("labels"));
    if (labels.containsKey("")) {
      fields.problem("labels", "a label has no name", "names of labels", "give it one");
    }
    return labels;
  }
}
