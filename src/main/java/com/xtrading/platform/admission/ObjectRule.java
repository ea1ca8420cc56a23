package com.xtrading.platform.admission;

import com.xtrading.platform.admission.PolicyText.Subject;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.PodSpecs;
import com.xtrading.platform.policy.PodTemplate;
import com.xtrading.platform.policy.Rendered;
import com.xtrading.platform.policy.Rule;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A rule about single objects, by the text that admission holds them to as well. */
public final class ObjectRule implements Rule {

  private final ObjectPolicy policy;
  private final Set<String> replaced;

  /**
   * @param replaced controls that are left out, since another rule says more
   */
  ObjectRule(ObjectPolicy policy, Set<String> replaced) {
    this.policy = policy;
    this.replaced = Set.copyOf(replaced);
  }

  @Override
  public String id() {
    return policy.text().rule();
  }

  @Override
  public String statement() {
    return policy.text().statement();
  }

  @Override
  public String remedy() {
    return policy.text().remedy();
  }

  @Override
  public String goodExample() {
    return policy.text().good();
  }

  @Override
  public String badExample() {
    return policy.text().bad();
  }

  @Override
  public List<Finding> check(Rendered rendered) {
    Stream<Finding> findings =
        switch (policy.text().subject()) {
          case PODS ->
              PodSpecs.withOperated(rendered).parallel().flatMap(pod -> ofPods(pod).stream());
          case OUR_PODS, IMAGES ->
              PodSpecs.in(rendered).parallel().flatMap(pod -> ofPods(pod).stream());
          case OBJECTS ->
              rendered.manifests().stream()
                  .parallel()
                  .filter(manifest -> !manifest.namespace().isEmpty())
                  .flatMap(manifest -> ofObject(manifest).stream());
        };
    return findings.toList();
  }

  /** Whether the rule speaks of images, which custom resources name as well. */
  public boolean isAboutImages() {
    return policy.text().subject() == Subject.IMAGES;
  }

  /** What is wrong with pods, reported where a person changes something. */
  public List<Finding> ofPods(PodTemplate pod) {
    return findings(pod.source(), pod.owner(), Optional.of(pod));
  }

  private List<Finding> ofObject(Manifest manifest) {
    return findings(manifest, manifest, PodSpecs.of(manifest));
  }

  private List<Finding> findings(Manifest source, Manifest owner, Optional<PodTemplate> pod) {
    return policy.judge(owner, pod, replaced).stream()
        .map(
            violation ->
                new Finding(
                    id(),
                    severity(),
                    source.id().toString(),
                    pod.map(one -> one.place(violation.path())).orElse(violation.path()),
                    violation.problem(),
                    violation.change()))
        .toList();
  }
}
