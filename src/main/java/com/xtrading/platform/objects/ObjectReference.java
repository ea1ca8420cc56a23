package com.xtrading.platform.objects;

import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import java.util.List;
import java.util.Optional;

/**
 * How far a reference leads that names an object, or an object and something in it.
 *
 * @param kind of the object
 * @param namespace empty for objects of the cluster
 * @param name of the object
 * @param object nothing where none is there
 * @param parts what it names in the object: ports of a Service, listeners of a Gateway, all of it
 */
public record ObjectReference(
    GroupKind kind, String namespace, String name, Optional<Manifest> object, List<Tree> parts) {

  /** Where it ends before it should. */
  public enum Missing {
    NOTHING,
    OBJECT,
    PART
  }

  public Missing missing() {
    return object.isEmpty() ? Missing.OBJECT : parts.isEmpty() ? Missing.PART : Missing.NOTHING;
  }

  /** {@code no Service "web" is rendered in shop}. */
  public String absent() {
    return "no %s \"%s\" is rendered in %s".formatted(kind.kind(), name, namespace);
  }

  /** {@code the Service "web" has no port "80"}. */
  public String lacks(String what, String part) {
    return "the %s \"%s\" has no %s \"%s\"".formatted(kind.kind(), name, what, part);
  }
}
