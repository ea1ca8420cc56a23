package com.xtrading.platform.projection;

import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.objects.Made;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * A kind of custom resource as its operator knows it: what follows from one, and what of one never
 * changes. One class says all of that for one kind, from the sources of one version of the
 * operator, which it names; {@link OperatedKinds} lists them, and whoever wants to know asks there.
 */
public interface OperatedKind {

  /** The kind. */
  GroupKind kind();

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
}
