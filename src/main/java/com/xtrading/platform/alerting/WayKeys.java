package com.xtrading.platform.alerting;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The keys of receivers. */
final class WayKeys {

  static final List<String> OF_RECEIVER =
      List.of(
          "name",
          "labels",
          "webhook_configs",
          "pagerduty_configs",
          "slack_configs",
          "email_configs",
          "discord_configs",
          "incidentio_configs",
          "opsgenie_configs",
          "wechat_configs",
          "pushover_configs",
          "victorops_configs",
          "sns_configs",
          "telegram_configs",
          "webex_configs",
          "msteams_configs",
          "msteamsv2_configs",
          "jira_configs",
          "rocketchat_configs",
          "mattermost_configs");

  /** Settings that give Slack an address where its own do not. */
  static final Set<String> SLACK_GLOBAL =
      Set.of("slack_api_url", "slack_api_url_file", "slack_app_token", "slack_app_token_file");

  static final Map<String, Set<String>> KNOWN =
      Map.of(
          "webhook_configs",
          keys("send_resolved http_config url url_file max_alerts timeout payload"),
          "pagerduty_configs",
          keys(
              "send_resolved http_config service_key service_key_file routing_key"
                  + " routing_key_file url client client_url description details images links"
                  + " source severity class component group timeout"),
          "slack_configs",
          keys(
              "send_resolved http_config api_url api_url_file app_token app_token_file app_url"
                  + " channel username color title title_link pretext text message_text fields"
                  + " short_fields footer fallback callback_id icon_emoji icon_url image_url"
                  + " thumb_url link_names mrkdwn_in actions update_message timeout"),
          "email_configs",
          keys(
              "send_resolved to from hello smarthost auth_username auth_password"
                  + " auth_password_file auth_secret auth_secret_file auth_identity headers html"
                  + " text require_tls tls_config force_implicit_tls threading"));

  private WayKeys() {}

  private static Set<String> keys(String words) {
    return new TreeSet<>(List.of(words.split(" ")));
  }

  static boolean hasAny(FieldReader fields, String... keys) {
    return Stream.of(keys).anyMatch(fields::has);
  }
}
