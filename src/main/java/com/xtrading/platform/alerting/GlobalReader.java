package com.xtrading.platform.alerting;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads what holds wherever nothing else is said. */
final class GlobalReader {

  /** Keys whose values are secret unless they stand in a file. */
  static final Set<String> WITH_FILES =
      Set.of(
          "smtp_auth_password",
          "smtp_auth_secret",
          "slack_api_url",
          "slack_app_token",
          "opsgenie_api_key",
          "wechat_api_secret",
          "victorops_api_key",
          "telegram_bot_token",
          "rocketchat_token",
          "rocketchat_token_id",
          "mattermost_webhook_url");

  private static final List<String> MORE =
      List.of(
          "resolve_timeout",
          "http_config",
          "jira_api_url",
          "smtp_from",
          "smtp_hello",
          "smtp_smarthost",
          "smtp_auth_username",
          "smtp_auth_identity",
          "smtp_require_tls",
          "smtp_tls_config",
          "smtp_force_implicit_tls",
          "slack_app_url",
          "pagerduty_url",
          "opsgenie_api_url",
          "wechat_api_url",
          "wechat_api_corp_id",
          "victorops_api_url",
          "telegram_api_url",
          "webex_api_url",
          "rocketchat_api_url");

  private GlobalReader() {}

  static GlobalSettings read(FieldReader top) {
    Optional<YamlNode> node = top.get("global");
    if (node.isEmpty()) {
      return GlobalSettings.DEFAULT;
    }
    List<String> keys = new ArrayList<>(MORE);
    for (String secret : new TreeSet<>(WITH_FILES)) {
      keys.add(secret);
      keys.add(secret + "_file");
    }
    FieldReader fields = FieldReader.of(node.get(), keys, top.problems());
    for (String secret : WITH_FILES) {
      if (fields.has(secret) && fields.has(secret + "_file")) {
        fields.problem(
            secret, "is there with %s_file".formatted(secret), "one of both", "keep the file");
      }
    }
    Map<String, Object> others = new LinkedHashMap<>(PlainTree.of(fields.mapping()));
    others.remove("resolve_timeout");
    return new GlobalSettings(fields.duration("resolve_timeout"), others);
  }
}
