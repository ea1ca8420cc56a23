package com.xtrading.platform.dashboard;

import com.xtrading.platform.model.InvalidValue;

/**
 * A search in Elasticsearch.
 *
 * @param text in the syntax of Lucene
 * @param limit the most lines that are fetched
 */
public record Lucene(String text, int limit) implements Query {

  private static final int MOST = 5_000;

  /**
   * @throws InvalidValue when the text is empty, or more lines are asked for than a browser shows
   */
  public Lucene {
    text = Query.requireText(text, "a search in logs");
    if (limit < 1 || limit > MOST) {
      throw new InvalidValue(
          "%d lines are asked for".formatted(limit),
          "1 to %d".formatted(MOST),
          "narrow the search instead");
    }
  }

  /** The newest lines. */
  public static Lucene of(String text) {
    return new Lucene(text, 500);
  }

  @Override
  public DataSource source() {
    return DataSource.ELASTICSEARCH;
  }
}
