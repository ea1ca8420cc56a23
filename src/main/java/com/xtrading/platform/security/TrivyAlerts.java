package com.xtrading.platform.security;

import com.xtrading.platform.declaration.AlertGroup;
import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.AlertRule.Message;
import com.xtrading.platform.declaration.AlertRule.Team;
import com.xtrading.platform.declaration.AlertRule.Urgency;
import com.xtrading.platform.declaration.AlertScenario.Given;
import com.xtrading.platform.declaration.InputSeries;
import com.xtrading.platform.declaration.SeriesLabels;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is said about images. The operator is scraped like anybody else, so the namespace that a
 * report is about is the exported one. Several workloads may run one image; it counts once.
 */
final class TrivyAlerts {

  static final AlertGroup GROUP = new AlertGroup("images", Team.SECURITY, "xtrading-security");

  private static final String BY_IMAGE =
      "max by (exported_namespace, image_repository, image_tag, image_digest)";

  static List<AlertRule> all(List<String> namespaces) {
    return List.of(vulnerabilities(), secrets(), missing(namespaces));
  }

  private static AlertRule vulnerabilities() {
    String metric = "trivy_image_vulnerabilities";
    SeriesLabels critical = image("shop").with("severity", "Critical");
    return GROUP
        .rule(
            "ImageCriticalVulnerabilities",
            Urgency.WARNING,
            Duration.ofHours(1),
            BY_IMAGE + " (trivy_image_vulnerabilities{severity=\"Critical\"}) > 0",
            new Message(
                "{{ $labels.image_repository }} has critical vulnerabilities",
                "{{ $value | printf \"%.0f\" }} critical vulnerabilities of {{ $labels.image_repository }}"
                    + " in {{ $labels.exported_namespace }} are mended in a newer version."))
        .fires("there are two", Given.of(critical.gauge(metric, 2)), byImage(critical).alert("2"))
        .quiet("there is none", Given.of(critical.gauge(metric, 0)))
        .quiet(
            "there are less severe ones",
            Given.of(critical.with("severity", "High").gauge(metric, 2)));
  }

  private static AlertRule secrets() {
    String metric = "trivy_image_exposedsecrets";
    SeriesLabels high = image("shop").with("severity", "High");
    return GROUP
        .rule(
            "ImageExposedSecret",
            Urgency.CRITICAL,
            Duration.ofMinutes(15),
            BY_IMAGE + " (trivy_image_exposedsecrets{severity=~\"Critical|High\"}) > 0",
            new Message(
                "{{ $labels.image_repository }} holds a secret",
                "Whoever can pull {{ $labels.image_repository }} can read {{ $value | printf \"%.0f\" }}"
                    + " keys or passwords in it."))
        .fires("there is one", Given.of(high.gauge(metric, 1)), byImage(high).alert("1"))
        .quiet("there is none", Given.of(high.gauge(metric, 0)));
  }

  private static AlertRule missing(List<String> namespaces) {
    return GROUP
        .rule(
            "ImageScansMissing",
            Urgency.WARNING,
            // A report is gone after a day; its successor takes minutes.
            Duration.ofHours(2),
            namespaces.stream()
                .map("absent(trivy_image_vulnerabilities{exported_namespace=\"%s\"})"::formatted)
                .collect(Collectors.joining(" or ")),
            new Message(
                "No image of {{ $labels.exported_namespace }} is looked into",
                "There is no report about {{ $labels.exported_namespace }}: Trivy does not run, cannot"
                    + " fetch images, or has no databases."))
        .fires(
            "a namespace has no report",
            reports(namespaces.subList(1, namespaces.size())),
            SeriesLabels.of("exported_namespace", namespaces.get(0)).alert())
        .quiet("each has one", reports(namespaces));
  }

  private static Given reports(List<String> namespaces) {
    return Given.of(
        namespaces.stream()
            .<InputSeries>map(
                namespace ->
                    image(namespace)
                        .with("severity", "Critical")
                        .gauge("trivy_image_vulnerabilities", 0))
            .toList());
  }

  private static SeriesLabels image(String namespace) {
    return SeriesLabels.ofPod("trivy-system", "trivy-operator", "trivy-operator-0")
        .with("exported_namespace", namespace, "image_repository", "shop/orders")
        .with("image_tag", "1.0.0", "image_digest", "sha256:1");
  }

  private static SeriesLabels byImage(SeriesLabels report) {
    return report.by("exported_namespace", "image_repository", "image_tag", "image_digest");
  }

  private TrivyAlerts() {}
}
