package com.xtrading.platform.alerting;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Changes the tree of a configuration to what nobody writes with our types: older forms, odd ones,
 * and such as Alertmanager refuses.
 */
final class RandomDamage {

  private static final List<String> DURATIONS =
      List.of(
          "0", "0s", "1h30m", "30", "", "1m1h", "1.5h", "90m", "300y", "292y", "1w2d", "5ms",
          "-5m");
  private static final List<String> PIECES =
      List.of(
          "severity",
          "team",
          "=",
          "!=",
          "=~",
          "!~",
          "\"",
          "\"a\"",
          "\"weird name\"",
          "a",
          "b",
          " ",
          ",",
          "{",
          "}",
          "\\",
          "\\n",
          "\\\"",
          "\\u00fc",
          "\\x41",
          "'",
          "`",
          "~",
          ".*",
          "(a|b)",
          "[",
          "标签",
          ":",
          "5",
          "\t");
  private static final List<String> LINES =
      List.of(
          "severity=critical",
          "severity = \"critical\"",
          "{severity=\"critical\",team!=a}",
          "severity=~crit.*",
          "severity=~\"a|b\", team=~\"(\"",
          "team=\"a\\b\"",
          "team=say \"hi\"",
          "a:b=c",
          "\"weird name\"=a",
          "weird name=a",
          "标签=a",
          "team=",
          "team=\"\"",
          "=a",
          "",
          " ",
          "{}",
          "{",
          "team=a,",
          ",",
          "team=a,,env=b",
          "team=a b",
          "team=\\d",
          "team=~\\d+",
          "team=~\"\\\\d+\"",
          "team='a'",
          "team=~\"a{2000}\"");
  private static final List<Object> GROUPS =
      List.of(
          List.of(),
          List.of("..."),
          List.of("...", "..."),
          List.of("team", "..."),
          List.of("team", "team"),
          List.of(""),
          List.of("weird name"),
          List.of(5),
          "team",
          Map.of("team", "a"));
  private static final Map<String, List<String>> RANGES =
      Map.of(
          "weekdays",
              List.of(
                  "monday:friday",
                  "friday:monday",
                  "Sunday",
                  "sun",
                  "monday:",
                  "1:5",
                  "",
                  "monday:tuesday:friday",
                  "saturday:sunday",
                  "sunday:saturday",
                  " monday"),
          "days_of_month",
              List.of(
                  "1", "-1", "1:-1", "28:-1", "27:-1", "-7:-1", "-1:1", "0", "32", "5:2", "31:-1",
                  "-31", "+3", " 3", "15:-20", "-1:-7", "-32", "1:31", "29:31", "a", "1_0"),
          "months",
              List.of(
                  "1:3",
                  "january",
                  "feb",
                  "0",
                  "13",
                  "12:1",
                  "november:december",
                  "-1",
                  "May",
                  "3:march",
                  "december:january",
                  "99999999999999999999"),
          "years",
              List.of(
                  "2026", "2026:2024", "x", "2024:2030", "99999999999999999999", "-5", "2026:"));
  private static final List<Object> PLACES =
      List.of(
          "Mars/Olympus",
          "+08:00",
          "GMT+8",
          "Etc/GMT+8",
          "asia/shanghai",
          "CST6CDT",
          "PRC",
          "EST",
          "HST",
          "../UTC",
          "UTC+8",
          "Europe/Berlin",
          "",
          "SystemV/AST4",
          "Z",
          "Asia/Calcutta");

  private final Random random;

  RandomDamage(Random random) {
    this.random = random;
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** A tree with a change or two. */
  Map<String, Object> damaged(Map<String, Object> tree) {
    Map<String, Object> copy = map(tree);
    for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
      change(copy);
    }
    return copy;
  }

  private void change(Map<String, Object> config) {
    Map<String, Object> route = one(routes(route(config)));
    Map<String, Object> receiver = one(list(config, "receivers"));
    Map<String, Object> rule = one(atLeastOne(list(config, "inhibit_rules"), Map.of()));
    Map<String, Object> interval =
        one(atLeastOne(list(config, "time_intervals"), Map.of("name", "new")));
    switch (random.nextInt(24)) {
      case 0 -> route.put("group_by", one(GROUPS));
      case 1 -> route.put(one(List.of("group_wait", "group_interval")), one(DURATIONS));
      case 2 -> route.put("repeat_interval", random.nextBoolean() ? one(DURATIONS) : (Object) 5);
      case 3, 4, 5, 6 -> lines(route, "matchers");
      case 7 -> route.put("match", Map.of(one(RandomConfigs.LABELS), one(RandomConfigs.VALUES)));
      case 8 ->
          route.put(
              "match_re",
              Map.of(one(RandomConfigs.LABELS), one(List.of("a|b", "a.*", "(", "", "[ab]"))));
      case 9 -> route.put("continue", one(List.of(true, false, "yes", "true", 1)));
      case 10 ->
          one(List.of(route, receiver, rule, interval, config))
              .put(one(List.of("recevier", "name", "matcher", "times", "labels")), "a");
      case 11 -> route.put("receiver", one(List.of("nobody", "", "receiver-1", "receiver-2")));
      case 12 ->
          route.put("mute_time_intervals", one(List.of(List.of("x"), List.of("interval 1"))));
      case 13, 14 -> span(interval);
      case 15 -> {
        lines(rule, one(List.of("source_matchers", "target_matchers")));
        rule.put(one(List.of("source_match", "target_match")), Map.of("team", "a"));
      }
      case 16 -> rule.put("equal", one(List.of(List.of(""), List.of("weird name"), "team")));
      case 17 -> rule.put("source_match_re", Map.of("team", one(List.of("a|b", "(", ".*"))));
      case 18 -> receiver.put("name", one(List.of("receiver-1", "receiver-2", "")));
      case 19 -> receiver.put("labels", Map.of("name", one(List.of("receiver-1", "x")), "a", "b"));
      case 20 -> way(receiver);
      case 21 -> interval.put("name", one(List.of("interval 1", "interval 2", "")));
      case 22 ->
          config.put(
              "mute_time_intervals",
              List.of(Map.of("name", one(List.of("x", "interval 1", "interval 2")))));
      default -> config.remove(one(List.of("route", "receivers", "time_intervals")));
    }
    write(config, "inhibit_rules", rule);
    write(config, "time_intervals", interval);
  }

