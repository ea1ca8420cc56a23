package com.xtrading.platform.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** An example that stands in a file beside its rule: YAML documents, or one file in JSON. */
final class RuleExample {

  private static final List<String> FORMATS = List.of("yaml", "json");

  /**
   * @param which {@code good} or {@code bad}
   * @throws IllegalStateException when there is no such file
   */
  static String of(Class<? extends Rule> rule, String which) {
    for (String format : FORMATS) {
      String name = "%s.%s.%s".formatted(rule.getSimpleName(), which, format);
      try (InputStream file = rule.getResourceAsStream(name)) {
        if (file != null) {
          return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("%s cannot be read".formatted(name), e);
      }
    }
    throw new IllegalStateException(
        "%s has no %s example: it says none, and no file beside it does"
            .formatted(rule.getSimpleName(), which));
  }

  private RuleExample() {}
}
