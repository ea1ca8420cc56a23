package com.xtrading.platform.admission;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.xtrading.platform.admission.Control.Each;
import com.xtrading.platform.manifest.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A rule about single objects as it stands in {@code src/main/resources}: the one source of what a
 * pull request is held to and of what the API server admits.
 *
 * @param rule its id
 * @param profile the narrowest set of rules that it is in
 * @param subject whom it speaks of
 * @param statement what must hold and why
 * @param remedy how a finding is put right
 * @param variables CEL texts by name, for its conditions
 * @param controls what it consists of
 * @param good objects for which it has no finding
 * @param bad objects for which it has one
 */
public record PolicyText(
    String rule,
    Profile profile,
    Subject subject,
    String statement,
    String remedy,
    Map<String, String> variables,
    List<Control> controls,
    String good,
    String bad) {

  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory()).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  private static final Set<String> KEYS =
      Set.of(
          "rule",
          "profile",
          "subject",
          "statement",
          "remedy",
          "variables",
          "controls",
          "good",
          "bad");

  /** One file for each rule, beside this class; one that is named here counts in both places. */
  private static final List<String> FILES =
      List.of(
          "disk-use-is-limited.yaml",
          "images-are-pinned.yaml",
          "images-come-from-known-registries.yaml",
          "labels-are-complete.yaml",
          "pods-are-restricted.yaml",
          "pods-keep-to-baseline.yaml",
          "resources-are-set.yaml",
          "root-filesystems-are-read-only.yaml");

  private static final Set<String> CONTROL_KEYS =
      Set.of("name", "replaces", "each", "at", "holds", "problem", "change");

  /** Whom a rule speaks of. */
  public enum Subject {
    /** Pods that we render, and pods that operators make of what we render. */
    PODS,
    /** Pods that we render; of those of operators, nobody knows that much. */
    OUR_PODS,
    /** Images of pods that we render; custom resources name some as well. */
    IMAGES,
    /** Every object in a namespace; admission asks only those that make pods. */
    OBJECTS
  }

  public PolicyText {
    variables = new LinkedHashMap<>(variables);
    controls = List.copyOf(controls);
  }

  private static final class Read {
    private static final List<PolicyText> ALL = FILES.stream().map(PolicyText::read).toList();
  }

  /** Every text. */
  static List<PolicyText> all() {
    return Read.ALL;
  }

  /** The texts of a profile, by the ids of their rules. */
  public static Stream<PolicyText> of(Profile profile) {
    return all().stream()
        .filter(text -> text.isIn(profile))
        .sorted(Comparator.comparing(PolicyText::rule));
  }

  /** Whether a profile has the rule. */
  boolean isIn(Profile wider) {
    return profile.compareTo(wider) <= 0;
  }

  /**
   * Reads a text.
   *
   * @param name the file beside this class
   * @throws IllegalArgumentException when something is missing in it, or nobody knows what it means
   */
  static PolicyText read(String name) {
    try (InputStream file = PolicyText.class.getResourceAsStream(name)) {
      return of(name, YAML.readValue(file, Map.class));
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be read".formatted(name), e);
    }
  }

  /** The same text with another value of a variable. */
  PolicyText with(String variable, String expression) {
    Map<String, String> changed = new LinkedHashMap<>(variables);
    changed.put(variable, expression);
    return new PolicyText(rule, profile, subject, statement, remedy, changed, controls, good, bad);
  }

  /**
   * @param name the file, for messages
   * @param map what it holds
   */
  static PolicyText of(String name, Map<?, ?> map) {
    Tree tree = Tree.of(map);
    requireKeys(name, tree, KEYS);
    Map<String, String> variables = new LinkedHashMap<>();
    tree.at("variables")
        .map()
        .forEach((key, value) -> variables.put(key, value.toString().strip()));
    List<Control> controls = new ArrayList<>();
    tree.at("controls").elements().forEach(one -> controls.add(control(name, one)));
    return new PolicyText(
        text(name, tree, "rule"),
        choice(name, tree, "profile", Profile.class),
        choice(name, tree, "subject", Subject.class),
        text(name, tree, "statement"),
        text(name, tree, "remedy"),
        variables,
        controls,
        text(name, tree, "good"),
        text(name, tree, "bad"));
  }

  private static Control control(String file, Tree tree) {
    String place = file + ": " + tree.at("name").text("a control");
    requireKeys(place, tree, CONTROL_KEYS);
    List<FieldPattern> at =
        tree.at("at").elements().map(path -> FieldPattern.parse(path.text(""))).toList();
    return new Control(
        text(place, tree, "name"),
        tree.at("replaces").exists()
            ? Optional.of(text(place, tree, "replaces"))
            : Optional.empty(),
        choice(place, tree, "each", Each.class),
        at.isEmpty() ? List.of(FieldPattern.parse(text(place, tree, "at"))) : at,
        text(place, tree, "holds"),
        text(place, tree, "problem"),
        text(place, tree, "change"));
  }

  private static void requireKeys(String place, Tree tree, Set<String> known) {
    for (String key : tree.map().keySet()) {
      if (!known.contains(key)) {
        throw new IllegalArgumentException("%s: nobody knows \"%s\"".formatted(place, key));
      }
    }
  }

  private static String text(String place, Tree tree, String key) {
    if (!tree.at(key).exists()) {
      throw new IllegalArgumentException("%s: \"%s\" is missing".formatted(place, key));
    }
    return tree.at(key).text("").strip();
  }

  private static <E extends Enum<E>> E choice(
      String place, Tree tree, String key, Class<E> choices) {
    String text = text(place, tree, key);
    try {
      return Enum.valueOf(choices, text.toUpperCase(Locale.ROOT).replace(' ', '_'));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s: %s \"%s\" is not one of %s"
              .formatted(place, key, text, List.of(choices.getEnumConstants())),
          e);
    }
  }
}
