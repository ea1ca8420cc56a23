package com.xtrading.platform.manifest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;

/**
 * Writes a tree as JSON: sorted keys, two spaces, LF, a final line break, text unescaped where JSON
 * allows it. The same tree gives the same bytes, whatever the order of its maps.
 */
public final class JsonWriter {

  private static final ObjectWriter WRITER =
      JsonMapper.builder()
          .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build()
          .writer(printer());

  private JsonWriter() {}

  /**
   * The tree as JSON, ending with a line break.
   *
   * @throws UnwritableTree when a key is no text, or a value is of another kind than map, list,
   *     text, number, boolean and null
   */
  public static String write(Object tree) {
    try {
      return WRITER.writeValueAsString(CanonicalTree.withNulls(tree)) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e); // a canonical tree holds nothing that JSON cannot say
    }
  }

  private static DefaultPrettyPrinter printer() {
    DefaultIndenter twoSpaces = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""));
    printer.indentObjectsWith(twoSpaces);
    printer.indentArraysWith(twoSpaces);
    return printer;
  }
}
