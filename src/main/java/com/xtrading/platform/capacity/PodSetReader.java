package com.xtrading.platform.capacity;

import com.xtrading.platform.environment.KubernetesVersion;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.Autoscalers;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.objects.LabelSelector;
import com.xtrading.platform.objects.PodKind;
import com.xtrading.platform.objects.PodTemplate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads sets of pods from the objects that make them. */
final class PodSetReader {

  /** Provisioners whose volumes are a part of the node's own disk. */
  private static final Set<String> ON_NODES =
      Set.of("rancher.io/local-path", "kubernetes.io/no-provisioner", "local.csi.openebs.io");

  /** Kinds whose selector the scheduler spreads by; that of a Deployment is its ReplicaSet's. */
  private static final Set<PodKind> SPREAD =
      Set.of(
          PodKind.DEPLOYMENT,
          PodKind.REPLICA_SET,
          PodKind.REPLICATION_CONTROLLER,
          PodKind.STATEFUL_SET);

  private final KubernetesVersion kubernetes;
  private final PriorityClasses priorities;
  private final List<Manifest> services;
  private final Map<Autoscalers.Target, Manifest> scalers = new HashMap<>();
  private final Map<String, Manifest> claims = new TreeMap<>();
  private final Set<String> localClasses;

  /**
   * @param kubernetes whose controllers replace pods
   */
  PodSetReader(KubernetesVersion kubernetes, List<Manifest> objects, PriorityClasses priorities) {
    this.kubernetes = kubernetes;
    this.priorities = priorities;
    services = objects.stream().filter(object -> object.is(Kinds.SERVICE)).toList();
    for (Manifest object : objects) {
      if (object.is(Kinds.HORIZONTAL_POD_AUTOSCALER) || object.is(Kinds.SCALED_OBJECT)) {
        scalers.put(Autoscalers.targetOf(object), object);
      } else if (object.is(Kinds.PERSISTENT_VOLUME_CLAIM)) {
        claims.put(object.namespace() + "/" + object.name(), object);
      }
    }
    localClasses =
        objects.stream()
            .filter(object -> object.is(Kinds.STORAGE_CLASS))
            .filter(object -> ON_NODES.contains(object.at("provisioner").text("")))
            .map(Manifest::name)
            .collect(Collectors.toSet());
  }

  /** Nothing where the object makes no pods by itself, or another object speaks for it. */
  Optional<PodSet> read(PodTemplate pod) {
    Manifest owner = pod.owner();
    if (pod.kind() == PodKind.POD_TEMPLATE
        || owner.at("metadata", "ownerReferences").elements().findAny().isPresent()) {
      return Optional.empty();
    }
    SchedulingConstraints said =
        SchedulingConstraints.of(pod.spec(), owner.namespace(), hostPorts(pod));
    return Optional.of(
        new PodSet(
            "%s/%s[%s]".formatted(owner.namespace(), owner.name(), owner.kind()),
            pod.source().id().toString(),
            owner.namespace(),
            pod.labels(),
            ResourceAmount.requests(pod),
            ResourceAmount.counted(pod),
            ResourceAmount.limits(pod),
            priorities.of(pod.spec().at("priorityClassName").text("")),
            number(owner, pod),
            spreadByDefault(said, pod)));
  }

  private static List<String> hostPorts(PodTemplate pod) {
    boolean host = pod.spec().at("hostNetwork").isTrue();
    return pod.ports().stream()
        .map(
            port ->
                port.at("protocol").text("TCP")
                    + "/"
                    + port.at("hostPort").text(host ? port.at("containerPort").text("") : ""))
        .filter(port -> !port.endsWith("/"))
        .toList();
  }

  private PodSet.Number number(Manifest owner, PodTemplate pod) {
    Tree spec = owner.at("spec");
    PodSet.Place place = isTied(owner, pod) ? PodSet.Place.WHERE_IT_WAS : PodSet.Place.ANY;
    return switch (pod.kind()) {
      case DEPLOYMENT -> rolling(scaled(owner, place), spec.at("strategy"));
      case STATEFUL_SET -> oneByOne(scaled(owner, place), spec.at("updateStrategy"));
      case REPLICA_SET, REPLICATION_CONTROLLER -> scaled(owner, place);
      case DAEMON_SET -> new PodSet.Number(0, 0, 0, 0, PodSet.Place.EACH_NODE);
      case JOB -> started(spec, jobPods(spec));
      case CRON_JOB -> started(spec, jobPods(spec.at("jobTemplate", "spec")));
      case SCALED_JOB ->
          started(
              spec,
              (int) spec.at("maxReplicaCount").number(100) * jobPods(spec.at("jobTargetRef")));
      case POD, POD_TEMPLATE -> new PodSet.Number(1, 1, 0, 0, place);
    };
  }

