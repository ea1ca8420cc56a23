package com.xtrading.platform.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.manifest.JsonWriter;
import com.xtrading.platform.model.HttpsUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A page with everything that can be said, which {@code grafana.sh} holds against Grafana. */
class EveryKindOfPanelTest {

  private static final Path GOLDEN = Path.of("src/test/resources/dashboards/every-kind.json");

  @Test
  void everyKindOfPanelIsWrittenAsItStandsHere() throws IOException {
    String written =
        JsonWriter.write(new DashboardWriter("https://git.test/runbooks").tree(page()));
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(GOLDEN.getParent());
      Files.writeString(GOLDEN, written);
    }
    assertThat(Files.readString(GOLDEN))
        .as("mvn test -Dtest=EveryKindOfPanelTest -Dgolden.update=true rewrites it")
        .isEqualTo(written);
  }

  @Test
  void noKindIsMissing() {
    assertThat(page().panels().stream().map(Object::getClass).distinct())
        .containsExactlyInAnyOrderElementsOf(Arrays.asList(Panel.class.getPermittedSubclasses()));
  }

  @Test
  void thePageIsSound() {
    assertThat(DashboardProblems.of(List.of(page()))).isEmpty();
  }

  private static Dashboard page() {
    PromQl line =
        PromQl.range("sum by (pod) (rate(a_total{b=~\"$job\"}[$__rate_interval]))", "{{pod}}");
    PromQl now = PromQl.instant("sum by (pod) (a)", "{{pod}}");
    return Dashboard.of("every-kind", "Every kind", "Everything that can be said of a page.")
        .over(Period.DAY)
        .with(new Variable.LabelValues("job", "Job", "up", "job"))
        .with(new Variable.Choice("venue", "Venue", List.of("sse", "szse")))
        .with(new Link.Web("Site", new HttpsUrl("https://example.com")))
        .row(
            "",
            Stat.of(frame("A number").sized(Size.TILE).with(Thresholds.rising(0.5, 10)), now),
            Stat.graphed(frame("A graphed number").sized(Size.TILE), line),
            Stat.of(frame("A state").sized(Size.TILE), State.DOWN_UP, now),
            new Gauge(frame("A gauge").sized(Size.TILE), 250, List.of(now)))
        .row(
            "Graphs",
            TimeSeries.of(frame("Lines").with(Thresholds.redFrom(1)).runbook("ServiceDown"), line),
            TimeSeries.stacked(
                frame("Parts").linked(new Link.Page("This one", "every-kind")), line),
            Heatmap.of(frame("A spread"), "a_bucket{b=\"$venue\"}"),
            StateTimeline.of(frame("States"), State.OK_ALARM, line))
        .row(
            "Tables",
            Table.by("pod", "Pod", frame("One column"), Table.Value.of("A", Unit.BYTES, "a")),
            new Table(
                frame("Two columns"),
                List.of(new Table.Label("namespace", "Namespace"), new Table.Label("pod", "Pod")),
                List.of(
                    Table.Value.of("A", Unit.BYTES, "sum by (namespace, pod) (a)"),
                    Table.Value.of("B", Unit.RATIO, "sum by (namespace, pod) (b)")
                        .with(Thresholds.falling(0.1, 0.2)))))
        .with(
            new Row(
                "Text",
                true,
                List.of(
                    new Logs(Frame.text("Logs", "Lines."), Lucene.of("level:error")),
                    new TraceView(Frame.text("Traces", "Of one service."), Traces.ofService("a")),
                    new TraceView(Frame.text("One trace", "With spans."), Traces.one("abc")))));
  }

  private static Frame frame(String title) {
    return Frame.of(title, "How to read it.", Unit.SECONDS);
  }
}
