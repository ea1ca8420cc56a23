package com.xtrading.platform.policy.rules.workload;

import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.PodKind;
import com.xtrading.platform.objects.PodTemplate;
import com.xtrading.platform.objects.PodTemplate.Container;
import com.xtrading.platform.objects.PodTemplate.Role;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Findings;
import com.xtrading.platform.policy.Rule;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Readiness and liveness ask different questions, of ports that exist. */
public final class ProbesDiffer implements Rule {

  private static final Set<PodKind> KINDS =
      Set.of(PodKind.DEPLOYMENT, PodKind.STATEFUL_SET, PodKind.DAEMON_SET);
  private static final List<String> PROBES =
      List.of("readinessProbe", "livenessProbe", "startupProbe");

  @Override
  public String statement() {
    return "The first container of a Deployment, StatefulSet or DaemonSet that declares a port has"
        + " a readiness and a liveness probe. In every container the two are different checks,"
        + " because a busy pod must leave the Service without being killed, and every probe goes"
        + " to a port that the container declares.";
  }

  @Override
  public String remedy() {
    return "Let readiness ask whether the pod can serve now, liveness whether only a restart helps;"
        + " name the port of the container in both.";
  }

  @Override
  public List<Finding> check(Evidence evidence) {
    Findings findings = new Findings(this);
    evidence
        .objects()
        .ourPods()
        .filter(pod -> KINDS.contains(pod.kind()))
        .forEach(
            pod -> {
              pod.containers(Role.MAIN).stream()
                  .findFirst()
                  .filter(first -> first.tree().at("ports").elements().findAny().isPresent())
                  .ifPresent(first -> checkPresent(pod, first, findings));
              pod.containers(Role.MAIN, Role.INIT)
                  .forEach(container -> checkProbes(pod, container, findings));
            });
    return findings.list();
  }

  private static void checkPresent(PodTemplate pod, Container container, Findings findings) {
    for (String probe : PROBES.subList(0, 2)) {
      if (!container.tree().at(probe).exists()) {
        findings.add(
            pod,
            container.path() + "." + probe,
            "a container with ports has no " + probe,
            "add a check of the " + (probe.startsWith("r") ? "ready" : "live") + " endpoint");
      }
    }
  }

  private static void checkProbes(PodTemplate pod, Container container, Findings findings) {
    for (String probe : PROBES) {
      for (String handler : List.of("httpGet", "tcpSocket", "grpc")) {
        Tree port = container.tree().at(probe, handler, "port");
        if (port.exists() && number(container, port).isEmpty()) {
          findings.add(
              pod,
              container.path() + "." + probe + "." + handler + ".port",
              "the container declares no port \"%s\"".formatted(port.text("")),
              "name a port of the container, or declare this one");
        }
      }
    }
    String readiness = handlerOf(container, "readinessProbe");
    if (!readiness.isEmpty() && readiness.equals(handlerOf(container, "livenessProbe"))) {
      findings.add(
          pod,
          container.path() + ".livenessProbe",
          "asks the same as the readiness probe (%s)".formatted(readiness),
          "give liveness an endpoint that fails only when a restart helps");
    }
  }

  private static Optional<String> number(Container container, Tree port) {
    return container
        .tree()
        .at("ports")
        .elements()
        .filter(
            declared ->
                declared.at("name").text("").equals(port.text("-"))
                    || declared.at("containerPort").text("").equals(port.text("-")))
        .map(declared -> declared.at("containerPort").text(""))
        .findFirst();
  }

  private static String handlerOf(Container container, String probe) {
    Tree tree = container.tree().at(probe);
    for (String handler : List.of("httpGet", "tcpSocket", "grpc", "exec")) {
      Tree check = tree.at(handler);
      if (check.exists()) {
        Tree port = check.at("port");
        return switch (handler) {
          case "httpGet" ->
              "GET %s on %s"
                  .formatted(
                      check.at("path").text("/"), number(container, port).orElse(port.text("")));
          case "grpc" -> "gRPC %s on %s".formatted(check.at("service").text(""), port.text(""));
          case "exec" -> "exec " + check.at("command").node().orElse("");
          default -> "TCP on " + number(container, port).orElse(port.text(""));
        };
      }
    }
    return "";
  }
}
