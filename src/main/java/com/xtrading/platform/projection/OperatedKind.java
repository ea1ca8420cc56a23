package com.xtrading.platform.projection;

import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.objects.Made;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A kind of custom resource as its operator knows it: what follows from one, and what of one never
 * changes. One class says all of that for one kind, from the sources of one version of the
 * operator, which it names; {@link OperatedKinds} lists them, and whoever wants to know asks there.
 */
public interface OperatedKind {

  /** The kind. */
  GroupKind kind();

  /** Versions of the kind that are read here. */
  default Set<String> versions() {
    return Set.of("v1");
  }

  /**
   * What the operator makes of a resource, as the plain objects that it will be.
   *
   * @param resource one of the kind
   * @param rendered everything beside it, which it may refer to
   */
  default Stream<Made> madeOf(Manifest resource, Collection<Manifest> rendered) {
    return Stream.of();
  }

  /** Fields that the operator refuses to change, or that lose data when they change. */
  default List<FixedField> fixed() {
    return List.of();
  }

  /** Whether claims of volumes are among what is made of it. */
  default boolean hasVolumes() {
    return false;
  }

  /**
   * A label that the operator takes from a pod on a node that is drained and gives to another pod
   * of the resource, once all of them run: as that of the primary.
   */
  default Optional<String> movingLabel() {
    return Optional.empty();
  }

  /**
   * The kinds of which something is made that shows what a resource of this one says; none where
   * nothing in the cluster follows from it.
   */
  default Set<GroupKind> shownBy() {
    return Set.of(kind());
  }

  /**
   * Fields that nothing of what is made shows, and need not. Any other field that is set and shown
   * nowhere is reported as not evaluated.
   */
  default List<HarmlessField> harmless() {
    return List.of();
  }

  /** Whether the operator acts on a label or an annotation of a resource. */
  default boolean reads(String mark) {
    return false;
  }
}
