package com.xtrading.platform.alerting;

import com.xtrading.platform.alerting.Integration.Other;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds secrets that stand in the text. No message shows one. */
final class SecretLint {

  /** Settings that are secret whatever they hold. */
  private static final Set<String> SECRET =
      Set.of(
          "api_key",
          "api_secret",
          "app_token",
          "auth_password",
          "auth_secret",
          "bot_token",
          "client_secret",
          "credentials",
          "password",
          "routing_key",
          "service_key",
          "token",
          "user_key",
          "webhook_url");

  /** Addresses with a password, with a token behind the question mark, or that are one. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "https?://([^/\\s]*:[^/\\s]*@|hooks\\.slack\\.com/services/|discord(app)?\\.com/api/webhooks/"
              + "|[^\\s]*[?&][^=&\\s]*(token|key|secret|password|sig)[^=&\\s]*=[^&\\s{])",
          Pattern.CASE_INSENSITIVE);

  private final List<ConfigProblem> problems = new ArrayList<>();

  private SecretLint() {}

  static List<ConfigProblem> of(AlertmanagerConfig config) {
    SecretLint lint = new SecretLint();
    lint.settings("global", config.global().others(), GlobalReader.WITH_FILES);
    for (int index = 0; index < config.receivers().size(); index++) {
      Map<String, Integer> places = new HashMap<>();
      for (Integration way : config.receivers().get(index).integrations()) {
        int place = places.merge(way.key(), 1, Integer::sum) - 1;
        if (way instanceof Other other) {
          String path = "receivers[%d].%s[%d]".formatted(index, way.key(), place);
          lint.settings(path, other.settings(), secret(way.key()));
        }
      }
    }
    return lint.problems;
  }

  private static Set<String> secret(String way) {
    return way.equals("slack_configs") ? Set.of("api_url") : Set.of();
  }

  private void settings(String path, Map<?, ?> settings, Set<String> more) {
    settings.forEach((key, value) -> value(path + "." + key, key.toString(), value, more));
  }

  private void value(String path, String key, Object value, Set<String> more) {
    if (value instanceof Map<?, ?> map) {
      settings(path, map, more);
    } else if (value instanceof List<?> list) {
      for (int index = 0; index < list.size(); index++) {
        value("%s[%d]".formatted(path, index), key, list.get(index), more);
      }
    } else if (!value.toString().isEmpty()) {
      boolean address = ADDRESS.matcher(value.toString()).find();
      if (address || SECRET.contains(key) || more.contains(key)) {
        problems.add(
            new ConfigProblem(
                path,
                address ? "is an address with a secret in it" : "is a secret in the text",
                "secrets in files",
                "write it into a file, and name that in " + fileOf(key)));
      }
    }
  }

  private static String fileOf(String key) {
    return key + "_file";
  }
}
