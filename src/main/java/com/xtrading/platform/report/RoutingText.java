package com.xtrading.platform.report;

import com.xtrading.platform.alerting.AlertmanagerConfig;
import com.xtrading.platform.alerting.GroupBy;
import com.xtrading.platform.alerting.Inhibition;
import com.xtrading.platform.alerting.Inhibition.Silencer;
import com.xtrading.platform.alerting.Integration;
import com.xtrading.platform.alerting.Matcher;
import com.xtrading.platform.alerting.Notice;
import com.xtrading.platform.alerting.PromDuration;
import com.xtrading.platform.alerting.Quietness;
import com.xtrading.platform.alerting.Receiver;
import com.xtrading.platform.alerting.Routing;
import com.xtrading.platform.document.Block;
import com.xtrading.platform.document.BulletList;
import com.xtrading.platform.document.Document;
import com.xtrading.platform.document.Paragraph;
import com.xtrading.platform.document.Section;
import com.xtrading.platform.document.Table;
import com.xtrading.platform.document.TerminalWriter;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.JsonWriter;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who is told of an alert, for people and for programs. */
public final class RoutingText {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ssxxx");

  private final AlertmanagerConfig config;
  private final SortedMap<String, String> labels;
  private final ZonedDateTime at;
  private final List<Notice> notices;
  private final List<Silencer> silencers;

  /**
   * @param config one that Alertmanager accepts
   * @param labels of the alert
   * @param at when it would be told; moments are shown in its zone
   */
  public RoutingText(AlertmanagerConfig config, Map<String, String> labels, ZonedDateTime at) {
    this.config = config;
    this.labels = new TreeMap<>(labels);
    this.at = at;
    this.notices = Routing.of(config).of(labels, at.toInstant());
    this.silencers = Inhibition.of(config).of(labels);
  }

  /** For a terminal: a section for each receiver, then what would silence the alert. */
  public String text() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Paragraph("%s at %s".formatted(written(labels), MOMENT.format(at))));
    notices.forEach(notice -> blocks.add(section(notice)));
    blocks.add(
        silencers.isEmpty()
            ? new Paragraph("no other alert silences it")
            : Section.of(
                "silenced while another alert fires that is",
                new BulletList(silencers.stream().map(this::written).toList())));
    return TerminalWriter.write(Document.untitled(blocks));
  }

  private Section section(Notice notice) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("told by", ways(notice)));
    rows.add(
        List.of(
            "route",
            notice.matchers().isEmpty()
                ? notice.path()
                : "%s: %s".formatted(notice.path(), written(notice.matchers()))));
    rows.add(List.of("together with", together(notice)));
    rows.add(List.of("first", PromDuration.print(notice.groupWait()) + " after its group begins"));
    rows.add(List.of("changes", "every %s".formatted(PromDuration.print(notice.groupInterval()))));
    rows.add(
        List.of(
            "again",
            "after %s, when one of these %s ends"
                .formatted(
                    PromDuration.print(notice.repeatInterval()),
                    PromDuration.print(notice.groupInterval()))));
    rows.add(List.of("quiet", notice.quiet().map(this::written).orElse("no")));
    return Section.of(notice.receiver(), new Table(List.of(), rows));
  }

  private String ways(Notice notice) {
    Receiver receiver = receiver(notice);
    return receiver.tellsNobody()
        ? "nothing: it tells nobody"
        : receiver.integrations().stream()
            .map(RoutingText::name)
            .distinct()
            .collect(Collectors.joining(", "));
  }

  private Receiver receiver(Notice notice) {
    return config.receivers().stream()
        .filter(one -> one.name().equals(notice.receiver()))
        .findFirst()
        .orElseThrow();
  }

  private static String name(Integration way) {
    return way.key().replace("_configs", "");
  }

  private static String together(Notice notice) {
    if (notice.groupBy() instanceof GroupBy.Together) {
      return "all alerts of the route";
    }
    if (notice.groupBy() instanceof GroupBy.EachAlert) {
      return "no other alert";
    }
    List<String> missing =
        ((GroupBy.ByLabels) notice.groupBy())
            .labels().stream()
                .filter(label -> !notice.group().containsKey(label))
                .map(label -> label + " missing")
                .toList();
    return Stream.concat(pairs(notice.group()), missing.stream()).collect(Collectors.joining(", "));
  }

  private String written(Quietness quiet) {
    String until =
        quiet
            .until()
            .map(end -> "until " + MOMENT.format(end.atZone(at.getZone())))
            .orElse("for the next 5 years");
    String by = String.join(", ", quiet.intervals());
    return quiet.reason() == Quietness.Reason.MUTED
        ? "%s: muted by %s".formatted(until, by)
        : "%s: active only in %s".formatted(until, by);
  }

  private String written(Silencer silencer) {
    List<String> demands = new ArrayList<>();
    if (silencer.source().isEmpty()) {
      demands.add("any");
    }
    silencer.source().forEach(matcher -> demands.add(matcher.toString()));
    silencer
        .equal()
        .forEach(
            (label, value) ->
                demands.add(
                    value.isEmpty() ? "without " + label : Matcher.equal(label, value).toString()));
    if (silencer.notTarget()) {
      demands.add("no target of that rule itself");
    }
    return "%s (%s)".formatted(String.join(", ", demands), rule(silencer));
  }

  private String rule(Silencer silencer) {
    String path = "inhibit_rules[%d]".formatted(silencer.rule());
    return config
        .inhibitRules()
        .get(silencer.rule())
        .name()
        .map(path.concat(": ")::concat)
        .orElse(path);
  }

  private static String written(List<Matcher> matchers) {
    return matchers.stream().map(Matcher::toString).collect(Collectors.joining(", "));
  }

  private static String written(SortedMap<String, String> labels) {
    return pairs(labels).collect(Collectors.joining(", "));
  }

  private static Stream<String> pairs(SortedMap<String, String> labels) {
    return labels.entrySet().stream()
        .map(label -> Matcher.equal(label.getKey(), label.getValue()).toString());
  }

  /** One JSON object: labels, moment, a list of notices and one of what would silence the alert. */
  public String json() {
    return JsonWriter.write(
        Fields.of("labels", labels)
            .with("at", at.toInstant().toString())
            .with("notices", notices.stream().map(this::tree).toList())
            .with("silencers", silencers.stream().map(this::tree).toList()));
  }

  private Fields tree(Notice notice) {
    Fields tree =
        Fields.of("receiver", notice.receiver())
            .with(
                "toldBy", receiver(notice).integrations().stream().map(RoutingText::name).toList())
            .with("route", notice.path())
            .with("matchers", notice.matchers().stream().map(Matcher::toString).toList())
            .with("group", notice.group())
            .with("groupKey", notice.groupKey())
            .with("groupWait", PromDuration.print(notice.groupWait()))
            .with("groupInterval", PromDuration.print(notice.groupInterval()))
            .with("repeatInterval", PromDuration.print(notice.repeatInterval()));
    Optional<Fields> quiet =
        notice
            .quiet()
            .map(
                by -> {
                  Fields fields =
                      Fields.of("muted", by.reason() == Quietness.Reason.MUTED)
                          .with("intervals", by.intervals());
                  by.until().ifPresent(until -> fields.with("until", until.toString()));
                  return fields;
                });
    return quiet.map(fields -> tree.with("quiet", fields)).orElse(tree);
  }

  private Fields tree(Silencer silencer) {
    return Fields.of("rule", rule(silencer))
        .with("source", silencer.source().stream().map(Matcher::toString).toList())
        .with("equal", silencer.equal())
        .with("notTarget", silencer.notTarget());
  }
}
