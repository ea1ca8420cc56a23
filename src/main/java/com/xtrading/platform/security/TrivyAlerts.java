package com.xtrading.platform.security;

import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.AlertRule.Condition;
import com.xtrading.platform.declaration.AlertRule.Message;
import com.xtrading.platform.declaration.AlertRule.Urgency;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is said about images. The operator is scraped like anybody else, so the namespace that a
 * report is about is the exported one. Several workloads may run one image; it counts once.
 */
final class TrivyAlerts {

  private static final String GROUP = "images";

  private static final String BY_IMAGE =
      "max by (exported_namespace, image_repository, image_tag, image_digest)";

  static List<AlertRule> all(List<String> namespaces) {
    return List.of(
        new AlertRule(
            GROUP,
            "ImageCriticalVulnerabilities",
            new Condition(
                BY_IMAGE + " (trivy_image_vulnerabilities{severity=\"Critical\"}) > 0",
                Duration.ofHours(1)),
            Urgency.WARNING,
            new Message(
                "{{ $labels.image_repository }} has critical vulnerabilities",
                "{{ $value | printf \"%.0f\" }} critical vulnerabilities of {{ $labels.image_repository }}"
                    + " in {{ $labels.exported_namespace }} are mended in a newer version.")),
        new AlertRule(
            GROUP,
            "ImageExposedSecret",
            new Condition(
                BY_IMAGE + " (trivy_image_exposedsecrets{severity=~\"Critical|High\"}) > 0",
                Duration.ofMinutes(15)),
            Urgency.CRITICAL,
            new Message(
                "{{ $labels.image_repository }} holds a secret",
                "Whoever can pull {{ $labels.image_repository }} can read {{ $value | printf \"%.0f\" }}"
                    + " keys or passwords in it.")),
        new AlertRule(
            GROUP,
            "ImageScansMissing",
            new Condition(
                namespaces.stream()
                    .map(
                        "absent(trivy_image_vulnerabilities{exported_namespace=\"%s\"})"::formatted)
                    .collect(Collectors.joining(" or ")),
                // A report is gone after a day; its successor takes minutes.
                Duration.ofHours(2)),
            Urgency.WARNING,
            new Message(
                "No image of {{ $labels.exported_namespace }} is looked into",
                "There is no report about {{ $labels.exported_namespace }}: Trivy does not run, cannot"
                    + " fetch images, or has no databases.")));
  }

  private TrivyAlerts() {}
}
