package com.xtrading.platform.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.model.HttpsUrl;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DashboardWriterTest {

  private static final DashboardWriter WRITER = new DashboardWriter("https://git.test/runbooks");
  private static final PromQl LINE = PromQl.range("sum by (job) (up)", "{{job}}");

  @Test
  void aPageIsTheBareModelOfSchema42() {
    Map<String, Object> page = WRITER.tree(page(tile("Up")));
    assertThat(page)
        .containsEntry("uid", "a-page")
        .containsEntry("schemaVersion", 42)
        .containsEntry("editable", false)
        .containsEntry("refresh", "30s")
        .containsEntry("time", Map.of("from", "now-6h", "to", "now"))
        .doesNotContainKeys("dashboard", "id", "version");
  }

  @Test
  void panelsStandFromLeftToRightAndOnANewLineWhereTheyDoNotFit() {
    Map<String, Object> page =
        WRITER.tree(
            page(tile("A"), tile("B"), graph("C", Size.HALF), graph("D", Size.HALF))
                .row("More", graph("E", Size.FULL)));
    assertThat(places(page))
        .containsExactly(
            Map.of("x", 0, "y", 0, "w", 4, "h", 4),
            Map.of("x", 4, "y", 0, "w", 4, "h", 4),
            Map.of("x", 8, "y", 0, "w", 12, "h", 8),
            Map.of("x", 0, "y", 8, "w", 12, "h", 8),
            Map.of("x", 0, "y", 16, "w", 24, "h", 1),
            Map.of("x", 0, "y", 17, "w", 24, "h", 8));
    assertThat(at(page, "panels", "id")).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void noTwoPanelsShareACell() {
    Panel[] panels =
        IntStream.range(0, 60)
            .mapToObj(i -> graph("P" + i, new Size(1 + i * 7 % 24, 3 + i * 5 % 9)))
            .toArray(Panel[]::new);
    Set<String> taken = new HashSet<>();
    for (Map<String, Object> place : places(WRITER.tree(page(panels)))) {
      for (int x = (int) place.get("x"); x < (int) place.get("x") + (int) place.get("w"); x++) {
        for (int y = (int) place.get("y"); y < (int) place.get("y") + (int) place.get("h"); y++) {
          assertThat(x).isLessThan(24);
          assertThat(taken.add(x + "," + y)).isTrue();
        }
      }
    }
  }

  @Test
  void aCollapsedRowHoldsItsPanelsAndTakesNoPlaceOfOthers() {
    Dashboard page =
        page(tile("A"))
            .with(new Row("Folded", true, List.of(graph("B", Size.HALF))))
            .row("Open", graph("C", Size.HALF));
    List<Map<String, Object>> panels = panels(WRITER.tree(page));
    assertThat(panels)
        .extracting(panel -> panel.get("title"))
        .containsExactly("A", "Folded", "Open", "C");
    Map<String, Object> folded = panels.get(1);
    assertThat(folded).containsEntry("type", "row").containsEntry("collapsed", true);
    assertThat(at(folded, "panels", "id")).containsExactly(3);
    assertThat(panels.get(2).get("gridPos")).isEqualTo(Map.of("x", 0, "y", 5, "w", 24, "h", 1));
    assertThat(panels).extracting(panel -> panel.get("id")).containsExactly(1, 2, 4, 5);
  }

  @Test
  void queriesHaveLettersAndAskTheChosenSource() {
    Panel panel =
        TimeSeries.stacked(
            Frame.of("Two", "Text.", Unit.SHORT), LINE, PromQl.range("down", "down"));
    Map<String, Object> written = panels(WRITER.tree(page(panel))).get(0);
    assertThat(at(written, "targets", "refId")).containsExactly("A", "B");
    assertThat(at(written, "targets", "datasource"))
        .containsOnly(Map.of("type", "prometheus", "uid", "${datasource}"));
    assertThat(at(written, "targets", "range")).containsOnly(true);
    assertThat(text(written, "fieldConfig", "defaults", "custom", "stacking", "mode"))
        .isEqualTo("normal");
  }

  @Test
  void thresholdsBeginWithNoValueAndNumbersAreShort() {
    Panel panel =
        Stat.of(
            Frame.tile("Up", "Text.", Unit.SHORT).with(Thresholds.rising(0.5, 10)),
            PromQl.instant("up"));
    Map<String, Object> written = panels(WRITER.tree(page(panel))).get(0);
    assertThat(text(written, "fieldConfig", "defaults", "thresholds", "steps"))
        .isEqualTo("[{color=green, value=null}, {color=orange, value=0.5}, {color=red, value=10}]");
    assertThat(at(written, "targets", "instant")).containsExactly(true);
  }

  @Test
  void statesAreMappings() {
    Panel panel =
        StateTimeline.of(
            Frame.of("Up", "Text.", Unit.NUMBER), State.DOWN_UP, PromQl.range("up", "{{pod}}"));
    assertThat(text(panels(WRITER.tree(page(panel))).get(0), "fieldConfig", "defaults", "mappings"))
        .isEqualTo(
            "[{type=value, options={0={text=down, color=red, index=0},"
                + " 1={text=up, color=green, index=1}}}]");
  }

  @Test
  void columnsOfATableAreNamedAfterQueriesUnlessThereIsOne() {
    Frame frame = Frame.of("T", "Text.", Unit.SHORT);
    Table.Value first = Table.Value.of("First", Unit.BYTES, "a");
    Table.Value second = Table.Value.of("Second", Unit.RATIO, "b").with(Thresholds.redFrom(0.9));
    assertThat(renamed(Table.by("pod", "Pod", frame, first))).isEqualTo("{pod=Pod, Value=First}");
    Table two = Table.by("pod", "Pod", frame, first, second);
    assertThat(renamed(two)).isEqualTo("{pod=Pod, Value #A=First, Value #B=Second}");
    Map<String, Object> written = panels(WRITER.tree(page(two))).get(0);
    assertThat(at(written, "targets", "format")).containsOnly("table");
    assertThat(text(written, "fieldConfig", "overrides"))
        .contains("{id=byName, options=Second}", "{id=unit, value=percentunit}");
  }

  @Test
  void logsAndTracesAskTheirOwnSources() {
    Dashboard page =
        page(
            new Logs(Frame.text("Logs", "Text."), Lucene.of("level:error")),
            new TraceView(Frame.text("Traces", "Text."), Traces.ofService("user-service")),
            new TraceView(Frame.text("One", "Text."), Traces.one("abc")));
    Map<String, Object> tree = WRITER.tree(page);
    assertThat(at(tree, "panels", "type")).containsExactly("logs", "table", "traces");
    assertThat(at(tree, "panels", "datasource"))
        .containsExactly(
            Map.of("type", "elasticsearch", "uid", "${logs}"),
            Map.of("type", "jaeger", "uid", "${traces}"),
            Map.of("type", "jaeger", "uid", "${traces}"));
    assertThat(text(tree, "templating", "list"))
        .contains("name=logs", "name=traces")
        .doesNotContain("name=datasource");
    assertThat(at(panels(tree).get(0), "targets", "query")).containsExactly("level:error");
    assertThat(at(panels(tree).get(1), "targets", "service")).containsExactly("user-service");
  }

  @Test
  void variablesFollowTheDataSource() {
    Dashboard page =
        page(tile("Up"))
            .with(new Variable.LabelValues("job", "Job", "up{a=\"b\"}", "job"))
            .with(new Variable.Choice("venue", "Venue", List.of("sse", "szse")));
    List<Map<String, Object>> variables = list(WRITER.tree(page), "templating", "list");
    assertThat(variables)
        .extracting(each -> each.get("name"))
        .containsExactly("datasource", "job", "venue");
    assertThat(text(variables.get(1), "query", "query"))
        .isEqualTo("label_values(up{a=\"b\"}, job)");
    assertThat(variables.get(1)).containsEntry("refresh", 2).containsEntry("allValue", ".*");
    assertThat(variables.get(2)).containsEntry("query", "sse,szse");
  }

  @Test
  void linksLeadToRunbooksPagesAndElsewhere() {
    Frame frame =
        Frame.of("Up", "Text.", Unit.SHORT)
            .runbook("ServiceDown")
            .linked(new Link.Page("Other", "other"))
            .linked(new Link.Web("Site", new HttpsUrl("https://example.com/a")));
    Map<String, Object> tree = WRITER.tree(page(TimeSeries.of(frame, LINE)));
    assertThat(at(panels(tree).get(0), "links", "url"))
        .containsExactly(
            "https://git.test/runbooks/ServiceDown.md", "/d/other", "https://example.com/a");
    assertThat(at(tree, "links", "type")).containsExactly("dashboards");
  }

  private static Dashboard page(Panel... panels) {
    return Dashboard.of("a-page", "A page", "What it answers.").row("", panels);
  }

  private static Panel tile(String title) {
    return Stat.of(Frame.tile(title, "Text.", Unit.SHORT), PromQl.instant("up"));
  }

  private static Panel graph(String title, Size size) {
    return TimeSeries.of(Frame.of(title, "Text.", Unit.SHORT).sized(size), LINE);
  }

  private static String renamed(Table table) {
    List<Map<String, Object>> steps =
        list(panels(WRITER.tree(page(table))).get(0), "transformations");
    return text(steps.get(2), "options", "renameByName");
  }

  private static List<Map<String, Object>> places(Map<String, Object> page) {
    return panels(page).stream().map(panel -> cast(panel.get("gridPos"))).toList();
  }

  private static List<Map<String, Object>> panels(Map<String, Object> page) {
    return list(page, "panels");
  }

  private static List<Object> at(Map<String, Object> tree, String list, String key) {
    return list(tree, list).stream().map(each -> each.get(key)).toList();
  }

  private static String text(Map<String, Object> tree, String... path) {
    return String.valueOf(find(tree, path));
  }

  private static List<Map<String, Object>> list(Map<String, Object> tree, String... path) {
    return ((List<?>) find(tree, path)).stream().map(DashboardWriterTest::cast).toList();
  }

  private static Object find(Map<String, Object> tree, String... path) {
    Object at = tree;
    for (String key : path) {
      at = cast(at).get(key);
    }
    return at;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> cast(Object object) {
    return (Map<String, Object>) object;
  }
}
