package com.xtrading.platform.policy.rules;

import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.policy.PodTemplate;
import com.xtrading.platform.policy.PodTemplate.Container;
import java.util.List;

/** The controls of "restricted" that look at one container, and the read-only root file system. */
final class ContainerControls {

  private final PodTemplate pod;
  private final Container container;
  private final Findings findings;
  private final Tree context;
  private final String path;

  ContainerControls(PodTemplate pod, Container container, Findings findings) {
    this.pod = pod;
    this.container = container;
    this.findings = findings;
    this.context = container.tree().at("securityContext");
    this.path = container.path() + ".securityContext";
  }

  void check() {
    if (context.at("privileged").isTrue()) {
      findings.add(pod, path + ".privileged", "privileged: true", "leave it out");
    }
    capabilities();
    escalation();
    hostPorts();
    procMount();
    inheritedFromPod();
    new SecurityProfiles(pod, path, context, findings).check();
    hostHandlers();
    if (!context.at("readOnlyRootFilesystem").isTrue()) {
      findings.add(
          pod,
          path + ".readOnlyRootFilesystem",
          "readOnlyRootFilesystem: is not true",
          "set it to true and mount an emptyDir where the program writes");
    }
  }

  private void capabilities() {
    boolean dropsAll =
        context.at("capabilities", "drop").elements().anyMatch(one -> one.text("").equals("ALL"));
    if (!dropsAll && !SecurityProfiles.isWindows(pod)) {
      findings.add(
          pod, path + ".capabilities.drop", "capabilities: does not drop ALL", "set drop: [ALL]");
    }
    List<Tree> added = context.at("capabilities", "add").elements().toList();
    for (int i = 0; i < added.size(); i++) {
      if (!added.get(i).text("").equals("NET_BIND_SERVICE")) {
        findings.add(
            pod,
            path + ".capabilities.add[" + i + "]",
            "capabilities: adds \"%s\"".formatted(added.get(i).text("")),
            "remove it; only NET_BIND_SERVICE may be added");
      }
    }
  }

  private void escalation() {
    if (!context.at("allowPrivilegeEscalation").isFalse() && !SecurityProfiles.isWindows(pod)) {
      findings.add(
          pod,
          path + ".allowPrivilegeEscalation",
          "allowPrivilegeEscalation: is not false",
          "set it to false");
    }
  }

  private void hostPorts() {
    List<Tree> ports = container.tree().at("ports").elements().toList();
    for (int i = 0; i < ports.size(); i++) {
      long hostPort = ports.get(i).at("hostPort").number(0);
      if (hostPort != 0) {
        findings.add(
            pod,
            container.path() + ".ports[" + i + "].hostPort",
            "hostPorts: takes port %d of the node".formatted(hostPort),
            "leave it out and use a Service");
      }
    }
  }

  private void procMount() {
    String mount = context.at("procMount").text("Default");
    if (!mount.equals("Default")) {
      findings.add(pod, path + ".procMount", "procMount: \"%s\"".formatted(mount), "leave it out");
    }
  }

  // Explicit wrong values are found by SecurityProfiles; here only what nobody says.
  private void inheritedFromPod() {
    Tree podContext = pod.spec().at("securityContext");
    if (!context.at("runAsNonRoot").exists()
        && !podContext.at("runAsNonRoot").exists()
        && !SecurityProfiles.hasOwnUsers(pod)) {
      findings.add(
          pod,
          path + ".runAsNonRoot",
          "runAsNonRoot: set neither here nor for the pod",
          "set it to true for the pod");
    }
    if (!context.at("seccompProfile", "type").exists()
        && !podContext.at("seccompProfile", "type").exists()
        && !SecurityProfiles.isWindows(pod)) {
      findings.add(
          pod,
          path + ".seccompProfile.type",
          "seccompProfile: set neither here nor for the pod",
          "set RuntimeDefault for the pod");
    }
  }

  private void hostHandlers() {
    for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
      hostHandler(container.path() + "." + probe, container.tree().at(probe));
    }
    for (String hook : List.of("postStart", "preStop")) {
      hostHandler(container.path() + ".lifecycle." + hook, container.tree().at("lifecycle", hook));
    }
  }

  private void hostHandler(String place, Tree handler) {
    for (String kind : List.of("httpGet", "tcpSocket")) {
      String host = handler.at(kind, "host").text("");
      if (!host.isEmpty()) {
        findings.add(
            pod,
            place + "." + kind + ".host",
            "hostProbesAndHostLifecycle: asks the host \"%s\"".formatted(host),
            "leave it out, so that the pod itself is asked");
      }
    }
  }
}
