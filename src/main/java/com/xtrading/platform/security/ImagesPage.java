package com.xtrading.platform.security;

import com.xtrading.platform.dashboard.Dashboard;
import com.xtrading.platform.dashboard.Frame;
import com.xtrading.platform.dashboard.Period;
import com.xtrading.platform.dashboard.PromQl;
import com.xtrading.platform.dashboard.Series;
import com.xtrading.platform.dashboard.Size;
import com.xtrading.platform.dashboard.Stat;
import com.xtrading.platform.dashboard.Table;
import com.xtrading.platform.dashboard.Thresholds;
import com.xtrading.platform.dashboard.TimeSeries;
import com.xtrading.platform.dashboard.Unit;
import java.util.List;

/**
 * What Trivy found in images. Several workloads may run one image; it counts once. The operator is
 * scraped like anybody else, so the namespace that a report is about is the exported one.
 */
final class ImagesPage {

  private static final String IMAGE = "image_repository, image_tag, image_digest";
  private static final Series FOUND = Series.of("trivy_image_vulnerabilities");
  private static final Series SECRETS = Series.of("trivy_image_exposedsecrets");

  static Dashboard of() {
    return Dashboard.of(
            "xtrading-images",
            "镜像扫描 · Images",
            "What is known of the images that run: vulnerabilities that a newer version mends, and"
                + " secrets.")
        .over(Period.WEEK)
        .row("", critical(), secrets(), images(), bySeverity())
        .row("镜像 · Images", worst(), covered());
  }

  private static Stat critical() {
    return Stat.of(
        Frame.tile(
                "严重漏洞 · Critical vulnerabilities",
                "Critical ones of all images together.",
                Unit.NUMBER)
            .with(Thresholds.redFrom(1))
            .runbook("ImageCriticalVulnerabilities"),
        PromQl.instant(
            "sum(max by (%s) (%s))".formatted(IMAGE, FOUND.where("severity=\"Critical\""))));
  }

  private static Stat secrets() {
    return Stat.of(
        Frame.tile(
                "镜像中的密钥 · Secrets in images",
                "Keys and passwords that were found in files of images.",
                Unit.NUMBER)
            .with(Thresholds.redFrom(1))
            .runbook("ImageExposedSecret"),
        PromQl.instant("sum(max by (severity, %s) (%s))".formatted(IMAGE, SECRETS)));
  }

  private static Stat images() {
    return Stat.of(
        Frame.tile("已扫描镜像 · Images with a report", "Images that a report is about.", Unit.NUMBER)
            .runbook("ImageScansMissing"),
        PromQl.instant(
            "count(max by (%s) (%s))".formatted(IMAGE, FOUND.where("severity=\"Critical\""))));
  }

  private static TimeSeries bySeverity() {
    return TimeSeries.of(
        Frame.of(
                "可修复漏洞 · Vulnerabilities that are mended in a newer version",
                "By severity; an image that several workloads run counts once.",
                Unit.NUMBER)
            .sized(new Size(12, 8)),
        PromQl.range(
            "sum by (severity) (max by (severity, %s) (%s))"
                .formatted(IMAGE, FOUND.where("severity=~\"Critical|High\"")),
            "{{severity}}"));
  }

  private static Table worst() {
    return new Table(
        Frame.of(
                "最严重的镜像 · Images with most of them",
                "Twenty images by the number of critical vulnerabilities.",
                Unit.NUMBER)
            .sized(new Size(16, 10)),
        List.of(new Table.Label("image_repository", "Image"), new Table.Label("image_tag", "Tag")),
        List.of(
            Table.Value.of(
                    "Critical",
                    Unit.NUMBER,
                    "topk(20, max by (image_repository, image_tag) (%s))"
                        .formatted(FOUND.where("severity=\"Critical\"")))
                .with(Thresholds.redFrom(1))));
  }

  private static TimeSeries covered() {
    return TimeSeries.of(
        Frame.of(
                "扫描覆盖 · Containers with a report",
                "By namespace; a report is gone after a day and made anew.",
                Unit.NUMBER)
            .sized(new Size(8, 10))
            .runbook("ImageScansMissing"),
        PromQl.range(
            FOUND.where("severity=\"Critical\"").count("exported_namespace"),
            "{{exported_namespace}}"));
  }

  private ImagesPage() {}
}
