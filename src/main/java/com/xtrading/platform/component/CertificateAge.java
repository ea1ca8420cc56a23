package com.xtrading.platform.component;

import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.AlertScenario.Given;
import com.xtrading.platform.declaration.InputSeries;
import com.xtrading.platform.declaration.SeriesLabels;
import java.util.function.DoubleFunction;

/**
 * Servers that read their certificate only when they start.
 *
 * @param namespace of the Certificate
 * @param certificate its name
 */
public record CertificateAge(String namespace, String certificate) {

  private static final String ISSUED = "certmanager_certificate_not_before_timestamp_seconds";

  /**
   * Servers that started before their certificate was issued.
   *
   * @param startTime when each started, in seconds since 1970
   */
  public String newerThan(String startTime) {
    // cert-manager is scraped like anybody else, so its own labels are the exported ones.
    return "%s < on () group_left () max(%s{exported_namespace=\"%s\", name=\"%s\"})"
        .formatted(startTime, ISSUED, namespace, certificate);
  }

  /**
   * The rule with what proves it.
   *
   * @param server labels of a server
   * @param startedAt what a server says that started at a second
   */
  public AlertRule proven(
      AlertRule rule, SeriesLabels server, DoubleFunction<InputSeries> startedAt) {
    InputSeries issued =
        SeriesLabels.ofPod("cert-manager", "cert-manager", "cert-manager-0")
            .with("exported_namespace", namespace, "name", certificate)
            .gauge(ISSUED, 2000);
    return rule.fires(
            "it started before its certificate was issued",
            Given.of(startedAt.apply(1000), issued),
            server.alert())
        .quiet("it started afterwards", Given.of(startedAt.apply(3000), issued));
  }
}
