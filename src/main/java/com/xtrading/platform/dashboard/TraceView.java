package com.xtrading.platform.dashboard;

import java.util.List;

/** The traces of a service as a table, or one trace with its spans. */
public record TraceView(Frame frame, Traces search) implements Panel {

  @Override
  public List<Query> queries() {
    return List.of(search);
  }

  @Override
  public String type() {
    return search.trace().isPresent() ? "traces" : "table";
  }
}
