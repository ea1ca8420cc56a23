package com.xtrading.platform.component;

import com.xtrading.platform.declaration.NativeFile;
import com.xtrading.platform.declaration.Scanner;
import com.xtrading.platform.declaration.ScannerCheck;
import com.xtrading.platform.declaration.Waiver;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.GeneratedHeader;
import com.xtrading.platform.manifest.JsonWriter;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.YamlWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes {@code config/scanners/}: for each scanner the configuration with which it judges an
 * environment, and all that is waived in one list.
 */
public final class ScannerFiles {

  private static final String FOLDER = "config/scanners/";

  /**
   * Off by default, and held here all the same; the others are matters of taste or of a cluster.
   */
  private static final List<String> MORE_OF_KUBE_LINTER =
      List.of(
          "access-to-create-pods",
          "access-to-secrets",
          "cluster-admin-role-binding",
          "dangling-horizontalpodautoscaler",
          "dangling-ingress",
          "dangling-servicemonitor",
          "default-service-account",
          "exposed-services",
          "no-liveness-probe",
          "no-readiness-probe",
          "no-rolling-update-strategy",
          "non-isolated-pod",
          "privileged-ports",
          "read-secret-from-env-var",
          "unsafe-proc-mount",
          "use-namespace",
          "wildcard-in-rules",
          "writable-host-mount");

  private static final List<String> MORE_OF_KUBE_SCORE =
      List.of("container-ports-check", "container-seccomp-profile");

  /**
   * The files of one environment.
   *
   * @param kubernetes minor version, such as {@code 1.35}
   * @param waivers of every rule; those of scanners count
   */
  public static List<NativeFile> of(
      String environment, String kubernetes, List<Manifest> manifests, List<Waiver> waivers) {
    List<Waiver> ofScanners =
        waivers.stream()
            .filter(waiver -> waiver.scannerCheck().isPresent())
            .sorted(Comparator.comparing(Waiver::rule).thenComparing(Waiver::object))
            .toList();
    List<NativeFile> files = new ArrayList<>();
    add(files, environment, "kube-linter.yaml", YamlWriter.write(kubeLinter(ofScanners)));
    add(files, environment, "kube-score.conf", kubeScore(kubernetes, ofScanners));
    add(files, environment, "polaris.yaml", YamlWriter.write(polaris(ofScanners)));
    add(files, environment, "checkov.yaml", YamlWriter.write(checkov(ofScanners)));
    add(files, environment, "trivyignore.yaml", YamlWriter.write(trivy(manifests, ofScanners)));
    add(files, environment, "waivers.json", JsonWriter.write(list(ofScanners)));
    return List.copyOf(files);
  }

  private static void add(List<NativeFile> files, String environment, String name, String content) {
    files.add(
        new NativeFile(
            FOLDER + name,
            "scanners",
            GeneratedHeader.of(environment).above(FOLDER + name, content)));
  }

  private static Map<String, Object> kubeLinter(List<Waiver> waivers) {
    return Fields.of(
        "checks",
        Fields.of("include", MORE_OF_KUBE_LINTER)
            .with("exclude", everywhere(Scanner.KUBE_LINTER, waivers)));
  }

  /** One argument in each line: it has no file of its own for them. */
  private static String kubeScore(String kubernetes, List<Waiver> waivers) {
    StringBuilder text = new StringBuilder("--kubernetes-version=v" + kubernetes + "\n");
    MORE_OF_KUBE_SCORE.forEach(
        check -> text.append("--enable-optional-test=").append(check).append('\n'));
    everywhere(Scanner.KUBE_SCORE, waivers)
        .forEach(check -> text.append("--ignore-test=").append(check).append('\n'));
    return text.toString();
  }

  /** Laid over its own configuration with {@code --merge-config}. */
  private static Map<String, Object> polaris(List<Waiver> waivers) {
    Map<String, Object> checks = new TreeMap<>();
    everywhere(Scanner.POLARIS, waivers).forEach(check -> checks.put(check, "ignore"));
    return Fields.of("checks", checks);
  }

  private static Map<String, Object> checkov(List<Waiver> waivers) {
    return Fields.of("framework", List.of("kubernetes"))
        .with("compact", true)
        .with("skip-check", everywhere(Scanner.CHECKOV, waivers));
  }

  private static Map<String, Object> trivy(List<Manifest> manifests, List<Waiver> waivers) {
    List<Map<String, Object>> entries = new ArrayList<>();
    for (Waiver waiver : of(Scanner.TRIVY, waivers)) {
      Fields entry = Fields.of("id", waiver.scannerCheck().orElseThrow().id());
      if (!waiver.isEverywhere()) {
        List<String> paths =
            manifests.stream()
                .filter(manifest -> waiver.covers(manifest.id().toString()))
                .map(Manifest::path)
                .toList();
        // A file of another tool is called by its path already.
        entry.with("paths", paths.isEmpty() ? List.of(waiver.object()) : paths);
      }
      entries.add(
          entry
              // A moment and no day: Trivy cannot read a day in quotes.
              .with("expired_at", waiver.expires() + "T23:59:59Z")
              .with("statement", waiver.statement()));
    }
    return Fields.of("misconfigurations", entries);
  }

  private static List<Map<String, Object>> list(List<Waiver> waivers) {
    List<Map<String, Object>> list = new ArrayList<>();
    for (Waiver waiver : waivers) {
      ScannerCheck check = waiver.scannerCheck().orElseThrow();
      list.add(
          Fields.of("scanner", check.scanner().toString())
              .with("check", check.id())
              .with("object", waiver.object())
              .with("reason", waiver.reason())
              .with("owner", waiver.owner())
              .with("expires", waiver.expires().toString()));
    }
    return list;
  }

  private static List<String> everywhere(Scanner scanner, List<Waiver> waivers) {
    return of(scanner, waivers).stream()
        .filter(Waiver::isEverywhere)
        .map(waiver -> waiver.scannerCheck().orElseThrow().id())
        .distinct()
        .toList();
  }

  private static List<Waiver> of(Scanner scanner, List<Waiver> waivers) {
    return waivers.stream()
        .filter(waiver -> waiver.scannerCheck().orElseThrow().scanner() == scanner)
        .toList();
  }

  private ScannerFiles() {}
}
