package com.xtrading.platform.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How each kind of panel looks: what differs from the rest is its options and its fields. */
final class PanelJson {

  /** The version whose options are written; without it Grafana migrates them as those of old. */
  static final String WRITTEN_FOR = "13.2.0";

  private static final Map<String, Object> SHOWN =
      Keys.of("legend", false).with("tooltip", false).with("viz", false);

  private static final Map<String, Object> LINEAR = Keys.of("type", "linear");

  /** The keys {@code fieldConfig} and {@code options}, and what makes columns of a table. */
  static Map<String, Object> of(Panel panel) {
    if (panel instanceof TimeSeries graph) {
      return look(fields(graph.frame(), "palette-classic", lines(graph)), graph());
    } else if (panel instanceof Stat stat) {
      return look(
          fields(stat.frame(), "thresholds", Keys.empty()).with("mappings", states(stat.states())),
          stat(stat));
    } else if (panel instanceof Gauge gauge) {
      return look(
          fields(gauge.frame(), "thresholds", Keys.empty())
              .with("min", 0)
              .with("max", Keys.number(gauge.most())),
          gauge());
    } else if (panel instanceof Table table) {
      return TableJson.of(table);
    } else if (panel instanceof Heatmap map) {
      return look(
          fields(
              map.frame(),
              "thresholds",
              Keys.of("hideFrom", SHOWN).with("scaleDistribution", LINEAR)),
          heatmap(map.frame().unit()));
    } else if (panel instanceof StateTimeline timeline) {
      return look(
          fields(
                  timeline.frame(),
                  "thresholds",
                  Keys.of("fillOpacity", 70).with("lineWidth", 0).with("hideFrom", SHOWN))
              .with("mappings", states(timeline.states())),
          timeline());
    } else if (panel instanceof Logs) {
      return look(Keys.empty(), logs());
    } else if (panel instanceof TraceView view) {
      return view.search().trace().isPresent()
          ? look(Keys.empty(), Keys.empty())
          : TableJson.ofTraces(view);
    }
    throw new IllegalStateException("unknown panel " + panel);
  }

  static Map<String, Object> look(Map<String, Object> defaults, Map<String, Object> options) {
    return Keys.of("fieldConfig", Keys.of("defaults", defaults).with("overrides", List.of()))
        .with("options", options);
  }

  /** What holds for every number of a panel. */
  static Keys fields(Frame frame, String colors, Map<String, Object> custom) {
    return Keys.of("unit", frame.unit().id())
        .with("color", Keys.of("mode", colors))
        .with("thresholds", thresholds(frame.thresholds()))
        .with("mappings", List.of())
        .with("custom", custom);
  }

  static Map<String, Object> thresholds(Thresholds thresholds) {
    List<Map<String, Object>> steps = new ArrayList<>();
    steps.add(Keys.of("color", thresholds.base().id()).with("value", null));
    for (Thresholds.Step step : thresholds.steps()) {
      steps.add(Keys.of("color", step.color().id()).with("value", Keys.number(step.value())));
    }
    return Keys.of("mode", "absolute").with("steps", steps);
  }

  private static List<Map<String, Object>> states(List<State> states) {
    if (states.isEmpty()) {
      return List.of();
    }
    Keys options = Keys.empty();
    for (State state : states) {
      options.with(
          Long.toString(state.value()),
          Keys.of("text", state.text())
              .with("color", state.color().id())
              .with("index", options.size()));
    }
    return List.of(Keys.of("type", "value").with("options", options));
  }

