package com.xtrading.platform.policy.rules.references;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.objects.KnownSecrets;
import com.xtrading.platform.objects.LabelSelector;
import com.xtrading.platform.objects.ObjectIndex;
import com.xtrading.platform.objects.ObjectReference;
import com.xtrading.platform.objects.PodTemplate;
import com.xtrading.platform.policy.Findings;
import java.util.List;

/** What Services and Ingresses send traffic to. */
final class TrafficReferences {

  private final ObjectIndex index;
  private final KnownSecrets secrets;
  private final Findings findings;

  TrafficReferences(ObjectIndex index, KnownSecrets secrets, Findings findings) {
    this.index = index;
    this.secrets = secrets;
    this.findings = findings;
  }

  void service(Manifest service) {
    LabelSelector selector = LabelSelector.ofLabels(service.at("spec", "selector"));
    if (selector.keys().isEmpty() || service.at("spec", "type").text("").equals("ExternalName")) {
      return;
    }
    List<PodTemplate> pods = index.pods(service.namespace(), selector);
    if (pods.isEmpty()) {
      findings.add(
          service,
          "spec.selector",
          "%s selects no pod of this namespace".formatted(selector.matchLabels()),
          "repeat the labels of the pods");
      return;
    }
    List<Tree> declared = pods.stream().flatMap(pod -> pod.ports().stream()).toList();
    List<Tree> ports = service.at("spec", "ports").elements().toList();
    for (int i = 0; i < ports.size(); i++) {
      boolean named = ports.get(i).at("targetPort").exists();
      String target = ports.get(i).at(named ? "targetPort" : "port").text("");
      if (declared.stream().noneMatch(port -> isCalled(port, target))) {
        findings.add(
            service,
            "spec.ports[" + i + "]." + (named ? "targetPort" : "port"),
            "no selected pod declares the port \"%s\"".formatted(target),
            "name a port of the container");
      }
    }
  }

  private static boolean isCalled(Tree port, String target) {
    return port.at("name").text("").equals(target)
        || port.at("containerPort").text("").equals(target);
  }

  void ingress(Manifest ingress) {
    List<Tree> tls = ingress.at("spec", "tls").elements().toList();
    for (int i = 0; i < tls.size(); i++) {
      String secret = tls.get(i).at("secretName").text("");
      if (!secret.isEmpty() && !secrets.has(ingress.namespace(), secret)) {
        findings.add(
            ingress,
            "spec.tls[" + i + "].secretName",
            "nothing in %s makes the secret \"%s\"".formatted(ingress.namespace(), secret),
            "render a Certificate for it, or correct the name");
      }
    }
    backend(ingress, ingress.at("spec", "defaultBackend"), "spec.defaultBackend");
    List<Tree> rules = ingress.at("spec", "rules").elements().toList();
    for (int i = 0; i < rules.size(); i++) {
      List<Tree> paths = rules.get(i).at("http", "paths").elements().toList();
      for (int j = 0; j < paths.size(); j++) {
        String place = "spec.rules[%d].http.paths[%d].backend".formatted(i, j);
        backend(ingress, paths.get(j).at("backend"), place);
      }
    }
  }

  private void backend(Manifest ingress, Tree backend, String path) {
    Tree reference = backend.at("service");
    if (!reference.exists()) {
      return;
    }
    String port = reference.at("port", "name").text(reference.at("port", "number").text(""));
    ObjectReference service =
        index.refer(
            Kinds.SERVICE,
            ingress.namespace(),
            reference.at("name").text(""),
            "ports",
            one -> one.at("name").text("").equals(port) || one.at("port").text("").equals(port));
    switch (service.missing()) {
      case OBJECT ->
          findings.add(
              ingress, path + ".service.name", service.absent(), "render it, or correct the name");
      case PART ->
          findings.add(
              ingress,
              path + ".service.port",
              service.lacks("port", port),
              "name a port of the Service");
      case NOTHING -> {}
    }
  }
}
