package com.xtrading.platform.document;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes documents as plain lines for a terminal: what belongs to a section, the items of a list
 * and code are set in by two spaces, and the columns of a table stand below each other. Paragraphs
 * and lists follow each other line by line; an empty line sets everything else off.
 */
public final class TerminalWriter {

  private static final String INDENT = "  ";
  private static final String GAP = "  ";

  private TerminalWriter() {}

  /** The text, with a line break at its end. */
  public static String write(Document document) {
    List<String> lines = new ArrayList<>();
    document.title().ifPresent(title -> lines.addAll(List.of(title, "")));
    lines.addAll(lines(document.blocks()));
    return lines.stream().map(line -> line.stripTrailing() + "\n").collect(Collectors.joining());
  }

  private static List<String> lines(List<Block> blocks) {
    List<String> lines = new ArrayList<>();
    boolean running = true;
    for (Block block : blocks) {
      List<String> more = lines(block).toList();
      if (more.isEmpty()) {
        continue;
      }
      boolean runs = block instanceof Paragraph || block instanceof BulletList;
      if (!lines.isEmpty() && !(running && runs)) {
        lines.add("");
      }
      lines.addAll(more);
      running = runs;
    }
    return lines;
  }

  private static Stream<String> lines(Block block) {
    if (block instanceof Section section) {
      return Stream.concat(
          Stream.of(section.title()), lines(section.blocks()).stream().map(INDENT::concat));
    }
    if (block instanceof Table table) {
      return lines(table);
    }
    if (block instanceof Code code) {
      return code.text().lines().map(INDENT::concat);
    }
    if (block instanceof BulletList list) {
      return list.items().stream().flatMap(String::lines).map(INDENT::concat);
    }
    return ((Paragraph) block).text().lines();
  }

  private static Stream<String> lines(Table table) {
    List<List<String>> rows = new ArrayList<>();
    if (!table.header().isEmpty()) {
      rows.add(table.header());
    }
    rows.addAll(table.rows());
    List<Integer> widths = widths(rows);
    return rows.stream().map(row -> line(row, widths));
  }

  /** How wide each column is. The last cell of a row needs no room: nothing comes behind it. */
  private static List<Integer> widths(List<List<String>> rows) {
    List<Integer> widths = new ArrayList<>();
    for (List<String> row : rows) {
      for (int column = 0; column < row.size() - 1; column++) {
        if (column == widths.size()) {
          widths.add(0);
        }
        widths.set(column, Math.max(widths.get(column), row.get(column).length()));
      }
    }
    return widths;
  }

  private static String line(List<String> cells, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      String text = cells.get(column).replace('\n', ' ');
      boolean last = column == cells.size() - 1;
      line.append(text).append(last ? "" : " ".repeat(widths.get(column) - text.length()) + GAP);
    }
    return line.toString();
  }
}
