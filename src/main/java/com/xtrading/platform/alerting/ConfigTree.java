package com.xtrading.platform.alerting;

import com.xtrading.platform.alerting.Integration.Other;
import com.xtrading.platform.alerting.Integration.PagerDuty;
import com.xtrading.platform.alerting.Integration.Slack;
import com.xtrading.platform.alerting.Integration.Webhook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes a configuration as the tree that Alertmanager reads. What is absent is left out. */
final class ConfigTree {

  private ConfigTree() {}

  static Map<String, Object> of(AlertmanagerConfig config) {
    Map<String, Object> tree = new LinkedHashMap<>();
    Map<String, Object> global = new LinkedHashMap<>();
    put(global, "resolve_timeout", config.global().resolveTimeout());
    global.putAll(config.global().others());
    putUnlessEmpty(tree, "global", global);
    tree.put("route", route(config.route()));
    putList(tree, "inhibit_rules", config.inhibitRules().stream().map(ConfigTree::rule).toList());
    putList(tree, "receivers", config.receivers().stream().map(ConfigTree::receiver).toList());
    putList(tree, "templates", config.templates());
    putList(tree, "time_intervals", config.timeIntervals().stream().map(IntervalTree::of).toList());
    return tree;
  }

  private static Map<String, Object> route(Route route) {
    Map<String, Object> tree = new LinkedHashMap<>();
    route.receiver().ifPresent(receiver -> tree.put("receiver", receiver));
    groupBy(tree, route.groupBy());
    putList(tree, "matchers", texts(route.matchers()));
    if (route.goesOn()) {
      tree.put("continue", true);
    }
    put(tree, "group_wait", route.timings().groupWait());
    put(tree, "group_interval", route.timings().groupInterval());
    put(tree, "repeat_interval", route.timings().repeatInterval());
    putList(tree, "mute_time_intervals", route.quiet().mute());
    putList(tree, "active_time_intervals", route.quiet().active());
    putUnlessEmpty(tree, "labels", new LinkedHashMap<>(route.labels()));
    putList(tree, "routes", route.routes().stream().map(ConfigTree::route).toList());
    return tree;
  }

  private static void groupBy(Map<String, Object> tree, GroupBy groupBy) {
    if (groupBy instanceof GroupBy.Together) {
      tree.put("group_by", List.of());
    } else if (groupBy instanceof GroupBy.EachAlert) {
      tree.put("group_by", List.of(GroupBy.ALL));
    } else if (groupBy instanceof GroupBy.ByLabels by) {
      tree.put("group_by", by.labels());
    }
  }

  private static Map<String, Object> rule(InhibitRule rule) {
    Map<String, Object> tree = new LinkedHashMap<>();
    rule.name().ifPresent(name -> tree.put("name", name));
    putList(tree, "source_matchers", texts(rule.source()));
    putList(tree, "target_matchers", texts(rule.target()));
    putList(tree, "equal", rule.equal());
    return tree;
  }

  private static List<String> texts(List<Matcher> matchers) {
    return matchers.stream().map(Matcher::toString).toList();
  }

  private static Map<String, Object> receiver(Receiver receiver) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", receiver.name());
    putUnlessEmpty(tree, "labels", new LinkedHashMap<>(receiver.labels()));
    Map<String, List<Object>> ways = new LinkedHashMap<>();
    for (Integration way : receiver.integrations()) {
      ways.computeIfAbsent(way.key(), key -> new ArrayList<>()).add(integration(way));
    }
    tree.putAll(ways);
    return tree;
  }

  private static Map<String, Object> integration(Integration way) {
    Map<String, Object> tree = new LinkedHashMap<>();
    if (way instanceof Webhook webhook) {
      tree.put("url_file", webhook.urlFile().value());
      tree.put("send_resolved", webhook.sendResolved());
      if (webhook.maxAlerts() > 0) {
        tree.put("max_alerts", webhook.maxAlerts());
      }
    } else if (way instanceof PagerDuty pager) {
      tree.put("routing_key_file", pager.routingKeyFile().value());
      tree.put("send_resolved", pager.sendResolved());
      pager.severity().ifPresent(severity -> tree.put("severity", severity));
    } else if (way instanceof Slack slack) {
      tree.put("api_url_file", slack.apiUrlFile().value());
      tree.put("send_resolved", slack.sendResolved());
      slack.channel().ifPresent(channel -> tree.put("channel", channel));
      slack.title().ifPresent(title -> tree.put("title", title));
      slack.text().ifPresent(text -> tree.put("text", text));
    } else if (way instanceof Other other) {
      tree.putAll(other.settings());
    }
    return tree;
  }

  private static void put(Map<String, Object> tree, String key, Optional<Duration> duration) {
    duration.ifPresent(present -> tree.put(key, PromDuration.print(present)));
  }

  private static void putList(Map<String, Object> tree, String key, List<?> list) {
    if (!list.isEmpty()) {
      tree.put(key, list);
    }
  }

  private static void putUnlessEmpty(
      Map<String, Object> tree, String key, Map<String, Object> value) {
    if (!value.isEmpty()) {
      tree.put(key, value);
    }
  }
}
