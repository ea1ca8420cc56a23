package com.xtrading.platform.dashboard;

import java.util.List;

/** Lines of logs, the newest on top. */
public record Logs(Frame frame, Lucene search) implements Panel {

  @Override
  public List<Query> queries() {
    return List.of(search);
  }

  @Override
  public String type() {
    return "logs";
  }
}
