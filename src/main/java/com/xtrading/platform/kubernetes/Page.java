package com.xtrading.platform.kubernetes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cdk8s.App;
import org.cdk8s.Chart;
import org.cdk8s.ChartProps;
import software.amazon.jsii.JsiiEngine;
import software.amazon.jsii.JsiiObject;

/**
 * Objects that are drawn, read and let go of together: a chart of cdk8s with a list for each type.
 *
 * <p>The kernel keeps every construct until it ends, unless it is told that nobody asks for it any
 * more; and what a page carries lies in both processes, as objects and as text.
 */
final class Page {

  /** The objects of one type. */
  private static final class Column<P> {
    private final ObjectType<P> type;
    private final List<DrawnObject> objects = new ArrayList<>();
    private final List<P> properties = new ArrayList<>();

    Column(ObjectType<P> type) {
      this.type = type;
    }

    @SuppressWarnings("unchecked") // what is drawn are maps with text keys
    void take(Object drawn) {
      List<?> items = (List<?>) ((Map<?, ?>) drawn).get("items");
      for (int index = 0; index < objects.size(); index++) {
        objects.get(index).drawnAs(type.whole((Map<String, Object>) items.get(index)));
      }
    }
  }

  /** As many as most environments have. */
  private static final int SIZE = 1_000;

  private final Map<ObjectType<?>, Column<?>> columns = new LinkedHashMap<>();
  private int size;

  boolean isFull() {
    return size == SIZE;
  }

  @SuppressWarnings("unchecked") // a column has the type that it stands under
  <P> void add(DrawnObject object, ObjectType<P> type, P properties) {
    Column<P> column = (Column<P>) columns.computeIfAbsent(type, Column::new);
    column.objects.add(object);
    column.properties.add(properties);
    size++;
  }

  /** Draws everything, and gives each object what was drawn of it. */
  void read() {
    App app = new App();
    Chart chart =
        new Chart(app, "page", ChartProps.builder().disableResourceNameHashes(true).build());
    List<JsiiObject> constructs = new ArrayList<>(List.of(app, chart));
    columns.values().forEach(column -> constructs.add(draw(column, chart)));
    List<Object> drawn = chart.toJson();
    constructs.forEach(Page::letGo);
    int next = 0;
    for (Column<?> column : columns.values()) {
      column.take(drawn.get(next++));
    }
  }

  private static <P> JsiiObject draw(Column<P> column, Chart chart) {
    return column.type.draw(chart, column.properties);
  }

  static void letGo(JsiiObject construct) {
    JsiiEngine engine = JsiiEngine.getInstance();
    engine.getClient().deleteObject(engine.nativeToObjRef(construct));
  }
}
