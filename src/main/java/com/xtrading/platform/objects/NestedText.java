package com.xtrading.platform.objects;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Texts that are YAML or JSON themselves, as config maps, patches and files of tools hold them. */
public final class NestedText {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** Reads what is JSON in a tenth of the time that a parser of YAML takes. */
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final Pattern NAME = Pattern.compile(".*\\.(ya?ml|json)");
  private static final Pattern BEGIN = Pattern.compile("\\s*(\\{(?!\\{)|\\[|---\\s)");
  private static final Pattern KEY = Pattern.compile("[\\w.$/-]+");

  private NestedText() {}

  /**
   * The mappings and lists of a text; none where it is something else.
   *
   * @param name of the file, or the key of the text
   */
  public static List<Object> documents(String name, String text) {
    boolean surely = NAME.matcher(name).matches() || BEGIN.matcher(text).lookingAt();
    if (!surely && (text.indexOf('\n') < 0 || text.indexOf(':') < 0)) {
      return List.of();
    }
    return json(name, text).map(List::of).orElseGet(() -> yaml(text)).stream()
        .filter(read -> isTree(read, surely))
        .toList();
  }

  /** What a text of that name holds; nothing where it is not one value of JSON. */
  private static Optional<Object> json(String name, String text) {
    if (!name.endsWith(".json")) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(JSON.readValue(text, Object.class));
    } catch (IOException | RuntimeException otherFormat) {
      return Optional.empty();
    }
  }

  private static List<Object> yaml(String text) {
    try (MappingIterator<Object> documents = YAML.readerFor(Object.class).readValues(text)) {
      return documents.readAll();
    } catch (IOException | RuntimeException otherFormat) {
      return List.of();
    }
  }

  /** A sentence with a colon is a mapping to a parser, and one without words as keys. */
  private static boolean isTree(Object read, boolean surely) {
    return read instanceof Map<?, ?> map
        ? surely || map.keySet().stream().allMatch(key -> KEY.matcher(key.toString()).matches())
        : surely && read instanceof List;
  }
}
