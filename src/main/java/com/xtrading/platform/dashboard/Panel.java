package com.xtrading.platform.dashboard;

import java.util.List;

/**
 * One picture of a page. Only kinds that Grafana 13 draws without plugins can be said: the ones in
 * Angular ({@code graph}, {@code singlestat}, {@code table-old}) are gone from it.
 */
public sealed interface Panel
    permits TimeSeries, Stat, Gauge, Table, Heatmap, StateTimeline, Logs, TraceView {

  /** What every panel has. */
  Frame frame();

  /** What it asks, in the order of the letters by which Grafana tells queries apart. */
  List<Query> queries();

  /** The kind of panel by its id in Grafana. */
  String type();

  /** What is shown. */
  default String title() {
    return frame().title();
  }
}
