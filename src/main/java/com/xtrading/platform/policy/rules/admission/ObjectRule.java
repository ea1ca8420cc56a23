package com.xtrading.platform.policy.rules.admission;

import com.xtrading.platform.admission.ObjectPolicies;
import com.xtrading.platform.admission.ObjectPolicy;
import com.xtrading.platform.admission.Profile;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.objects.PodTemplate;
import com.xtrading.platform.objects.PodTemplates;
import com.xtrading.platform.objects.Rendered;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Rule;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A rule about single objects, by the text that admission holds them to as well. */
public final class ObjectRule implements Rule {

  private final ObjectPolicy policy;

  /** The rule that the policy is. */
  public ObjectRule(ObjectPolicy policy) {
    this.policy = policy;
  }

  /** The rules of a profile, by id. */
  public static List<ObjectRule> of(ObjectPolicies policies, Profile profile) {
    return policies.in(profile).stream()
        .map(ObjectRule::new)
        .sorted(Comparator.comparing(ObjectRule::id))
        .toList();
  }

  /**
   * A rule of the platform.
   *
   * @throws java.util.NoSuchElementException when there is none of that id
   */
  public static ObjectRule named(String id, ObjectPolicies policies) {
    return of(policies, Profile.PLATFORM).stream()
        .filter(rule -> rule.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public String id() {
    return policy.rule();
  }

  @Override
  public String statement() {
    return policy.statement();
  }

  @Override
  public String remedy() {
    return policy.remedy();
  }

  @Override
  public String goodExample() {
    return policy.goodExample();
  }

  @Override
  public String badExample() {
    return policy.badExample();
  }

  @Override
  public List<Finding> check(Rendered rendered) {
    Stream<Finding> findings =
        switch (policy.subject()) {
          case PODS ->
              PodTemplates.withOperated(rendered).parallel().flatMap(pod -> ofPods(pod).stream());
          case OUR_PODS, IMAGES ->
              PodTemplates.in(rendered).parallel().flatMap(pod -> ofPods(pod).stream());
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
    return policy.subject() == ObjectPolicy.Subject.IMAGES;
  }

  /** What is wrong with pods, reported where a person changes something. */
  public List<Finding> ofPods(PodTemplate pod) {
    return findings(pod.source(), pod.owner(), Optional.of(pod));
  }

  private List<Finding> ofObject(Manifest manifest) {
    return findings(manifest, manifest, PodTemplates.of(manifest));
  }

  private List<Finding> findings(Manifest source, Manifest owner, Optional<PodTemplate> pod) {
    return policy.judge(owner, pod).stream()
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
