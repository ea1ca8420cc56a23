package com.xtrading.platform.alerting;

import com.xtrading.platform.alerting.Integration.Other;
import com.xtrading.platform.alerting.Integration.PagerDuty;
import com.xtrading.platform.alerting.Integration.Slack;
import com.xtrading.platform.alerting.Integration.Webhook;
import com.xtrading.platform.model.FilePath;
import com.xtrading.platform.model.InvalidValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads receivers, and strictly those ways of telling that {@link WayKeys} knows. */
final class ReceiverReader {

  private final GlobalSettings global;
  private final Problems problems;

  private ReceiverReader(GlobalSettings global, Problems problems) {
    this.global = global;
    this.problems = problems;
  }

  static List<Receiver> read(List<YamlNode> items, GlobalSettings global, Problems problems) {
    ReceiverReader reader = new ReceiverReader(global, problems);
    List<Receiver> receivers = new ArrayList<>();
    items.forEach(item -> reader.receiver(item).ifPresent(receivers::add));
    return receivers;
  }

  private Optional<Receiver> receiver(YamlNode node) {
    problems.place(node.path(), node.line());
    FieldReader fields = FieldReader.of(node, WayKeys.OF_RECEIVER, problems);
    List<Integration> ways = new ArrayList<>();
    for (String key : fields.mapping().entries().keySet()) {
      if (key.endsWith("_configs") && WayKeys.OF_RECEIVER.contains(key)) {
        for (YamlNode item : fields.items(key).orElse(List.of())) {
          ways.add(way(key, item));
        }
      }
    }
    return problems.read(
        node, () -> new Receiver(fields.text("name").orElse(""), fields.pairs("labels"), ways));
  }

  private Integration way(String key, YamlNode node) {
    problems.place(node.path(), node.line());
    if (node instanceof YamlNode.Scalar scalar && scalar.isNull()) {
      problems.add(node, "is empty", "settings", "write them, or remove the dash");
      return new Other(key, Map.of());
    }
    Set<String> known =
        WayKeys.KNOWN.getOrDefault(
            key, node instanceof YamlNode.Mapping all ? all.entries().keySet() : Set.of());
    FieldReader fields = FieldReader.of(node, known, problems);
    Optional<Integration> ours =
        switch (key) {
          case "webhook_configs" -> webhook(fields);
          case "pagerduty_configs" -> pagerDuty(fields);
          case "slack_configs" -> slack(fields);
          case "email_configs" -> email(fields);
          default -> Optional.empty();
        };
    return ours.orElseGet(() -> new Other(key, PlainTree.of(fields.mapping())));
  }

  private Optional<Integration> webhook(FieldReader fields) {
    one(fields, "url", true);
    boolean resolved = fields.flag("send_resolved", true);
    Optional<Long> most = fields.text("max_alerts").flatMap(ReceiverReader::count);
    if (most.isEmpty() && fields.get("max_alerts").isPresent()) {
      fields.problem("max_alerts", "is not a number", "0 for all, or more", "write a number");
    }
    return only(fields, "url_file", "send_resolved", "max_alerts")
        .filter(path -> most.orElse(0L) <= Integer.MAX_VALUE)
        .map(path -> new Webhook(path, resolved, most.orElse(0L).intValue()));
  }

  private static Optional<Long> count(String text) {
    return text.matches("0|[1-9]\\d{0,17}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }

  private Optional<Integration> pagerDuty(FieldReader fields) {
    one(fields, "routing_key", false);
    one(fields, "service_key", false);
    if (!WayKeys.hasAny(
        fields, "routing_key", "routing_key_file", "service_key", "service_key_file")) {
      fields.problem("", "has no key", "routing_key_file", "name the file with the key");
    }
    boolean resolved = fields.flag("send_resolved", true);
    return only(fields, "routing_key_file", "send_resolved", "severity")
        .map(path -> new PagerDuty(path, resolved, fields.text("severity")));
  }

  private Optional<Integration> slack(FieldReader fields) {
    one(fields, "api_url", false);
    one(fields, "app_token", false);
    boolean url = WayKeys.hasAny(fields, "api_url", "api_url_file");
    boolean token = WayKeys.hasAny(fields, "app_token", "app_token_file");
    if (url && token) {
      fields.problem("", "has an address and a token", "one of both", "keep api_url_file");
    }
    boolean global = WayKeys.SLACK_GLOBAL.stream().anyMatch(this.global.others()::containsKey);
    if (!url && !token && !global) {
      fields.problem("", "has no address", "api_url_file", "name the file with the address");
    }
    boolean resolved = fields.flag("send_resolved", false);
    return only(fields, "api_url_file", "send_resolved", "channel", "title", "text")
        .map(
            path ->
                new Slack(
                    path,
                    resolved,
                    fields.text("channel"),
                    fields.text("title"),
                    fields.text("text")));
  }

  private Optional<Integration> email(FieldReader fields) {
    if (!fields.has("to")) {
      fields.problem("to", "has no address to write to", "to", "add to:");
    }
    for (String key : List.of("smarthost", "from")) {
      if (!fields.has(key) && !global.others().containsKey("smtp_" + key)) {
        fields.problem(
            key,
            "has no %s".formatted(key),
            "%1$s, or smtp_%1$s of global".formatted(key),
            "add it");
      }
    }
    return Optional.empty();
  }

  /** A secret or its file, and not both. */
  private void one(FieldReader fields, String key, boolean required) {
    String file = key + "_file";
    if (fields.has(key) && fields.has(file)) {
      fields.problem(key, "is there with " + file, "one of both", "keep the file");
    }
    if (required && !fields.has(key) && !fields.has(file)) {
      fields.problem("", "has neither %s nor %s".formatted(key, file), file, "name the file");
    }
  }

  /** The path of the file, where nothing is written but the fields that our types have. */
  private static Optional<FilePath> only(FieldReader fields, String file, String... more) {
    Set<String> written = new java.util.HashSet<>(fields.mapping().entries().keySet());
    List.of(more).forEach(written::remove);
    if (!written.equals(Set.of(file))) {
      return Optional.empty();
    }
    try {
      return fields.text(file).map(FilePath::parse);
    } catch (InvalidValue relative) {
      return Optional.empty();
    }
  }
}
