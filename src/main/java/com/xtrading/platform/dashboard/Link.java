package com.xtrading.platform.dashboard;

import com.xtrading.platform.model.HttpsUrl;
import com.xtrading.platform.model.InvalidValue;

/** Where a page or a panel leads. */
public sealed interface Link {

  /** What is written on it. */
  String title();

  /**
   * The runbook of an alert, which says what to do about what the panel shows.
   *
   * @param alert its name, such as {@code PostgresDown}
   */
  record Runbook(String alert) implements Link {
    public Runbook {
      if (!alert.matches("[A-Z][A-Za-z0-9]*")) {
        throw new InvalidValue(
            "\"%s\" is no name of an alert".formatted(alert),
            "upper camel case, such as PostgresDown",
            "name an alert that has a page in docs/runbooks");
      }
    }

    @Override
    public String title() {
      return "Runbook: " + alert;
    }
  }

  /** Another page of the platform. */
  record Page(String title, String uid) implements Link {
    public Page {
      Dashboard.requireUid(uid);
    }
  }

  /** An address elsewhere. */
  record Web(String title, HttpsUrl address) implements Link {}
}
