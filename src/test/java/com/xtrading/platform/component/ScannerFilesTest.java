package com.xtrading.platform.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.declaration.Deviation;
import com.xtrading.platform.declaration.NativeFile;
import com.xtrading.platform.declaration.Waiver;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.Manifest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ScannerFilesTest {

  private static final LocalDate DAY = LocalDate.of(2027, 11, 30);

  private static final Manifest AGENT =
      new Manifest(
          "manifests/agent/DaemonSet-agent.yaml",
          "agent",
          Fields.of("kind", "DaemonSet")
              .with("metadata", Fields.of("namespace", "shop").with("name", "agent")));

  private static String file(String name) {
    List<Waiver> waivers = new ArrayList<>();
    waivers.addAll(Deviation.PULLED_ONCE.waivers("*", "a digest", "platform", DAY));
    waivers.addAll(Deviation.API_TOKEN.waivers("DaemonSet shop/agent", "asks", "platform", DAY));
    waivers.addAll(
        Deviation.FILES_OF_THE_NODE.waivers("DaemonSet shop/agent", "reads logs", "platform", DAY));
    waivers.addAll(Deviation.NO_ACCESS_LOG.waivers("aws/backup.template.json", "no", "aws", DAY));
    waivers.add(new Waiver("ImagesArePinned", "*", "a rule of ours", "platform", DAY));
    return ScannerFiles.of("staging", "1.35", List.of(AGENT), waivers).stream()
        .filter(file -> file.path().equals("config/scanners/" + name))
        .map(NativeFile::text)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatIsWaivedEverywhereIsLeftOutOfTheScannersOwnSet() {
    assertThat(file("kube-score.conf")).contains("\n--ignore-test=container-image-pull-policy\n");
    assertThat(file("polaris.yaml")).contains("checks:\n  pullPolicyNotAlways: ignore\n");
    assertThat(file("kube-linter.yaml")).contains("exclude: []").contains("- wildcard-in-rules");
  }

  @Test
  void whatIsWaivedForOneObjectStaysInTheSetOfOthers() {
    assertThat(file("polaris.yaml")).doesNotContain("automountServiceAccountToken");
    assertThat(file("checkov.yaml")).contains("skip-check: []");
  }

  @Test
  void trivyReadsTheFileOfTheObjectAndTheLastDay() {
    assertThat(file("trivyignore.yaml"))
        .contains(
            """
              - expired_at: "2027-11-30T23:59:59Z"
                id: KSV-0023
                paths:
                  - manifests/agent/DaemonSet-agent.yaml
                statement: reads logs (platform, until 2027-11-30)
            """)
        .contains("paths:\n      - aws/backup.template.json\n");
  }

  @Test
  void everythingThatIsWaivedForAScannerIsInOneListWithReasonOwnerAndLastDay() {
    assertThat(file("waivers.json"))
        .contains("\"check\": \"CKV_K8S_38\"", "\"object\": \"DaemonSet shop/agent\"")
        .contains("\"reason\": \"asks\"", "\"owner\": \"platform\"", "\"expires\": \"2027-11-30\"")
        .contains("\"check\": \"pullPolicyNotAlways\"")
        .doesNotContain("ImagesArePinned");
  }
}
