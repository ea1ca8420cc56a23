package com.xtrading.platform.network;

import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.PodTemplate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Labels that controllers add to the pods that they make (kubernetes/kubernetes: {@code
 * pkg/registry/batch/job/strategy.go}, {@code pkg/controller/statefulset}, {@code daemon}, {@code
 * deployment}; kedacore/keda: {@code pkg/scaling/executor/scale_jobs.go}).
 *
 * @param pod the name of the pod, where each has labels of its own
 * @param labels with {@link #UNKNOWN} where only the cluster chooses the value
 */
record AddedLabels(Optional<String> pod, Map<String, Object> labels) {

  /** No value that a label could have. */
  static final String UNKNOWN = "?";

  private static final String POD_NAME = "statefulset.kubernetes.io/pod-name";
  private static final String POD_INDEX = "apps.kubernetes.io/pod-index";
  private static final List<String> JOB_NAME = List.of("job-name", "batch.kubernetes.io/job-name");
  private static final List<String> JOB_UID =
      List.of("controller-uid", "batch.kubernetes.io/controller-uid");

  /** A larger set is not listed pod by pod. */
  private static final int MOST_PODS = 1000;

  /**
   * What a template lacks: once for all pods, or once for each where policies look at labels that
   * differ and it is known how many there are.
   *
   * @param mentioned keys that policies look at
   */
  static List<AddedLabels> to(PodTemplate template, Set<String> mentioned) {
    Map<String, Object> added = new TreeMap<>();
    switch (template.kind()) {
      case DEPLOYMENT -> added.put("pod-template-hash", UNKNOWN);
      case DAEMON_SET -> {
        added.put("controller-revision-hash", UNKNOWN);
        added.put("pod-template-generation", UNKNOWN);
      }
      case STATEFUL_SET -> {
        added.put("controller-revision-hash", UNKNOWN);
        if (mentioned.contains(POD_NAME) || mentioned.contains(POD_INDEX)) {
          return ofSet(template, added);
        }
      }
      case JOB -> {
        Tree spec = template.owner().at("spec");
        if (!spec.at("manualSelector").isTrue()) {
          job(added, template.owner().name());
        }
        if (spec.at("completionMode").text("").equals("Indexed")) {
          added.put("batch.kubernetes.io/job-completion-index", UNKNOWN);
        }
      }
      case CRON_JOB -> job(added, UNKNOWN);
      case SCALED_JOB -> {
        job(added, UNKNOWN);
        added.put("scaledjob.keda.sh/name", template.owner().name());
      }
      default -> {}
    }
    return List.of(new AddedLabels(Optional.empty(), added));
  }

  private static void job(Map<String, Object> added, String name) {
    JOB_NAME.forEach(key -> added.put(key, name));
    JOB_UID.forEach(key -> added.put(key, UNKNOWN));
  }

  private static List<AddedLabels> ofSet(PodTemplate template, Map<String, Object> common) {
    Tree spec = template.owner().at("spec");
    int pods = (int) spec.at("replicas").number(0);
    if (pods < 1 || pods > MOST_PODS) {
      common.put(POD_NAME, UNKNOWN);
      common.put(POD_INDEX, UNKNOWN);
      return List.of(new AddedLabels(Optional.empty(), common));
    }
    int first = (int) spec.at("ordinals", "start").number(0);
    return IntStream.range(first, first + pods)
        .mapToObj(
            ordinal -> {
              String name = template.owner().name() + "-" + ordinal;
              Map<String, Object> labels = new TreeMap<>(common);
              labels.put(POD_NAME, name);
              labels.put(POD_INDEX, Integer.toString(ordinal));
              return new AddedLabels(Optional.of(name), labels);
            })
        .toList();
  }
}