  /** A rule or interval that was not there before is put there. */
  private void write(Map<String, Object> config, String key, Map<String, Object> item) {
    boolean isNew = list(config, key).stream().noneMatch(other -> other == item);
    if (isNew && item.size() > 1 && random.nextBoolean()) {
      List<Object> all = new ArrayList<>(list(config, key));
      all.add(item);
      config.put(key, all);
    }
  }

  private void lines(Map<String, Object> tree, String key) {
    List<Object> lines = new ArrayList<>();
    lines.add(
        random.nextBoolean()
            ? one(LINES)
            : IntStream.range(0, 1 + random.nextInt(7))
                .mapToObj(index -> one(PIECES))
                .collect(Collectors.joining()));
    if (random.nextInt(3) == 0) {
      lines.add(one(LINES));
    }
    tree.put(key, random.nextInt(20) == 0 ? lines.get(0) : lines);
  }

  private void span(Map<String, Object> interval) {
    Map<String, Object> span = new LinkedHashMap<>();
    String key = one(List.of("weekdays", "days_of_month", "months", "years", "location", "times"));
    if (key.equals("location")) {
      span.put(key, one(PLACES));
    } else if (key.equals("times")) {
      List<String> clocks =
          List.of("09:00", "17:00", "24:00", "00:00", "9:00", "25:00", "12:60", "12:30:00", "");
      span.put(key, List.of(Map.of("start_time", one(clocks), "end_time", one(clocks))));
    } else {
      List<Object> ranges = new ArrayList<>();
      ranges.add(one(RANGES.get(key)));
      span.put(key, random.nextInt(10) == 0 ? ranges.get(0) : ranges);
    }
    interval.put("time_intervals", List.of(span));
  }

  private void way(Map<String, Object> receiver) {
    Map<String, Object> settings = new LinkedHashMap<>();
    String way = one(List.of("webhook", "pagerduty", "slack", "email", "telegram"));
    switch (way) {
      case "webhook" -> {
        some(settings, "url", "https://example.com/hook");
        some(settings, "url_file", "/etc/url");
        some(settings, "max_alerts", 5);
      }
      case "pagerduty" -> {
        some(settings, "routing_key", "secret");
        some(settings, "routing_key_file", "/etc/key");
        some(settings, "service_key_file", "/etc/key");
      }
      case "slack" -> {
        some(settings, "api_url", "https://example.com/hook");
        some(settings, "api_url_file", "/etc/url");
        some(settings, "app_token_file", "/etc/token");
        some(settings, "chanel", "#a");
      }
      case "email" -> {
        some(settings, "to", "a@example.com");
        some(settings, "from", "a@example.com");
        some(settings, "smarthost", "mail:25");
      }
      default -> {
        settings.put("bot_token_file", "/etc/token");
        settings.put("chat_id", 5);
      }
    }
    receiver.put(way + "_configs", List.of(settings));
  }

  private void some(Map<String, Object> settings, String key, Object value) {
    if (random.nextInt(3) > 0) {
      settings.put(key, value);
    }
  }

  private static List<Map<String, Object>> atLeastOne(
      List<Map<String, Object>> list, Map<String, Object> other) {
    return list.isEmpty() ? List.of(new LinkedHashMap<>(other)) : list;
  }

  private static Map<String, Object> route(Map<String, Object> config) {
    return config.get("route") instanceof Map<?, ?> route ? cast(route) : new LinkedHashMap<>();
  }

  private static List<Map<String, Object>> routes(Map<String, Object> route) {
    List<Map<String, Object>> all = new ArrayList<>(List.of(route));
    list(route, "routes").forEach(below -> all.addAll(routes(below)));
    return all;
  }

  private static List<Map<String, Object>> list(Map<String, Object> tree, String key) {
    List<Map<String, Object>> maps = new ArrayList<>();
    if (tree.get(key) instanceof List<?> items) {
      items.forEach(item -> maps.add(cast((Map<?, ?>) item)));
    }
    return key.equals("receivers") ? atLeastOne(maps, Map.of("name", "a")) : maps;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> cast(Map<?, ?> map) {
    return (Map<String, Object>) map;
  }

  /** A copy that may be changed, down to its leaves. */
  private static Map<String, Object> map(Map<?, ?> tree) {
    Map<String, Object> copy = new LinkedHashMap<>();
    tree.forEach((key, value) -> copy.put((String) key, value(value)));
    return copy;
  }

  private static Object value(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map(map);
    }
    return value instanceof List<?> list
        ? new ArrayList<>(list.stream().map(RandomDamage::value).toList())
        : value;
  }
}
