package com.xtrading.platform.scaffold;

import com.xtrading.platform.model.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rule about single objects, in CEL: a text that holds as it is written, to be changed into what
 * must hold.
 */
public final class NewPolicy {

  private static final String TEXTS = "src/main/resources/com/xtrading/platform/admission/";
  private static final String LIST =
      "src/main/java/com/xtrading/platform/admission/PolicyText.java";
  private static final Pattern NAME = Pattern.compile("([A-Z][a-z]+){2,8}");

  /** The names of all texts, each on a line of its own. */
  private static final Pattern NAMES = Pattern.compile("(?: {10}\"[a-z-]+\\.yaml\"[,)]+;?\n)+");

  private static final Pattern ONE = Pattern.compile("\"([a-z-]+\\.yaml)\"");

  private static final int LONGEST = 200;

  private static final String TEXT =
      """
      rule: %s
      profile: platform
      subject: objects
      statement: >-
        The name of an object has %d characters at the most.
      remedy: Choose a shorter name.
      controls:
        - name: length
          each: object
          at: metadata.name
          holds: it == null || it.size() <= %d
          problem: has {it.size()} characters
          change: shorten it
      good: |
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: web, namespace: shop}
      bad: |
        apiVersion: v1
        kind: ConfigMap
        metadata:
          namespace: shop
          name: %s
      """;

  private final String rule;

  /**
   * @param known names of the rules that there are
   * @throws UserError when it is no name of a rule, or taken
   */
  public NewPolicy(String rule, Collection<String> known) {
    if (!NAME.matcher(rule).matches()) {
      throw new UserError(
          "\"%s\" is no name of a rule".formatted(rule),
          "write the statement that must hold as one word, such as NamesAreShort");
    }
    if (known.contains(rule)) {
      throw new UserError("there is a rule %s".formatted(rule), "choose another name");
    }
    this.rule = rule;
  }

  /** The text, and the list in which it stands. */
  public Change in(Path project) {
    String file = rule.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT) + ".yaml";
    if (Files.exists(project.resolve(TEXTS + file))) {
      throw new UserError("%s is there already".formatted(TEXTS + file), "choose another name");
    }
    String list = Change.read(project, LIST);
    Matcher names = NAMES.matcher(list);
    if (!names.find()) {
      throw new UserError(
          "%s: the list of texts is not where it is looked for".formatted(LIST),
          "add the rule by hand, as docs/how-to/add-a-policy.md shows");
    }
    TreeSet<String> all = new TreeSet<>(List.of(file));
    ONE.matcher(names.group()).results().forEach(one -> all.add(one.group(1)));
    String ending = names.group().replaceFirst("(?s).*\"", "");
    TreeMap<String, String> texts = new TreeMap<>();
    texts.put(
        LIST,
        list.substring(0, names.start())
            + String.join(",\n", all.stream().map(one -> " ".repeat(10) + '"' + one + '"').toList())
            + ending
            + list.substring(names.end()));
    texts.put(TEXTS + file, TEXT.formatted(rule, LONGEST, LONGEST, "a".repeat(LONGEST + 1)));
    return new Change(texts);
  }

  /** What a person must decide, or do, after it is written. */
  public List<String> open() {
    return List.of(
        "what must hold: the text says that names are short, which is true of everything",
        "its examples, one that it accepts and one that it refuses: docs/how-to/add-a-policy.md",
        "docs/policies.md: mvn test -Dtest=PoliciesPageTest -Dgolden.update=true");
  }
}
