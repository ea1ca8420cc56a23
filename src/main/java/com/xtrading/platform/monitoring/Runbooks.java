package com.xtrading.platform.monitoring;

import com.xtrading.platform.model.HttpsUrl;

/** Where people read what to do about an alert: a page of that name in the repository. */
final class Runbooks {

  /** The address of the folder. */
  static String in(HttpsUrl repository) {
    return repository.value().replaceFirst("\\.git$", "") + "/blob/main/docs/runbooks";
  }

  /** The address of the page of an alert. */
  static String of(String alert, HttpsUrl repository) {
    return "%s/%s.md".formatted(in(repository), alert);
  }

  private Runbooks() {}
}
