package com.xtrading.platform.monitoring;

import com.xtrading.platform.alerting.AlertmanagerConfig;
import com.xtrading.platform.alerting.GlobalSettings;
import com.xtrading.platform.alerting.GroupBy;
import com.xtrading.platform.alerting.InhibitRule;
import com.xtrading.platform.alerting.Integration;
import com.xtrading.platform.alerting.Location;
import com.xtrading.platform.alerting.Matcher;
import com.xtrading.platform.alerting.Matcher.Op;
import com.xtrading.platform.alerting.Receiver;
import com.xtrading.platform.alerting.Route;
import com.xtrading.platform.alerting.TimeInterval;
import com.xtrading.platform.alerting.TimeInterval.Range;
import com.xtrading.platform.alerting.TimeInterval.Span;
import com.xtrading.platform.alerting.TimeInterval.Times;
import com.xtrading.platform.alerting.Timings;
import com.xtrading.platform.model.FilePath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who is told of which alert, and what silences it. Addresses and keys are files, so that the whole
 * of it can be read by everybody.
 */
final class AlertRouting {

  /** Keys of the secret, and names of the files. */
  static final String CHAT = "chat-url";

  static final String DEAD_MANS_SWITCH = "dead-mans-switch-url";
  static final String PAGES = "pagerduty-routing-key";

  /**
   * Labels that say what an alert is about. One that is missing on both sides counts as equal, so
   * all of them are compared: or what is critical in one place would silence warnings about
   * another.
   */
  static final List<String> IDENTITY =
      List.of(
          "cluster",
          "container",
          "datname",
          "deployment",
          "destination_workload",
          "exported_namespace",
          "exporter",
          "horizontalpodautoscaler",
          "image_digest",
          "image_repository",
          "image_tag",
          "instance",
          "integration",
          "job",
          "job_name",
          "key",
          "limit",
          "master_host",
          "mountpoint",
          "name",
          "namespace",
          "node",
          "persistentvolumeclaim",
          "pod",
          "poddisruptionbudget",
          "queue",
          "reason",
          "resource",
          "route",
          "rule_group",
          "service",
          "shared_dict",
          "slo",
          "slot_name",
          "strategy",
          "usename",
          "venue",
          "vhost");

  private static final String SEVERITY = "severity";
  private static final String ALERT = "alertname";
  private static final String BUSINESS_HOURS = "business-hours";

  private static final Timings AT_FIRST =
      Timings.of(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(12));

  /** A sign of life, whatever else goes on. */
  private static final Timings SIGN_OF_LIFE =
      Timings.of(Duration.ZERO, Duration.ofMinutes(1), Duration.ofMinutes(2));

  private static final Timings PAGED =
      Timings.of(Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofHours(1));

  private static final Timings CRITICAL =
      Timings.of(Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofHours(4));

  /**
   * @param folder where the keys of the secret are files
   * @param templates how messages are worded
   * @param paged whether somebody is paged; where nobody is, all of it goes to one chat, day and
   *     night
   */
  static AlertmanagerConfig of(String folder, String templates, boolean paged) {
    List<Receiver> receivers = new ArrayList<>();
    receivers.add(
        Receiver.of(
            "chat",
            new Integration.Slack(
                file(folder, CHAT), true, Optional.empty(), Optional.empty(), Optional.empty())));
    receivers.add(
        Receiver.of(
            "dead-mans-switch", new Integration.Webhook(file(folder, DEAD_MANS_SWITCH), false, 0)));
    receivers.add(Receiver.nobody("nobody"));
    if (paged) {
      receivers.add(
          Receiver.of(
              "page",
              new Integration.PagerDuty(file(folder, PAGES), true, Optional.of("critical"))));
    }
    return new AlertmanagerConfig(
        GlobalSettings.DEFAULT,
        Route.root("chat")
            .withGroupBy(GroupBy.labels(ALERT, "namespace", "service"))
            .withTimings(AT_FIRST)
            .withRoutes(routes(paged)),
        inhibitions(),
        receivers,
        paged ? List.of(businessHours()) : List.of(),
        List.of(templates));
  }

  private static FilePath file(String folder, String key) {
    return FilePath.parse(folder + "/" + key);
  }

  /** In the order in which they are asked. */
  private static List<Route> routes(boolean paged) {
    List<Route> routes = new ArrayList<>();
    routes.add(
        Route.to("dead-mans-switch", Matcher.equal(ALERT, "Watchdog")).withTimings(SIGN_OF_LIFE));
    routes.add(Route.to("nobody", Matcher.regex(SEVERITY, "none|info")));
    if (paged) {
      routes.add(
          Route.to("page", Matcher.equal(SEVERITY, "critical")).withTimings(PAGED).goingOn());
      routes.add(Route.to("chat", Matcher.equal(SEVERITY, "critical")).withTimings(CRITICAL));
      routes.add(
          Route.to("chat", Matcher.equal(SEVERITY, "warning"))
              .withQuiet(new Route.Quiet(List.of(), List.of(BUSINESS_HOURS))));
    }
    return routes;
  }

  private static TimeInterval businessHours() {
    return new TimeInterval(
        BUSINESS_HOURS,
        List.of(
            Span.ALWAYS
                .withWeekdays(Range.of(1, 5))
                .withTimes(Times.parse("09:00", "18:00"))
                .in(new Location("Asia/Shanghai"))));
  }

  private static List<InhibitRule> inhibitions() {
    return List.of(
        // Without a service or a pod on both sides, everything of a namespace would be one thing.
        criticalOver("service"),
        criticalOver("pod"),
        new InhibitRule(
            Optional.empty(),
            List.of(Matcher.equal(ALERT, "NodeNotReady")),
            List.of(Matcher.equal(SEVERITY, "warning"), isThere("node")),
            List.of("node")),
        new InhibitRule(
            Optional.empty(),
            List.of(Matcher.equal(ALERT, "PostgresDown")),
            List.of(
                Matcher.regex(ALERT, "Postgres.+"),
                new Matcher(ALERT, Op.NOT_EQUAL, "PostgresDown")),
            List.of("namespace")));
  }

  private static InhibitRule criticalOver(String label) {
    return new InhibitRule(
        Optional.empty(),
        List.of(Matcher.equal(SEVERITY, "critical"), isThere(label)),
        List.of(Matcher.regex(SEVERITY, "warning|info"), isThere(label)),
        IDENTITY);
  }

  private static Matcher isThere(String label) {
    return new Matcher(label, Op.NOT_EQUAL, "");
  }

  private AlertRouting() {}
}
