package com.xtrading.platform.objects;

import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.Manifest;
import java.util.List;
import java.util.stream.Stream;

/**
 * The Kubernetes objects that will be in a cluster.
 *
 * @param manifests what we render
 * @param made what operators and charts make because of it
 */
public record ClusterObjects(List<Manifest> manifests, List<Made> made) {

  public ClusterObjects {
    manifests = List.copyOf(manifests);
    made = List.copyOf(made);
  }

  /** Every rendered object of some kinds, in the order of the manifests. */
  public Stream<Manifest> ofKind(GroupKind... kinds) {
    List<GroupKind> wanted = List.of(kinds);
    return manifests.stream().filter(manifest -> wanted.contains(manifest.groupKind()));
  }

  /** Everything of some kinds that operators and charts make. */
  public Stream<Made> madeOfKind(GroupKind... kinds) {
    List<GroupKind> wanted = List.of(kinds);
    return made.stream().filter(one -> wanted.contains(one.object().groupKind()));
  }

  /** Every pod template that we render, in the order of the manifests. */
  public Stream<PodTemplate> ourPods() {
    return manifests.stream().flatMap(manifest -> PodTemplate.of(manifest).stream());
  }

  /** What operators make of custom resources. */
  public Stream<PodTemplate> operatedPods() {
    return made.stream()
        .filter(one -> one.maker() == Made.Maker.OPERATOR)
        .flatMap(one -> PodTemplate.of(one).stream());
  }

  /**
   * What we render, and what operators make of custom resources; pods of charts are not known well
   * enough to be judged.
   */
  public Stream<PodTemplate> knownPods() {
    return Stream.concat(ourPods(), operatedPods());
  }

  /** Every pod that runs: what we render, and what operators and charts make. */
  public Stream<PodTemplate> runningPods() {
    return Stream.concat(ourPods(), made.stream().flatMap(one -> PodTemplate.of(one).stream()));
  }
}