  private PodSet.Number scaled(Manifest owner, PodSet.Place place) {
    Manifest scaler = scalers.get(Autoscalers.Target.of(owner));
    if (scaler == null) {
      int fixed = (int) owner.at("spec", "replicas").number(1);
      return new PodSet.Number(fixed, fixed, 0, 0, place);
    }
    int least = (int) Autoscalers.minimum(scaler);
    int most = (int) Autoscalers.maximum(scaler, least);
    return new PodSet.Number(least, Math.max(least, most), 0, 0, place);
  }

  /** How a Deployment replaces pods: percentages of surge round up, those of missing pods down. */
  private static PodSet.Number rolling(PodSet.Number number, Tree strategy) {
    int pods = number.steady();
    if (strategy.at("type").text("").equals("Recreate")) {
      return number.replaced(0, pods);
    }
    Tree rolling = strategy.at("rollingUpdate");
    int surge = IntOrPercent.of(rolling.at("maxSurge").text("25%"), pods, true);
    int unavailable = IntOrPercent.of(rolling.at("maxUnavailable").text("25%"), pods, false);
    // Were both 0, nothing would move: the controller lets one pod go then.
    return number.replaced(surge, surge + unavailable == 0 ? 1 : unavailable);
  }

  /**
   * How a StatefulSet does: each pod goes before its successor comes. What may be missing counts
   * from 1.37 on, and so does a replacement of all at once (pkg/controller/statefulset, {@code
   * getStatefulSetMaxUnavailable}).
   */
  private PodSet.Number oneByOne(PodSet.Number number, Tree strategy) {
    String type = strategy.at("type").text("");
    if (type.equals("OnDelete")) {
      return number;
    }
    if (!kubernetes.letsStatefulSetsMissSeveral()) {
      return number.replaced(0, 1);
    }
    if (type.equals("Recreate")) {
      return number.replaced(0, number.steady());
    }
    String unavailable = strategy.at("rollingUpdate", "maxUnavailable").text("1");
    return number.replaced(0, Math.max(1, IntOrPercent.of(unavailable, number.steady(), false)));
  }

  private static PodSet.Number started(Tree spec, int pods) {
    int most = spec.at("suspend").isTrue() ? 0 : pods;
    return new PodSet.Number(0, most, 0, 0, PodSet.Place.ANY);
  }

  private static int jobPods(Tree job) {
    long parallel = job.at("parallelism").number(1);
    return (int) Math.min(parallel, job.at("completions").number(parallel));
  }

  /** Whether a volume of the pod is on the disk of a node. */
  private boolean isTied(Manifest owner, PodTemplate pod) {
    Stream<Tree> templates = owner.at("spec", "volumeClaimTemplates").elements();
    List<String> names = new ArrayList<>();
    pod.spec()
        .at("volumes")
        .elements()
        .map(volume -> volume.at("persistentVolumeClaim", "claimName").text(""))
        .filter(name -> !name.isEmpty())
        .forEach(name -> names.add(owner.namespace() + "/" + name));
    if (pod.kind() == PodKind.STATEFUL_SET) {
      // So the controller calls the claims of its first pod.
      claims.keySet().stream()
          .filter(name -> name.startsWith(owner.namespace() + "/"))
          .filter(name -> name.endsWith("-%s-0".formatted(owner.name())))
          .forEach(names::add);
    }
    Stream<Tree> claimed =
        names.stream().filter(claims::containsKey).map(name -> claims.get(name).at("spec"));
    return Stream.concat(templates.map(template -> template.at("spec")), claimed)
        .anyMatch(spec -> localClasses.contains(spec.at("storageClassName").text("")));
  }

  /**
   * What the scheduler does for pods that say nothing about it: it spreads those that the Services
   * of a pod and its set select (kubernetes/kubernetes, pkg/scheduler/framework/plugins/helper). A
   * Deployment has a set for each version.
   */
  private SchedulingConstraints spreadByDefault(SchedulingConstraints said, PodTemplate pod) {
    Manifest owner = pod.owner();
    LabelSelector selector = new LabelSelector(Tree.of(Map.of()));
    for (Manifest service : services) {
      Tree asked = service.at("spec", "selector");
      if (service.namespace().equals(owner.namespace())
          && !asked.map().isEmpty()
          && LabelSelector.ofLabels(asked).matches(pod.labels())) {
        selector = selector.and(LabelSelector.ofLabels(asked));
      }
    }
    Tree own = owner.at("spec", "selector");
    if (SPREAD.contains(pod.kind()) && own.exists()) {
      selector = selector.and(new LabelSelector(own));
    }
    if (!said.spread().isEmpty() || selector.keys().isEmpty()) {
      return said;
    }
    AffinityTerm itself =
        new AffinityTerm(selector, Set.of(owner.namespace()), SimulatedNode.HOSTNAME);
    boolean ofVersion = pod.kind() == PodKind.DEPLOYMENT;
    return said.spreadBy(
        List.of(
            new SchedulingConstraints.Spread(
                itself, SchedulingConstraints.DEFAULT_SKEW, false, 1, ofVersion)));
  }
}
