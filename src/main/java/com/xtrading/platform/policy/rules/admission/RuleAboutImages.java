package com.xtrading.platform.policy.rules.admission;

import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.objects.PodTemplate;
import com.xtrading.platform.objects.Scalars.Scalar;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Findings;
import com.xtrading.platform.policy.Rule;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What holds for the images of pods holds for those that custom resources name, of which operators
 * make pods: a rule about pods, asked of both.
 */
public final class RuleAboutImages implements Rule {

  /** How the text speaks of what is no image reference at all. */
  private static final String NO_IMAGE = "reference:";

  private static final Set<String> IMAGE_KEYS = Set.of("image", "imageName");
  private static final Set<GroupKind> NO_IMAGES =
      Set.of(Kinds.CONFIG_MAP, Kinds.SECRET, Kinds.CUSTOM_RESOURCE_DEFINITION);

  private final ObjectRule pods;

  /**
   * @param pods the rule about pods
   */
  public RuleAboutImages(ObjectRule pods) {
    this.pods = pods;
  }

  @Override
  public String id() {
    return pods.id();
  }

  @Override
  public String statement() {
    return pods.statement();
  }

  @Override
  public String remedy() {
    return pods.remedy();
  }

  @Override
  public String goodExample() {
    return pods.goodExample();
  }

  @Override
  public String badExample() {
    return pods.badExample();
  }

  @Override
  public List<Finding> check(Evidence evidence) {
    Findings findings = new Findings(this);
    pods.check(evidence).forEach(findings::add);
    for (Manifest manifest : evidence.manifests()) {
      if (PodTemplate.of(manifest).isEmpty()) {
        checkFields(manifest, evidence, findings);
      }
    }
    return findings.list();
  }

  private void checkFields(Manifest manifest, Evidence evidence, Findings findings) {
    if (NO_IMAGES.contains(manifest.groupKind())) {
      return;
    }
    for (Scalar scalar : evidence.scalars(manifest)) {
      // What the scalar goes by may be the name of a pair.
      if (IMAGE_KEYS.contains(scalar.place().field()) && scalar.value() instanceof String image) {
        List<Finding> found = pods.ofPods(podOf(image), evidence.admission()).toList();
        if (found.stream().noneMatch(one -> one.problem().startsWith(NO_IMAGE))) {
          String place = scalar.place().toString();
          found.forEach(one -> findings.add(manifest, place, one.problem(), one.change()));
        }
      }
    }
  }

  // Whatever the operator makes of the image, it is held to what a pod of ours is held to.
  private static PodTemplate podOf(String image) {
    Map<String, Object> container = Map.of("name", "main", "image", image);
    Manifest pod =
        new Manifest(
            "",
            "",
            Map.of(
                "apiVersion",
                "v1",
                "kind",
                "Pod",
                "metadata",
                Map.of("name", "main"),
                "spec",
                Map.of("containers", List.of(container))));
    return PodTemplate.of(pod).orElseThrow();
  }
}
