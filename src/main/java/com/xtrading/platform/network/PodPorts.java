package com.xtrading.platform.network;

import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.PodTemplate;
import com.xtrading.platform.objects.PodTemplate.Container;
import com.xtrading.platform.objects.PodTemplate.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Ports of pods that the API server would refuse: they are named, and left out. */
final class PodPorts {

  private static final Set<String> PROTOCOLS =
      Stream.of(Protocol.values()).map(Protocol::name).collect(Collectors.toSet());

  private PodPorts() {}

  /** What is wrong with the ports of a pod, each with its place. */
  static List<String> problems(PodTemplate pod) {
    List<String> problems = new ArrayList<>();
    for (Container container : pod.containers(Role.MAIN, Role.INIT)) {
      List<Tree> ports = container.tree().at("ports").elements().toList();
      for (int i = 0; i < ports.size(); i++) {
        String path = "%s.ports[%d]".formatted(container.path(), i);
        long number = ports.get(i).at("containerPort").number(0);
        if (number < 1 || number > PortSet.LAST) {
          problems.add("%s.containerPort: %d is no port".formatted(path, number));
        }
        String protocol = ports.get(i).at("protocol").text("TCP");
        if (!PROTOCOLS.contains(protocol)) {
          problems.add("%s.protocol: \"%s\" is no protocol".formatted(path, protocol));
        }
      }
    }
    return problems;
  }
}
