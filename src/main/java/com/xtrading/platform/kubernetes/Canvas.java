package com.xtrading.platform.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cdk8s.ApiObject;
import org.cdk8s.ApiObjectProps;
import org.cdk8s.App;
import org.cdk8s.Chart;
import org.cdk8s.ChartProps;
import org.cdk8s.JsonPatch;

/**
 * What the objects of an environment are drawn on: one chart of cdk8s, read once.
 *
 * <p>What runs pods is drawn with the types of cdk8s, an object a call. Objects that cdk8s has no
 * types for, and those of a few fields, are trees; all of them reach the chart together, as the
 * items of one List, since a call into the kernel costs more than the object that it carries.
 */
public final class Canvas {

  private record Tree(DrawnObject object, Map<String, Object> fields) {}

  private final Chart chart =
      new Chart(
          new App(), "environment", ChartProps.builder().disableResourceNameHashes(true).build());
  private final List<DrawnObject> typed = new ArrayList<>();
  private final List<Tree> trees = new ArrayList<>();

  /** Where one component draws the objects of one folder. */
  public Sheet sheet(String component, String folder) {
    return new Sheet(this, component, folder);
  }

  /** Reads what was drawn; the sheets have their objects afterwards. */
  public void finish() {
    if (!trees.isEmpty()) {
      ApiObject list =
          new ApiObject(
              chart, "trees", ApiObjectProps.builder().apiVersion("v1").kind("List").build());
      list.addJsonPatch(JsonPatch.add("/items", trees.stream().map(Tree::fields).toList()));
    }
    List<Object> drawn = chart.toJson();
    for (int index = 0; index < typed.size(); index++) {
      typed.get(index).drawnAs(object(drawn.get(index)));
    }
    if (!trees.isEmpty()) {
      List<?> items = (List<?>) object(drawn.get(typed.size())).get("items");
      for (int index = 0; index < trees.size(); index++) {
        trees.get(index).object().drawnAs(object(items.get(index)));
      }
    }
  }

  Chart chart() {
    return chart;
  }

  /** Takes note of an object that is drawn in the chart. */
  void typed(DrawnObject object) {
    typed.add(object);
  }

  /** Takes an object that is drawn as a tree. */
  void tree(DrawnObject object, Map<String, Object> fields) {
    trees.add(new Tree(object, fields));
  }

  @SuppressWarnings("unchecked") // toJson returns API objects, which are maps with text keys
  private static Map<String, Object> object(Object drawn) {
    return (Map<String, Object>) drawn;
  }
}
