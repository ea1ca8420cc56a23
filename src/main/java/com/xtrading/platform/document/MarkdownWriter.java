package com.xtrading.platform.document;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes documents as GitHub Flavored Markdown: the title of a document is a heading of the first
 * level, those of its sections of the second and so on, whether the document has a title or not.
 */
public final class MarkdownWriter {

  private static final int DEEPEST = 6;
  private static final String FENCE = "```";

  private MarkdownWriter() {}

  /** The text, with a line break at its end. */
  public static String write(Document document) {
    List<String> parts = new ArrayList<>();
    document.title().ifPresent(title -> parts.add(heading(1, title)));
    document.blocks().forEach(block -> add(block, 2, parts));
    return String.join("\n", parts);
  }

  /** Adds what becomes of a block: lines, between which and the next ones a line stays empty. */
  private static void add(Block block, int level, List<String> parts) {
    if (block instanceof Section section) {
      parts.add(heading(level, section.title()));
      section.blocks().forEach(inner -> add(inner, level + 1, parts));
    } else if (block instanceof Paragraph paragraph) {
      parts.add(paragraph.text() + "\n");
    } else if (block instanceof Table table) {
      parts.add(table(table));
    } else if (block instanceof Code code) {
      parts.add("%2$s%1$s\n%3$s\n%2$s\n".formatted(code.language(), FENCE, code.text()));
    } else if (block instanceof BulletList list && !list.items().isEmpty()) {
      parts.add(list(list));
    }
  }

  private static String heading(int level, String title) {
    return "%s %s\n".formatted("#".repeat(Math.min(level, DEEPEST)), title);
  }

  private static String list(BulletList list) {
    return list.items().stream()
        .map(item -> "- %s\n".formatted(item.replace("\n", "\n  ")))
        .collect(Collectors.joining());
  }

  private static String table(Table table) {
    List<String> header = table.header();
    if (header.isEmpty()) {
      // Markdown knows no table without a header.
      int columns = table.rows().stream().mapToInt(List::size).max().orElse(0);
      header = Collections.nCopies(columns, "");
    }
    return row(header)
        + "|%s\n".formatted("---|".repeat(header.size()))
        + table.rows().stream().map(MarkdownWriter::row).collect(Collectors.joining());
  }

  private static String row(List<String> cells) {
    return cells.stream()
        .map(MarkdownWriter::cell)
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /** A cell ends at a bar, even within code, and a row at a line break. */
  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", "<br>");
  }
}
