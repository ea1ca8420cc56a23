package com.xtrading.platform.kubernetes;

import com.xtrading.platform.manifest.Collision;
import com.xtrading.platform.manifest.ManifestId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cdk8s.Chart;

/** The part of a {@link Canvas} on which one component draws the objects of one folder. */
public final class Sheet {

  private final Canvas canvas;
  private final String component;
  private final String folder;
  private final Set<String> claimed = new HashSet<>();
  private final List<DrawnObject> objects = new ArrayList<>();

  Sheet(Canvas canvas, String component, String folder) {
    this.canvas = canvas;
    this.component = component;
    this.folder = folder;
  }

  /** The objects, after the canvas is finished, in the order in which they were drawn. */
  public List<Map<String, Object>> objects() {
    return objects.stream().map(DrawnObject::tree).toList();
  }

  Chart chart() {
    return canvas.chart();
  }

  /**
   * Takes note of an object that is drawn with the types of cdk8s.
   *
   * @throws Collision when the component has drawn it already
   */
  DrawnObject typed(String kind, String namespace, String name) {
    DrawnObject object = claim(kind, namespace, name);
    canvas.typed(object);
    return object;
  }

  /**
   * Draws an object as a tree.
   *
   * @throws Collision when the component has drawn it already
   */
  void tree(String kind, String namespace, String name, Map<String, Object> fields) {
    canvas.tree(claim(kind, namespace, name), fields);
  }

  private DrawnObject claim(String kind, String namespace, String name) {
    String id = kind + "." + namespace + "." + name;
    if (!claimed.add(id)) {
      throw new Collision(
          "%s is drawn twice by component %s; rename one of them"
              .formatted(new ManifestId("", kind, namespace, name), component));
    }
    DrawnObject object = new DrawnObject(component + "." + folder + "." + id);
    objects.add(object);
    return object;
  }
}
