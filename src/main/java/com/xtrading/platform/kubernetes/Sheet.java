package com.xtrading.platform.kubernetes;

import com.xtrading.platform.manifest.Collision;
import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.ManifestId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The part of a {@link Canvas} on which one component draws the objects of one folder. */
public final class Sheet {

  private final Canvas canvas;
  private final String component;
  private final Set<ManifestId> claimed = new HashSet<>();
  private final List<DrawnObject> objects = new ArrayList<>();

  Sheet(Canvas canvas, String component) {
    this.canvas = canvas;
    this.component = component;
  }

  /** The objects, after the canvas is finished, in the order in which they were drawn. */
  public List<Map<String, Object>> objects() {
    return objects.stream().map(DrawnObject::tree).toList();
  }

  /** What stands on it, before the canvas is finished too. */
  public Stream<DrawnKind> kinds() {
    return objects.stream().map(DrawnObject::kind);
  }

  /**
   * Draws an object.
   *
   * @throws Collision when the component has drawn it already
   */
  <P> DrawnObject draw(
      ObjectType<P> type, GroupKind kind, String namespace, String name, P properties) {
    ManifestId id = new ManifestId("", kind.kind(), namespace, name);
    if (!claimed.add(id)) {
      throw new Collision(
          "%s is drawn twice by component %s; rename one of them".formatted(id, component));
    }
    DrawnObject object = new DrawnObject(new DrawnKind(kind, namespace));
    objects.add(object);
    canvas.add(object, type, properties);
    return object;
  }
}
