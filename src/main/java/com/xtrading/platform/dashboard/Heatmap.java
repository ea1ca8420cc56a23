package com.xtrading.platform.dashboard;

import com.xtrading.platform.dashboard.PromQl.Form;
import com.xtrading.platform.model.InvalidValue;
import java.util.List;

/**
 * How values of a histogram are spread over time; the unit is that of the buckets.
 *
 * @param buckets the increase of each bucket, by {@code le}
 */
public record Heatmap(Frame frame, PromQl buckets) implements Panel {

  /**
   * @throws InvalidValue when the query is not asked over time, or sums the buckets up
   */
  public Heatmap {
    PanelChecks.queries(frame, List.of(buckets), Form.RANGE);
    if (!PanelChecks.grouped(buckets.expression()).contains("le")) {
      throw new InvalidValue(
          "heatmap \"%s\" does not ask by bucket".formatted(frame.title()),
          "sum by (le) (increase(…_bucket[$__rate_interval]))",
          "aggregate by (le)");
    }
  }

  /** The spread of a histogram, given the name of its series with their labels. */
  public static Heatmap of(Frame frame, String series) {
    return new Heatmap(
        frame,
        PromQl.range("sum by (le) (increase(%s[$__rate_interval]))".formatted(series), "{{le}}"));
  }

  @Override
  public List<Query> queries() {
    return List.of(buckets);
  }

  @Override
  public String type() {
    return "heatmap";
  }
}
