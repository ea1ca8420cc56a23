package com.xtrading.platform.document;

import java.util.List;
import java.util.Optional;

/**
 * A whole text for people, for {@link MarkdownWriter} or {@link TerminalWriter}.
 *
 * @param title of the whole; none where it becomes a part of something that has one
 * @param blocks in the order in which they are read
 */
public record Document(Optional<String> title, List<Block> blocks) {

  public Document {
    blocks = List.copyOf(blocks);
  }

  public static Document of(String title, List<? extends Block> blocks) {
    return new Document(Optional.of(title), List.copyOf(blocks));
  }

  public static Document untitled(List<? extends Block> blocks) {
    return new Document(Optional.empty(), List.copyOf(blocks));
  }
}
