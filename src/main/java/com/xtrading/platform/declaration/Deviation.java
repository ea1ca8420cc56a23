package com.xtrading.platform.declaration;

import static com.xtrading.platform.declaration.Scanner.CHECKOV;
import static com.xtrading.platform.declaration.Scanner.KUBE_LINTER;
import static com.xtrading.platform.declaration.Scanner.KUBE_SCORE;
import static com.xtrading.platform.declaration.Scanner.POLARIS;
import static com.xtrading.platform.declaration.Scanner.TRIVY;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something that an object does although it is advised against, and everybody who would say so: a
 * rule of ours, and checks of scanners. Waiving it waives all of them, for the same reason and
 * until the same day.
 */
public enum Deviation {
  /** The image has a tag and no digest. */
  UNPINNED_IMAGE("ImagesArePinned", checks(CHECKOV, "CKV_K8S_43")),

  /** Reads or writes files of the node. */
  FILES_OF_THE_NODE(
      "PodsAreRestricted",
      checks(KUBE_LINTER, "writable-host-mount"),
      checks(POLARIS, "hostPathSet"),
      checks(TRIVY, "KSV-0023")),

  /** Runs as root. */
  ROOT(
      "PodsAreRestricted",
      checks(KUBE_LINTER, "run-as-non-root"),
      checks(KUBE_SCORE, "container-security-context-user-group-id"),
      checks(POLARIS, "runAsRootAllowed"),
      checks(CHECKOV, "CKV_K8S_23", "CKV_K8S_40"),
      checks(TRIVY, "KSV-0012", "KSV-0020", "KSV-0021", "KSV-0105", "KSV-0116")),

  /** Runs as a user below 10000, which may be one of the node as well. */
  USER_OF_THE_IMAGE(
      "",
      checks(KUBE_SCORE, "container-security-context-user-group-id"),
      checks(CHECKOV, "CKV_K8S_40"),
      checks(TRIVY, "KSV-0020", "KSV-0021")),

  /** Has a token for the API server. */
  API_TOKEN("", checks(POLARIS, "automountServiceAccountToken"), checks(CHECKOV, "CKV_K8S_38")),

  /** Reads a secret from its environment. */
  SECRET_IN_ENVIRONMENT(
      "", checks(KUBE_LINTER, "read-secret-from-env-var"), checks(CHECKOV, "CKV_K8S_35")),

  /** A StatefulSet of one pod, which no node shares with another and nobody calls by its name. */
  SINGLE_POD(
      "",
      checks(KUBE_SCORE, "statefulset-has-servicename"),
      checks(POLARIS, "topologySpreadConstraint")),

  /** One pod on each node, so that there is nothing to spread. */
  POD_ON_EACH_NODE("", checks(POLARIS, "topologySpreadConstraint")),

  /** A Deployment of one pod where one is meant to be enough. */
  SINGLE_REPLICA(
      "", checks(KUBE_SCORE, "deployment-replicas"), checks(POLARIS, "missingPodDisruptionBudget")),

  /** A Deployment whose pod ends before the next one starts. */
  RECREATED("", checks(KUBE_SCORE, "deployment-strategy")),

  /** Ends by itself and is there afterwards. */
  ENDS_BY_ITSELF(
      "",
      checks(
          KUBE_LINTER,
          "job-ttl-seconds-after-finished",
          "no-liveness-probe",
          "no-readiness-probe")),

  /** Binds a role that Kubernetes brings; Polaris takes one that it does not see for the worst. */
  BUILT_IN_ROLE(
      "",
      checks(POLARIS, "rolebindingClusterAdminClusterRole", "rolebindingClusterRolePodExecAttach")),

  /** Binds a role that may do everything in a namespace. */
  ADMIN("", checks(TRIVY, "KSV-0111")),

  /** A role that may stop pods. */
  STOPS_PODS("", checks(TRIVY, "KSV-0048")),

