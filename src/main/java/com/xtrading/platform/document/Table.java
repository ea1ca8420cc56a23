package com.xtrading.platform.document;

import java.util.List;

/**
 * Rows of cells.
 *
 * @param header a title for each column; empty where the rows speak for themselves
 * @param rows from top to bottom; the last cell of a row that is shorter than others spans what is
 *     left of it
 */
public record Table(List<String> header, List<List<String>> rows) implements Block {

  public Table {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (!header.isEmpty() && row.size() > header.size()) {
        throw new IllegalArgumentException(
            "%d cells below %d titles: %s".formatted(row.size(), header.size(), row));
      }
    }
  }
}
