package com.xtrading.platform.edge;

import com.xtrading.platform.declaration.Events;
import com.xtrading.platform.declaration.SeriesLabels;
import com.xtrading.platform.declaration.Sli.Availability;
import com.xtrading.platform.declaration.Slo;

/** What callers of the API are promised, whichever service answers. */
final class KongObjectives {

  static Slo availability(String namespace) {
    String here = "namespace=\"%s\"".formatted(namespace);
    SeriesLabels route =
        SeriesLabels.ofPod(namespace, "kong", "kong-0")
            .with("service", "user-service", "route", "users", "source", "service");
    return Slo.of(
        "kong",
        "availability",
        "99.9",
        new Availability(
            Events.of(KongAlerts.REQUESTS, route.with("code", "200"), here),
            Events.of(KongAlerts.REQUESTS, route.with("code", "502"), here, "code=~\"5..\"")),
        KongAlerts.ENOUGH);
  }

  private KongObjectives() {}
}
