package com.xtrading.platform.document;

/**
 * A few sentences, or one line.
 *
 * @param text its line breaks are kept and mean no more than a space; white space around it is not
 */
public record Paragraph(String text) implements Block {

  public Paragraph {
    text = text.strip();
  }
}
