package com.xtrading.platform.alerting;

import com.xtrading.platform.model.FilePath;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A way in which a receiver is told. What is secret stands in files, and never here. */
public sealed interface Integration {

  /** The list of a receiver in which it stands, such as {@code slack_configs}. */
  String key();

  /**
   * A POST of Alertmanager's own JSON.
   *
   * @param urlFile holds the address
   * @param sendResolved whether the end of an alert is told as well
   * @param maxAlerts alerts in a message, the others are cut off; 0 for all
   */
  record Webhook(FilePath urlFile, boolean sendResolved, int maxAlerts) implements Integration {
    @Override
    public String key() {
      return "webhook_configs";
    }
  }

  /**
   * An event of PagerDuty's API, version 2.
   *
   * @param routingKeyFile holds the key of the service
   * @param sendResolved whether the end of an alert is told as well
   * @param severity template of critical, error, warning or info; absent: error
   */
  record PagerDuty(FilePath routingKeyFile, boolean sendResolved, Optional<String> severity)
      implements Integration {
    @Override
    public String key() {
      return "pagerduty_configs";
    }
  }

  /**
   * A message in a channel of Slack.
   *
   * @param apiUrlFile holds the address of the incoming webhook
   * @param sendResolved whether the end of an alert is told as well
   * @param channel absent: that of the webhook
   * @param title template; absent: Alertmanager's own
   * @param text template; absent: Alertmanager's own
   */
  record Slack(
      FilePath apiUrlFile,
      boolean sendResolved,
      Optional<String> channel,
      Optional<String> title,
      Optional<String> text)
      implements Integration {
    @Override
    public String key() {
      return "slack_configs";
    }
  }

  /**
   * One that was read and is none of the others, or has settings that they do not.
   *
   * @param key the list in which it stands
   * @param settings as they were read: texts, numbers, booleans, lists and maps
   */
  record Other(String key, Map<String, Object> settings) implements Integration {
    public Other {
      settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }
  }
}
