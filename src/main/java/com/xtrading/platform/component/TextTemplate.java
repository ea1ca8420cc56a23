package com.xtrading.platform.component;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text of another tool that is kept as a file beside the package that uses it, with places
 * written as {@code @name@}.
 *
 * @param name the file
 * @param text its content
 */
public record TextTemplate(String name, String text) {

  private static final Pattern PLACE = Pattern.compile("@([a-z][a-z-]*)@");

  /** Reads a resource of the package of the given class. */
  public static TextTemplate of(Class<?> neighbour, String name) {
    try (InputStream file = neighbour.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException(
            "resource %s of %s is missing".formatted(name, neighbour.getName()));
      }
      return new TextTemplate(name, new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The text with every place filled.
   *
   * @throws IllegalStateException when a place has no value or a value has no place
   */
  public String fill(Map<String, String> values) {
    Set<String> unused = new TreeSet<>(values.keySet());
    String filled =
        PLACE
            .matcher(text)
            .replaceAll(
                place -> {
                  String value = values.get(place.group(1));
                  if (value == null) {
                    throw new IllegalStateException(
                        "%s: nothing fills @%s@".formatted(name, place.group(1)));
                  }
                  unused.remove(place.group(1));
                  return Matcher.quoteReplacement(value);
                });
    if (!unused.isEmpty()) {
      throw new IllegalStateException("%s: has no place for %s".formatted(name, unused));
    }
    return filled;
  }
}
