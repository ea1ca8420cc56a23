package com.xtrading.platform.policy.rules.admission;

import com.xtrading.platform.admission.ObjectPolicies;
import com.xtrading.platform.admission.PolicyText;
import com.xtrading.platform.admission.Profile;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.objects.ClusterObjects;
import com.xtrading.platform.objects.PodTemplate;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Rule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A rule about single objects, by the text that admission holds them to as well. */
public final class ObjectRule implements Rule {

  private final PolicyText text;
  private final Profile profile;

  /**
   * @param profile in which the rule is asked: a narrower one leaves out what others in it say
   *     better
   */
  public ObjectRule(PolicyText text, Profile profile) {
    this.text = text;
    this.profile = profile;
  }

  /** The rules of a profile, by id. */
  public static List<ObjectRule> of(Profile profile) {
    return PolicyText.of(profile).map(text -> new ObjectRule(text, profile)).toList();
  }

  /**
   * A rule of the platform.
   *
   * @throws java.util.NoSuchElementException when there is none of that id
   */
  public static ObjectRule named(String id) {
    return of(Profile.PLATFORM).stream()
        .filter(rule -> rule.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public String id() {
    return text.rule();
  }

  @Override
  public String statement() {
    return text.statement();
  }

  @Override
  public String remedy() {
    return text.remedy();
  }

  @Override
  public String goodExample() {
    return text.good();
  }

  @Override
  public String badExample() {
    return text.bad();
  }

  @Override
  public List<Finding> check(Evidence evidence) {
    return check(evidence.objects(), evidence.admission());
  }

  /** The same for objects of which nothing else is known. */
  public List<Finding> check(ClusterObjects objects, ObjectPolicies policies) {
    Stream<Finding> findings =
        switch (text.subject()) {
          case PODS -> objects.knownPods().parallel().flatMap(pod -> ofPods(pod, policies));
          case OUR_PODS, IMAGES ->
              objects.ourPods().parallel().flatMap(pod -> ofPods(pod, policies));
          case OBJECTS ->
              objects.manifests().stream()
                  .parallel()
                  .filter(manifest -> !manifest.namespace().isEmpty())
                  .flatMap(
                      manifest -> findings(manifest, manifest, PodTemplate.of(manifest), policies));
        };
    return findings.toList();
  }

  /** Whether the rule speaks of images, which custom resources name as well. */
  public boolean isAboutImages() {
    return text.subject() == PolicyText.Subject.IMAGES;
  }

  /** What is wrong with pods, reported where a person changes something. */
  Stream<Finding> ofPods(PodTemplate pod, ObjectPolicies policies) {
    return findings(pod.source(), pod.owner(), Optional.of(pod), policies);
  }

  private Stream<Finding> findings(
      Manifest source, Manifest owner, Optional<PodTemplate> pod, ObjectPolicies policies) {
    return policies.policy(id(), profile).judge(owner, pod).stream()
        .map(
            violation ->
                new Finding(
                    id(),
                    severity(),
                    source.id().toString(),
                    pod.map(one -> one.place(violation.path())).orElse(violation.path()),
                    violation.problem(),
                    violation.change()));
  }
}
