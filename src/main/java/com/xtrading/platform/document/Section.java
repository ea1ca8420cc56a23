package com.xtrading.platform.document;

import java.util.List;
import java.util.stream.Stream;

/**
 * Blocks below a title; a section among them is a part of this one.
 *
 * @param title one line
 * @param blocks in the order in which they are read
 */
public record Section(String title, List<Block> blocks) implements Block {

  public Section {
    blocks = List.copyOf(blocks);
  }

  public static Section of(String title, Block... blocks) {
    return new Section(title, List.of(blocks));
  }

  /** The same with more blocks at its end. */
  public Section with(Block... more) {
    return new Section(title, Stream.concat(blocks.stream(), Stream.of(more)).toList());
  }
}
