package com.xtrading.platform.policy.rules.workload;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.objects.ObjectIndex;
import com.xtrading.platform.objects.PodTemplate;
import com.xtrading.platform.objects.PodTemplate.Role;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Findings;
import com.xtrading.platform.policy.Rule;
import java.util.List;

/** A pod that is told to stop may finish what it does. */
public final class PodsStopInTime implements Rule {

  /** The setting by which a container knows how long it may take after SIGTERM. */
  private static final String DRAIN = "GRACEFUL_SHUTDOWN_SECONDS";

  /** "Defaults to 30 seconds" (Kubernetes API reference, PodSpec). */
  private static final long DEFAULT_GRACE = 30;

  @Override
  public String statement() {
    return "The pause before SIGTERM (lifecycle.preStop.sleep) and the time for work in hand ("
        + DRAIN
        + ") together are shorter than terminationGracePeriodSeconds: Kubernetes kills at its end,"
        + " whatever is not done.";
  }

  @Override
  public String remedy() {
    return "Give the pod more time, or the work less.";
  }

  @Override
  public List<Finding> check(Evidence evidence) {
    Findings findings = new Findings(this);
    ObjectIndex objects = evidence.index();
    evidence.objects().knownPods().forEach(pod -> check(pod, objects, findings));
    return findings.list();
  }

  private static void check(PodTemplate pod, ObjectIndex objects, Findings findings) {
    long grace = pod.spec().at("terminationGracePeriodSeconds").number(DEFAULT_GRACE);
    for (PodTemplate.Container container : pod.containers(Role.MAIN)) {
      long pause = container.tree().at("lifecycle", "preStop", "sleep", "seconds").number(0);
      long drain = drain(container.tree(), pod.owner().namespace(), objects);
      if (pause + drain >= grace) {
        findings.add(
            pod.source(),
            pod.specPath() + ".terminationGracePeriodSeconds",
            "%s pauses for %d s and works on for %d s, and is killed after %d s"
                .formatted(container.tree().at("name").text(""), pause, drain, grace),
            "write more than %d".formatted(pause + drain));
      }
    }
  }

  private static long drain(Tree container, String namespace, ObjectIndex objects) {
    return container
        .at("envFrom")
        .elements()
        .map(source -> source.at("configMapRef", "name").text(""))
        .flatMap(name -> objects.find(Kinds.CONFIG_MAP, namespace, name).stream())
        .mapToLong(PodsStopInTime::drain)
        .max()
        .orElse(0);
  }

  private static long drain(Manifest configMap) {
    String seconds = configMap.at("data", DRAIN).text("");
    return seconds.matches("\\d{1,9}") ? Long.parseLong(seconds) : 0;
  }
}
