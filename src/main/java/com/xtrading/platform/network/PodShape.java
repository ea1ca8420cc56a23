package com.xtrading.platform.network;

import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.policy.PodTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the evaluation reads of pods, as the API server would take it. What it would refuse is a
 * problem; pods that it could not even read do not run, and ports with wrong values are left out.
 */
final class PodShape {

  private static final Set<String> PROTOCOLS =
      Stream.of(Protocol.values()).map(Protocol::name).collect(Collectors.toSet());

  private final PodTemplate pod;
  private final List<String> problems = new ArrayList<>();

  private boolean readable = true;

  PodShape(PodTemplate pod) {
    this.pod = pod;
    check();
  }

  /** What is wrong with the pods of an object, each with its place. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  /** Whether every value is of the type that it must have. */
  boolean isReadable() {
    return readable;
  }

  private void check() {
    String metadata = pod.path().isEmpty() ? "metadata" : pod.path() + ".metadata";
    Tree labels = pod.tree().at("metadata", "labels");
    if (labels.exists() && !(labels.node().get() instanceof Map)) {
      unreadable(metadata + ".labels", "is no mapping");
    }
    labels
        .map()
        .forEach(
            (key, value) -> {
              if (!(value instanceof String)) {
                unreadable(metadata + ".labels", "the value of \"%s\" is no text".formatted(key));
              }
            });
    Tree node = pod.spec().at("hostNetwork");
    if (node.exists() && !(node.node().get() instanceof Boolean)) {
      unreadable(pod.specPath() + ".hostNetwork", "is neither true nor false");
    }
    for (String list : List.of("containers", "initContainers")) {
      String path = pod.specPath() + "." + list;
      List<Tree> containers = list(pod.spec().at(list), path);
      for (int i = 0; i < containers.size(); i++) {
        String place = "%s[%d].ports".formatted(path, i);
        List<Tree> ports = list(containers.get(i).at("ports"), place);
        for (int j = 0; j < ports.size(); j++) {
          port(ports.get(j), "%s[%d]".formatted(place, j));
        }
      }
    }
  }

  private void port(Tree port, String path) {
    Object number = port.at("containerPort").node().orElse(0);
    if (!(number instanceof Integer || number instanceof Long)) {
      unreadable(path + ".containerPort", "%s is no whole number".formatted(number));
    } else if (!Ports.ALL.contains((int) port.at("containerPort").number(0))) {
      problem(path + ".containerPort", "%s is no port".formatted(number));
    }
    String protocol = port.at("protocol").text("TCP");
    if (!PROTOCOLS.contains(protocol)) {
      problem(path + ".protocol", "\"%s\" is no protocol".formatted(protocol));
    }
  }

  private List<Tree> list(Tree list, String path) {
    if (list.exists() && !(list.node().get() instanceof List)) {
      unreadable(path, "is no list");
    }
    return list.elements().toList();
  }

  private void unreadable(String path, String problem) {
    readable = false;
    problem(path, problem);
  }

  private void problem(String path, String problem) {
    problems.add("%s: %s: %s: %s".formatted(pod.source().path(), pod.owner().id(), path, problem));
  }
}
