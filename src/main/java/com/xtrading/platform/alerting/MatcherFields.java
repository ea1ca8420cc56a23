package com.xtrading.platform.alerting;

import java.util.ArrayList;
import java.util.List;

/** Reads matchers, and both older forms of them. */
final class MatcherFields {

  private MatcherFields() {}

  /**
   * @param old the key of values by label; with {@code _re} behind it that of expressions
   * @param key that of the list
   */
  static List<Matcher> read(FieldReader fields, String old, String key) {
    List<Matcher> matchers = new ArrayList<>();
    pairs(fields, old, Matcher.Op.EQUAL, matchers);
    pairs(fields, old + "_re", Matcher.Op.REGEX, matchers);
    for (YamlNode item : fields.items(key).orElse(List.of())) {
      fields.problems().place(item.path(), item.line());
      if (item instanceof YamlNode.Scalar line) {
        fields
            .problems()
            .read(item, () -> Matcher.parse(line.isNull() ? "" : line.text()))
            .ifPresent(matchers::addAll);
      } else {
        fields
            .problems()
            .add(item, "is " + item.shape(), "a text", "write severity=\"critical\" in quotes");
      }
    }
    return matchers;
  }

  /** Alertmanager keeps these with their anchors, which is seen in keys of groups. */
  private static String anchored(String regex) {
    Matcher.regex("", regex);
    return "^(?:" + regex + ")$";
  }

  private static void pairs(FieldReader fields, String key, Matcher.Op op, List<Matcher> matchers) {
    fields
        .pairs(key)
        .forEach(
            (name, value) -> {
              if (name.matches("[a-zA-Z_][a-zA-Z0-9_]*")) {
                fields
                    .problems()
                    .read(
                        fields.get(key).orElseThrow(),
                        () -> new Matcher(name, op, op.isRegex() ? anchored(value) : value))
                    .ifPresent(matchers::add);
              } else {
                fields.problem(
                    key,
                    "\"%s\" is not the name of a label here".formatted(name),
                    "letters, digits and _",
                    "write it in matchers, which take any name");
              }
            });
  }
}
