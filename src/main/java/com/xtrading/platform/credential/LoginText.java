package com.xtrading.platform.credential;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what somebody logs in with, by what stands before it: a URL, a header, a command. */
public final class LoginText {

  /**
   * One way to log in.
   *
   * @param anchor a part that every such line has, in lower case
   * @param pattern its first group is the secret part
   */
  private record Way(String what, String anchor, Pattern pattern) {}

  private static final List<Way> WAYS =
      List.of(
          way(
              "a URL with the password",
              "://",
              "[A-Za-z][A-Za-z0-9+.-]*://[^\\s/:@\"'<>]*:([^\\s/@\"'<>]+)@"),
          way(
              "an authorization header",
              "authorization",
              "authorization[\"']?\\s*[:=,]\\s*[\"']?(?:bearer|token|apikey|api-key)\\s+([^\\s\"',]{8,})"),
          way(
              "a user of curl with the password",
              "curl",
              "curl\\b.*\\s(?:-u|--user)[ =]?[\"']?[^\\s:\"']+:([^\\s\"']+)"),
          way(
              "a user of wget with the password",
              "wget",
              "wget\\b.*\\s--(?:http-)?password[ =][\"']?([^\\s\"']+)"),
          way("a password for mysql", "mysql", "\\bmysql(?:dump|admin)?\\b.*\\s-p([^\\s\"']+)"),
          way("a password for sshpass", "sshpass", "\\bsshpass\\s+-p\\s*[\"']?([^\\s\"']+)"),
          way("a password for Redis", "redis-cli", "\\bredis-cli\\b.*\\s-a\\s+[\"']?([^\\s\"']+)"),
          way(
              "a password for a registry",
              "login",
              "\\b(?:docker|podman|helm registry|crane|oras)\\s+login\\b.*\\s-p[ =][\"']?([^\\s\"']+)"),
          way(
              "a user of Redis with the password",
              "user",
              "^\\s*user\\s+\\S+\\s(?=.*(?:\\s[~+]|\\sallkeys|\\bon\\s)).*>(\\S+)"),
          way(
              "a login of netrc",
              "login",
              "(?:\\bmachine\\s+\\S+\\s+|^\\s*)login\\s+\\S+\\s+password\\s+(\\S+)\\s*$"),
          // More than a word of a sentence.
          way(
              "a password of netrc",
              "password",
              "^\\s*password\\s+(?=\\S*[\\d@#%^&*!+=])([^\\s\"'{(]+)\\s*$"),
          way("a password in SQL", "password", "\\bpassword\\s+'([^']+)'"),
          // host:port:database:user:password
          way(
              "a line of pgpass",
              ":",
              "^\\s*[\\w.*-]+:(?:\\d{4,5}|\\*):[\\w.*-]+:[\\w.*-]+:([^\\s:]+)\\s*$"),
          way(
              "a user of PgBouncer with the password",
              "\"",
              "^\"[^\"\\s]+\"\\s+\"([^\"]+)\"\\s*$"));

  private static final Pattern PRIVATE_KEY =
      Pattern.compile("-{4,5} ?BEGIN ([A-Z0-9]+ )*PRIVATE KEY( BLOCK)? ?-{4,5}");
  private static final Pattern BASIC =
      Pattern.compile("(?i)\\b(?:basic\\s+|\"?_?auth\"?\\s*[:=]\\s*\"?)([A-Za-z0-9+/]{8,}={0,2})");
  private static final Pattern BEARER =
      Pattern.compile("(?i)\\b(?:bearer|basic)\\s+([A-Za-z0-9._~+/-]{20,}=*)");
  private static final Pattern USER_AND_PASSWORD = Pattern.compile("[\\w.@-]{1,64}:\\S{3,}");

  private LoginText() {}

  /** What a line logs in with; nothing where it only says where that is looked up. */
  static Optional<String> in(String line) {
    if (line.contains("PRIVATE KEY") && PRIVATE_KEY.matcher(line).find()) {
      return Optional.of("a private key in PEM form");
    }
    String lower = line.toLowerCase(Locale.ROOT);
    for (Way way : WAYS) {
      if (lower.contains(way.anchor())) {
        Matcher found = way.pattern().matcher(line);
        while (found.find()) {
          if (LiteralValue.isLiteral(found.group(1))) {
            return Optional.of(way.what() + " " + LiteralValue.masked(found.group(1)));
          }
        }
      }
    }
    return header(line, lower);
  }

  private static Optional<String> header(String line, String lower) {
    if (!lower.contains("basic") && !lower.contains("auth") && !lower.contains("bearer")) {
      return Optional.empty();
    }
    Matcher basic = BASIC.matcher(line);
    if (basic.find() && isUserAndPassword(basic.group(1))) {
      return Optional.of("a login in base64 " + LiteralValue.masked(basic.group(1)));
    }
    Matcher bearer = BEARER.matcher(line);
    return bearer.find() && RandomText.looksDrawn(bearer.group(1).replace('.', '0'))
        ? Optional.of("an authorization header " + LiteralValue.masked(bearer.group(1)))
        : Optional.empty();
  }

  /** Whether a text is the user and password of RFC 7617, as in headers and files of Docker. */
  public static boolean isUserAndPassword(String base64) {
    return decoded(base64).filter(text -> USER_AND_PASSWORD.matcher(text).matches()).isPresent();
  }

  /** What a base64 text says, where it says something that a person could read. */
  static Optional<String> decoded(String base64) {
    try {
      String text = new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1);
      return text.chars().allMatch(c -> c >= ' ' && c < 127 || c == '\n' || c == '\r' || c == '\t')
          ? Optional.of(text)
          : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private static Way way(String what, String anchor, String expression) {
    return new Way(what, anchor, Pattern.compile("(?i)" + expression));
  }
}
