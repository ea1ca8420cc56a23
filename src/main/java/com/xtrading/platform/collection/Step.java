package com.xtrading.platform.collection;

import com.xtrading.platform.manifest.Tree;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * An input, filter or output of Fluent Bit.
 *
 * @param path such as {@code pipeline.inputs[0]}
 * @param properties as texts, by their names in small letters, which Fluent Bit does not tell apart
 */
record Step(String path, Map<String, String> properties) {

  private static final Set<String> YES = Set.of("true", "on", "yes", "1");

  Step {
    properties = Map.copyOf(properties);
  }

  static Step of(String path, Tree written) {
    return new Step(path, texts(written));
  }

  /** The scalars of a mapping. */
  static Map<String, String> texts(Tree written) {
    Map<String, String> texts = new TreeMap<>();
    written
        .map()
        .forEach((key, value) -> texts.put(key.toLowerCase(Locale.ROOT), Tree.of(value).text("")));
    return texts;
  }

  /** The plugin. */
  String name() {
    return text("name", "").toLowerCase(Locale.ROOT);
  }

  /** What messages call it. */
  String called() {
    return text("alias", name());
  }

  String text(String property, String otherwise) {
    return properties.getOrDefault(property, otherwise);
  }

  boolean isOn(String property, boolean otherwise) {
    return Optional.ofNullable(properties.get(property))
        .map(written -> YES.contains(written.toLowerCase(Locale.ROOT)))
        .orElse(otherwise);
  }

  String at(String property) {
    return path + "." + property;
  }

  /**
   * Whether it takes records of a tag. A star stands for any text, dots included
   * (src/flb_router.c); a tag with a star is that of files, whose path takes its place.
   */
  boolean takes(String tag) {
    String read = tag.replace("*", "var.log.containers.a_b_c.log");
    String regex = text("match_regex", "");
    if (!regex.isEmpty()) {
      return Pattern.compile(regex).matcher(read).find();
    }
    String glob = Pattern.quote(text("match", "")).replace("*", "\\E.*\\Q");
    return Pattern.compile(glob).matcher(read).matches();
  }
}
