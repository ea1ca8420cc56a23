package com.xtrading.platform.document;

/**
 * Lines to be copied as they are, such as commands.
 *
 * @param language by the name that highlighters know, such as {@code sh}
 * @param text without the line break at its end
 */
public record Code(String language, String text) implements Block {

  public Code {
    text = text.stripTrailing();
  }
}