  /** A pod template of a custom resource, which its operator completes; Polaris reads it alone. */
  TEMPLATE_OF_AN_OPERATOR(
      "",
      checks(
          POLARIS,
          "insecureCapabilities",
          "livenessProbeMissing",
          "notReadOnlyRootFilesystem",
          "privilegeEscalationAllowed",
          "readinessProbeMissing",
          "tagNotSpecified",
          "topologySpreadConstraint")),

  /** The same, where the template has no security context for the pod either. */
  EMPTY_TEMPLATE_OF_AN_OPERATOR(
      "", checks(POLARIS, "automountServiceAccountToken", "linuxHardening", "runAsRootAllowed")),

  /** Containers of a custom resource, which its operator completes; Trivy reads them alone. */
  CONTAINERS_OF_AN_OPERATOR(
      "",
      checks(
          TRIVY,
          "KSV-0001",
          "KSV-0003",
          "KSV-0004",
          "KSV-0014",
          "KSV-0020",
          "KSV-0021",
          "KSV-0106")),

  /** A bucket that does not write down who reads it. */
  NO_ACCESS_LOG("", checks(TRIVY, "AWS-0089")),

  /** A digest says what the image holds, so that the registry is asked once. */
  PULLED_ONCE(
      "",
      checks(KUBE_SCORE, "container-image-pull-policy"),
      checks(POLARIS, "pullPolicyNotAlways")),

  /** Network policies select pods that operators and charts bring. */
  PODS_OF_OTHERS("", checks(KUBE_SCORE, "networkpolicy-targets-pod")),

  /** Network policies name nobody in a direction in which nothing is declared. */
  CLOSED_DIRECTION("", checks(POLARIS, "missingNetworkPolicy")),

  /** The label {@code app.kubernetes.io/instance} is left to Argo CD. */
  NO_INSTANCE_LABEL("", checks(POLARIS, "metadataAndInstanceMismatched")),

  /** Settings whose name says what they lead to: files, addresses and names of credentials. */
  SETTINGS_NAMED_AS_SECRETS(
      "", checks(POLARIS, "sensitiveConfigmapContent"), checks(TRIVY, "KSV-0109", "KSV-01010")),

  /** Limits and quota of a namespace stand in other files; Trivy reads each file alone. */
  LIMITS_IN_OTHER_FILES("", checks(TRIVY, "KSV-0039", "KSV-0040")),

  /** An image of another registry than those of the three clouds that Trivy knows. */
  OTHER_REGISTRY("", checks(TRIVY, "KSV-0125")),

  /** An autoscaler says how many pods there are. */
  AUTOSCALED("", checks(POLARIS, "deploymentMissingReplicas"));

  private static final LocalDate YEAR = LocalDate.of(2027, 11, 30);

  /** A digest has only to be read from a source. */
  private static final LocalDate DIGESTS = LocalDate.of(2027, 3, 31);

  private final Optional<String> rule;
  private final List<ScannerCheck> checks;

  @SafeVarargs
  Deviation(String rule, Stream<ScannerCheck>... checks) {
    this.rule = rule.isEmpty() ? Optional.empty() : Optional.of(rule);
    this.checks = Stream.of(checks).flatMap(each -> each).toList();
  }

  private static Stream<ScannerCheck> checks(Scanner scanner, String... ids) {
    return Arrays.stream(ids).map(id -> new ScannerCheck(scanner, id));
  }

  /** The last day; then somebody asks again whether it must be. */
  public LocalDate due() {
    return this == UNPINNED_IMAGE ? DIGESTS : YEAR;
  }

  /** One waiver for everybody who would say so of an object. */
  public List<Waiver> waivers(String object, String reason, String owner, LocalDate expires) {
    String kind = object.contains(" ") ? object.substring(0, object.indexOf(' ')) : object;
    List<Waiver> waivers = new ArrayList<>();
    rule.ifPresent(id -> waivers.add(new Waiver(id, object, reason, owner, expires)));
    checks.stream()
        .filter(check -> check.scanner().reads(kind))
        .forEach(
            check -> waivers.add(new Waiver(check.toString(), object, reason, owner, expires)));
    return List.copyOf(waivers);
  }
}
