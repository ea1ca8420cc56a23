package com.xtrading.platform.policy.rules;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds a credential that stands in clear in one line of text. */
final class CredentialText {

  private static final Pattern URL =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^\\s/:@\"'<>]*:([^\\s/@\"'<>]+)@");
  private static final Pattern PRIVATE_KEY =
      Pattern.compile("-----BEGIN ([A-Z0-9]+ )*PRIVATE KEY( BLOCK)?-----");
  private static final Pattern KNOWN_FORM =
      Pattern.compile(
          "\\b(?:(?<aws>(?:AKIA|ASIA)[A-Z0-9]{16})"
              + "|(?<jwt>eyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,})"
              + "|(?<github>gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{22,})"
              + "|(?<slack>xox[abprs]-[A-Za-z0-9-]{10,})"
              + "|(?<vault>hv[sb]\\.[A-Za-z0-9_-]{24,}))");
  private static final Pattern BEARER =
      Pattern.compile("(?i)\\b(?:bearer|basic)\\s+([A-Za-z0-9._~+/-]{20,}=*)");
  private static final Pattern SQL = Pattern.compile("(?i)\\bpassword\\s+'([^']+)'");

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

  private CredentialText() {}

  /** What is wrong with a line; nothing where it holds no credential. */
  static Optional<String> problemOf(String line) {
    return known(line)
        .or(() -> inUrl(line))
        .or(() -> named(line))
        .or(
            () ->
                RandomText.in(line)
                    .filter(run -> !isNamedHash(line))
                    .map(run -> "a random text " + LiteralValue.masked(run)));
  }

  private static Optional<String> known(String line) {
    if (line.contains("PRIVATE KEY") && PRIVATE_KEY.matcher(line).find()) {
      return Optional.of("a private key in PEM form");
    }
    if (line.length() < 16) {
      return Optional.empty();
    }
    Matcher form = KNOWN_FORM.matcher(line);
    if (form.find()) {
      String kind =
          form.group("aws") != null
              ? "an AWS access key"
              : form.group("jwt") != null
                  ? "a JSON web token"
                  : form.group("github") != null
                      ? "a GitHub token"
                      : form.group("slack") != null ? "a Slack token" : "a Vault token";
      return Optional.of(kind + " " + LiteralValue.masked(form.group()));
    }
    Matcher bearer = BEARER.matcher(line);
    return bearer.find() && RandomText.looksDrawn(bearer.group(1).replace('.', '0'))
        ? Optional.of("an authorization header " + LiteralValue.masked(bearer.group(1)))
        : Optional.empty();
  }

  private static Optional<String> inUrl(String line) {
    if (!line.contains("://") || line.indexOf('@') < 0) {
      return Optional.empty();
    }
    Matcher url = URL.matcher(line);
    while (url.find()) {
      if (LiteralValue.isLiteral(url.group(1))) {
        return Optional.of("a URL with the password " + LiteralValue.masked(url.group(1)));
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
    Matcher sql = SQL.matcher(line);
    return sql.find() && LiteralValue.isLiteral(sql.group(1))
        ? Optional.of(problem("PASSWORD", sql.group(1)))
        : Optional.empty();
  }

  private static boolean isCredential(String name, String value) {
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

  private static boolean isNamedHash(String line) {
    String lower = line.toLowerCase(Locale.ROOT);
    return lower.contains("sha256")
        || lower.contains("digest")
        || lower.contains("checksum")
        || lower.contains("revision")
        || lower.contains("commit")
        || lower.contains("hash");
  }

  private static String problem(String name, String value) {
    return "%s is given as %s".formatted(name, LiteralValue.masked(value));
  }
}