  private static Map<String, Object> lines(TimeSeries graph) {
    boolean stacked = graph.style() == TimeSeries.Style.STACKED;
    boolean marked = !graph.frame().thresholds().steps().isEmpty();
    return Keys.of("drawStyle", "line")
        .with("lineInterpolation", "linear")
        .with("lineWidth", 1)
        .with("fillOpacity", stacked ? 40 : 8)
        .with("gradientMode", "none")
        .with("showPoints", "never")
        .with("pointSize", 5)
        .with("spanNulls", false)
        .with("stacking", Keys.of("mode", stacked ? "normal" : "none").with("group", "A"))
        .with("thresholdsStyle", Keys.of("mode", marked ? "dashed" : "off"))
        .with("axisPlacement", "auto")
        // Zero is in sight, so that a small change does not look like a cliff.
        .with("axisSoftMin", 0)
        .with("scaleDistribution", LINEAR)
        .with("hideFrom", SHOWN);
  }

  private static Map<String, Object> graph() {
    return Keys.of("legend", legend())
        .with("tooltip", Keys.of("mode", "multi").with("sort", "desc").with("hideZeros", false));
  }

  private static Map<String, Object> legend() {
    return Keys.of("displayMode", "list")
        .with("placement", "bottom")
        .with("showLegend", true)
        .with("calcs", List.of());
  }

  private static Map<String, Object> stat(Stat stat) {
    return Keys.of("reduceOptions", newest())
        .with("orientation", "auto")
        .with("textMode", "auto")
        .with("wideLayout", true)
        .with("colorMode", stat.states().isEmpty() ? "value" : "background")
        .with("graphMode", stat.graph() ? "area" : "none")
        .with("justifyMode", "auto")
        .with("showPercentChange", false)
        .with("percentChangeColorMode", "standard");
  }

  private static Map<String, Object> gauge() {
    return Keys.of("reduceOptions", newest())
        .with("orientation", "auto")
        .with("shape", "gauge")
        .with("barShape", "flat")
        .with("barWidthFactor", 0.5)
        .with(
            "effects", Keys.of("barGlow", false).with("centerGlow", false).with("gradient", false))
        .with("endpointMarker", "point")
        .with("segmentCount", 1)
        .with("segmentSpacing", 0.3)
        .with("showThresholdLabels", false)
        .with("showThresholdMarkers", true)
        .with("sizing", "auto")
        .with("minVizHeight", 75)
        .with("minVizWidth", 75)
        // It asks for now, so there is no way to draw.
        .with("sparkline", false)
        .with("textMode", "auto");
  }

  private static Map<String, Object> newest() {
    return Keys.of("calcs", List.of("lastNotNull")).with("fields", "").with("values", false);
  }

  private static Map<String, Object> heatmap(Unit unit) {
    return Keys.of("calculate", false)
        .with("cellGap", 1)
        .with(
            "color",
            Keys.of("mode", "scheme")
                .with("scheme", "Oranges")
                .with("fill", "dark-orange")
                .with("scale", "exponential")
                .with("exponent", 0.5)
                .with("steps", 64)
                .with("reverse", false))
        .with("exemplars", Keys.of("color", "rgba(255,0,255,0.7)"))
        // Empty buckets are left out.
        .with("filterValues", Keys.of("le", 1e-9))
        .with("legend", Keys.of("show", true))
        .with("rowsFrame", Keys.of("layout", "auto"))
        .with("showValue", "never")
        .with(
            "tooltip",
            Keys.of("mode", "single").with("yHistogram", false).with("showColorScale", false))
        .with(
            "yAxis",
            Keys.of("unit", unit.id()).with("axisPlacement", "left").with("reverse", false));
  }

  private static Map<String, Object> timeline() {
    return Keys.of("alignValue", "left")
        .with("legend", legend())
        .with("mergeValues", true)
        .with("rowHeight", 0.9)
        .with("showValue", "auto")
        .with("tooltip", Keys.of("mode", "single").with("sort", "none").with("hideZeros", false));
  }

  private static Map<String, Object> logs() {
    return Keys.of("dedupStrategy", "none")
        .with("enableLogDetails", true)
        .with("prettifyLogMessage", false)
        .with("showCommonLabels", false)
        .with("showLabels", false)
        .with("showLogContextToggle", false)
        .with("showTime", true)
        .with("sortOrder", "Descending")
        .with("wrapLogMessage", true);
  }

  private PanelJson() {}
}
