package com.xtrading.platform.credential;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds a credential that stands in clear in one line of text. */
public final class CredentialText {

  /** Runs that may be another text in base64. */
  private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9+/]{20,}={0,2}");

  private static final int ENCODED_LENGTH = 20;

  // --password value, as programs take it
  private static final Pattern OPTION =
      Pattern.compile(
          "(?:^|[\\s\"'\\[])--?(?<name>[A-Za-z][\\w-]*)[\"']?,?\\s+(?:\"(?<double>[^\"]*)\"|'(?<single>[^']*)'|(?<plain>[^\\s\"'-]\\S*))");

  // name: value, "name": "value", name=value, name = value, name := value, name => value
  private static final Pattern ASSIGNED =
      Pattern.compile(
          "(?<before>^|[^\\w$.-])(?<open>[\"']?)(?<name>[A-Za-z_-][\\w.-]*)\\k<open>"
              + "(?<sign>\\s*:\\s+|\\s+=\\s+|=(?![=~])|\\s*:=\\s*|\\s*=>\\s*|(?<=[\"']):)"
              + "(?:\"(?<double>[^\"]*)\"|'(?<single>[^']*)'|(?<plain>[^\\s\"',;#&|`})\\]]+)(?<rest>.*))");
  // Fluent Bit and redis.conf separate name and value by blanks only.
  private static final Pattern DIRECTIVE =
      Pattern.compile(
          "\\s*(?<name>[A-Z][A-Za-z]*_[A-Za-z_]+|requirepass|masterauth)\\s+(?<value>\\S+)");

  // Places for a value, and words of a sentence about the option.
  private static final Pattern NO_VALUE = Pattern.compile("[A-Z][A-Z_]*|[a-z]{1,4}|which");

  private CredentialText() {}

  /** What is wrong with a line; nothing where it holds no credential. */
  public static Optional<String> problemOf(String line) {
    return problemOf(line, "");
  }

  /**
   * The same, for a value.
   *
   * @param name by which it goes; empty where there is none
   */
  public static Optional<String> problemOf(String line, String name) {
    return inClear(line)
        .or(() -> RandomText.in(line, name).map(run -> "a random text " + LiteralValue.masked(run)))
        .or(() -> encoded(line));
  }

  private static Optional<String> inClear(String line) {
    return KnownForms.in(line).or(() -> LoginText.in(line)).or(() -> named(line));
  }

  private static Optional<String> encoded(String line) {
    if (line.length() < ENCODED_LENGTH) {
      return Optional.empty();
    }
    Matcher run = ENCODED.matcher(line);
    while (run.find()) {
      Optional<String> problem =
          LoginText.decoded(run.group())
              .flatMap(
                  text ->
                      text.lines()
                          .map(CredentialText::inClear)
                          .flatMap(Optional::stream)
                          .findFirst());
      if (problem.isPresent()) {
        return problem.map(found -> "in base64, " + found);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> named(String line) {
    String lower = line.toLowerCase(Locale.ROOT);
    if (CredentialName.isUnlikelyIn(lower)) {
      return Optional.empty();
    }
    Matcher assigned = ASSIGNED.matcher(line);
    int from = 0;
    while (assigned.find(from)) {
      String name = assigned.group("name");
      if (CredentialName.isOne(name) && !isLabelMatcher(assigned, line)) {
        Optional<String> value = valueOf(assigned);
        if (value.isPresent() && isCredential(name, value.get())) {
          return Optional.of(problem(name, value.get()));
        }
      }
      from = Math.max(assigned.end("name"), from + 1);
    }
    Matcher directive = DIRECTIVE.matcher(line);
    if (directive.matches()
        && CredentialName.isOne(directive.group("name"))
        && isCredential(directive.group("name"), directive.group("value"))) {
      return Optional.of(problem(directive.group("name"), directive.group("value")));
    }
    return option(line);
  }

  private static Optional<String> option(String line) {
    Matcher option = OPTION.matcher(line);
    int from = 0;
    while (option.find(from)) {
      String name = option.group("name");
      String value =
          Stream.of("double", "single", "plain")
              .map(option::group)
              .filter(Objects::nonNull)
              .findFirst()
              .orElse("");
      if (CredentialName.isOne(name)
          && isCredential(name, value)
          && !NO_VALUE.matcher(value).matches()) {
        return Optional.of(problem(name, value));
      }
      from = Math.max(option.end("name"), from + 1);
    }
    return Optional.empty();
  }

  /** Whether the value is one of its own, where the name asks for a credential. */
  public static boolean isCredential(String name, String value) {
    return LiteralValue.isLiteral(value)
        && !LiteralValue.isCount(name, value)
        && !CredentialName.isReference(name, value);
  }

  // {namespace="x", secret="y"} of PromQL asks for a label.
  private static boolean isLabelMatcher(Matcher assigned, String line) {
    String name = assigned.group("name");
    String before = line.substring(0, assigned.start("name")).stripTrailing();
    return (name.equals("secret") || name.equals("token"))
        && assigned.group("sign").equals("=")
        && (before.endsWith("{") || before.endsWith(","));
  }

  private static Optional<String> valueOf(Matcher assigned) {
    if (assigned.group("double") != null) {
      return Optional.of(assigned.group("double"));
    }
    if (assigned.group("single") != null) {
      return Optional.of(assigned.group("single"));
    }
    String plain = assigned.group("plain");
    String rest = assigned.group("rest").strip();
    // "token: the service account …" is a sentence, and "= config.token" is a program.
    boolean sentence =
        assigned.group("sign").contains(" ") && !rest.isEmpty() && !rest.matches("[#,;&|].*");
    return sentence || LiteralValue.isCode(plain) ? Optional.empty() : Optional.of(plain);
  }

  /** What is wrong, without the value. */
  public static String problem(String name, String value) {
    return "%s is given as %s".formatted(name, LiteralValue.masked(value));
  }
}
