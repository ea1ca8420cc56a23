package com.xtrading.platform.declaration;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A program of others that judges manifests, and how an object tells it what is waived. */
public enum Scanner {
  KUBE_LINTER("kube-linter"),
  KUBE_SCORE("kube-score"),
  POLARIS("polaris"),
  CHECKOV("checkov"),
  /** Reads no annotations, and is told by a file alone. */
  TRIVY("trivy");

  /** Kinds of Kubernetes itself that findings are about; some scanners read others as well. */
  private static final Set<String> BUILT_IN =
      Set.of(
          "*",
          "ConfigMap",
          "CronJob",
          "DaemonSet",
          "Deployment",
          "HorizontalPodAutoscaler",
          "Job",
          "NetworkPolicy",
          "Role",
          "RoleBinding",
          "Service",
          "StatefulSet");

  private final String text;

  Scanner(String text) {
    this.text = text;
  }

  public static Optional<Scanner> called(String text) {
    return Arrays.stream(values()).filter(scanner -> scanner.text.equals(text)).findFirst();
  }

  /** Whether the scanner looks at objects of a kind, or at a file; {@code *} stands for all. */
  public boolean reads(String kind) {
    return this == POLARIS || this == TRIVY || BUILT_IN.contains(kind);
  }

  /**
   * What the metadata of an object says to the scanner; all of them read it there, so that the pods
   * are not started anew.
   *
   * @param waivers those of this scanner for that object
   */
  public SortedMap<String, String> annotations(List<Waiver> waivers) {
    SortedMap<String, String> annotations = new TreeMap<>();
    if (waivers.isEmpty()) {
      return annotations;
    }
    switch (this) {
      case KUBE_LINTER ->
          waivers.forEach(
              waiver ->
                  annotations.put(
                      "ignore-check.kube-linter.io/" + check(waiver), waiver.statement()));
      case KUBE_SCORE ->
          annotations.put(
              "kube-score/ignore",
              waivers.stream().map(Scanner::check).distinct().collect(Collectors.joining(",")));
      case POLARIS ->
          waivers.forEach(
              waiver ->
                  annotations.put(
                      "polaris.fairwinds.com/%s-exempt".formatted(check(waiver)), "true"));
      case CHECKOV -> {
        for (Waiver waiver : waivers) {
          annotations.put(
              "checkov.io/skip" + (annotations.size() + 1),
              // It splits the text at every "=" and stops where there is more than one.
              check(waiver) + "=" + waiver.statement().replace("=", " is "));
        }
      }
      case TRIVY -> {}
    }
    return annotations;
  }

  private static String check(Waiver waiver) {
    return waiver.scannerCheck().orElseThrow().id();
  }

  @Override
  public String toString() {
    return text;
  }
}
