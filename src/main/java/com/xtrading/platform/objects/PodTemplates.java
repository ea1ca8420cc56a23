package com.xtrading.platform.objects;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the pod templates of all workload kinds. */
public final class PodTemplates {

  /** Groups that have kinds of pods, the former one of Deployments too; others are not meant. */
  private static final Set<String> GROUPS =
      Stream.concat(Arrays.stream(PodKind.values()).map(PodKind::group), Stream.of("extensions"))
          .collect(Collectors.toUnmodifiableSet());

  private PodTemplates() {}

  /** The pods that an object makes; nothing for an object that makes none by itself. */
  public static Optional<PodTemplate> of(Manifest manifest) {
    return of(manifest, manifest);
  }

  /** The pods of an object that an operator or a chart makes. */
  public static Optional<PodTemplate> of(Made made) {
    return of(made.by(), made.object());
  }

  private static Optional<PodTemplate> of(Manifest source, Manifest owner) {
    Optional<PodKind> kind = PodKind.named(owner.kind());
    if (kind.isEmpty() || !GROUPS.contains(owner.id().group())) {
      return Optional.empty();
    }
    String path = kind.get().template();
    Tree tree = Tree.of(owner.tree());
    if (!path.isEmpty()) {
      for (String key : path.split("\\.")) {
        tree = tree.at(key);
      }
    }
    return Optional.of(new PodTemplate(source, owner, path, tree));
  }

  /** Every pod template that we render, in the order of the manifests. */
  public static Stream<PodTemplate> in(Rendered rendered) {
    return rendered.manifests().stream().flatMap(manifest -> of(manifest).stream());
  }

  /** Every pod that runs: what we render, and what operators and charts make. */
  public static Stream<PodTemplate> running(List<Manifest> manifests, List<Made> made) {
    return Stream.concat(
        manifests.stream().flatMap(manifest -> of(manifest).stream()),
        made.stream().flatMap(one -> of(one).stream()));
  }

  /**
   * What we render, and what operators make of custom resources; pods of charts are not known well
   * enough to be judged.
   */
  public static Stream<PodTemplate> withOperated(Rendered rendered) {
    return Stream.concat(in(rendered), operated(rendered));
  }

  /** What operators make of custom resources. */
  public static Stream<PodTemplate> operated(Rendered rendered) {
    return rendered.made().stream()
        .filter(made -> made.maker() == Made.Maker.OPERATOR)
        .flatMap(made -> of(made).stream());
  }
}
