package com.xtrading.platform.capacity;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.objects.LabelSelector;
import com.xtrading.platform.objects.Made;
import java.util.Optional;

/**
 * A PodDisruptionBudget.
 *
 * @param name {@code namespace/name}
 * @param source where a person changes something
 * @param namespace in which its pods are
 * @param selector its pods
 * @param available pods that must be healthy; empty where the other bound is given
 * @param unavailable pods that may be missing; empty where the other bound is given
 */
record DisruptionBudget(
    String name,
    String source,
    String namespace,
    LabelSelector selector,
    Optional<String> available,
    Optional<String> unavailable) {

  /** A budget that is rendered. */
  static Optional<DisruptionBudget> of(Manifest object) {
    return of(object, object);
  }

  /** A budget that an operator or a chart makes. */
  static Optional<DisruptionBudget> of(Made made) {
    return of(made.object(), made.by());
  }

  /** One without a selector is about no pods. */
  private static Optional<DisruptionBudget> of(Manifest object, Manifest source) {
    if (!object.is(Kinds.POD_DISRUPTION_BUDGET) || !object.at("spec", "selector").exists()) {
      return Optional.empty();
    }
    return Optional.of(
        new DisruptionBudget(
            object.namespace() + "/" + object.name(),
            source.id().toString(),
            object.namespace(),
            new LabelSelector(object.at("spec", "selector")),
            text(object.at("spec", "minAvailable")),
            text(object.at("spec", "maxUnavailable"))));
  }

  private static Optional<String> text(Tree value) {
    return value.exists() ? Optional.of(value.text("")) : Optional.empty();
  }

  boolean selects(PodSet set) {
    return set.namespace().equals(namespace) && selector.matches(set.labels());
  }

  /**
   * Healthy pods below which no pod is evicted (Kubernetes, "Specifying a Disruption Budget":
   * percentages round up).
   *
   * @param expected pods that there should be
   */
  int wanted(int expected) {
    int missing = unavailable.map(text -> IntOrPercent.of(text, expected, true)).orElse(0);
    return available
        .map(text -> IntOrPercent.of(text, expected, true))
        .orElse(Math.max(0, expected - missing));
  }
}
