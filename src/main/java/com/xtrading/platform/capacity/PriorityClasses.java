package com.xtrading.platform.capacity;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.objects.Kinds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The PriorityClasses of a cluster. */
final class PriorityClasses {

  /** The two that every cluster has (Kubernetes, "Pod Priority and Preemption"). */
  private static final int NODE_CRITICAL = 2_000_001_000;

  private static final int CLUSTER_CRITICAL = 2_000_000_000;

  private final Map<String, PodSet.Priority> classes = new HashMap<>();
  private PodSet.Priority otherwise = new PodSet.Priority(0, true);

  private PriorityClasses() {}

  static PriorityClasses in(List<Manifest> objects) {
    PriorityClasses found = new PriorityClasses();
    found.classes.put("system-node-critical", new PodSet.Priority(NODE_CRITICAL, true));
    found.classes.put("system-cluster-critical", new PodSet.Priority(CLUSTER_CRITICAL, true));
    objects.stream().filter(object -> object.is(Kinds.PRIORITY_CLASS)).forEach(found::add);
    return found;
  }

  private void add(Manifest object) {
    PodSet.Priority priority =
        new PodSet.Priority(
            (int) object.at("value").number(0),
            !object.at("preemptionPolicy").text("").equals("Never"));
    classes.put(object.name(), priority);
    if (object.at("globalDefault").isTrue()) {
      otherwise = priority;
    }
  }

  /** The priority of pods with a class; where none is named, that of the cluster's default. */
  PodSet.Priority of(String name) {
    return name.isEmpty() ? otherwise : classes.getOrDefault(name, otherwise);
  }

  /** Their names, sorted. */
  List<String> names() {
    return classes.keySet().stream().sorted().toList();
  }

  Optional<PodSet.Priority> find(String name) {
    return Optional.ofNullable(classes.get(name));
  }
}
