package com.xtrading.platform.document;

import java.util.List;

/**
 * Things that are alike, below the paragraph or the title that says what they are.
 *
 * @param items a few words each; nothing is written where there are none
 */
public record BulletList(List<String> items) implements Block {

  public BulletList {
    items = List.copyOf(items);
  }
}
