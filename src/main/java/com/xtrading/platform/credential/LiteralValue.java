package com.xtrading.platform.credential;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells a value that is there in clear from one that is only looked up somewhere else. */
public final class LiteralValue {

  private static final Set<String> NOTHING =
      Set.of(
          "",
          "true",
          "false",
          "yes",
          "no",
          "on",
          "off",
          "null",
          "nil",
          "none",
          "~",
          "[]",
          "{}",
          "|",
          "|-",
          "|+",
          ">",
          ">-",
          "{",
          "[",
          "\\",
          "read",
          "write",
          "required",
          "optional",
          "string");
  private static final Pattern LOOKED_UP =
      Pattern.compile(
          // ${X} $(cat file) {{ .x }} {vault://…} %(x)s %{x} $X $__file{…}
          ".*(\\$\\{|\\$\\(|\\{\\{|\\{vault:|%\\(|%\\{|%\\[).*|\\$[A-Za-z_{(<].*|\\$\\d"
              // <placeholder>  **** aliases and tags of YAML  ref+vault://… :'psql'  @file
              + "|<[^>]*>|\\*+|\\*[A-Za-z].*|!\\S+.*|(ref\\+|vault:|env:|file:|arn:|secret/).*"
              + "|:'.*|@(-|[\\w.~-]*[./][\\w./~-]*)",
          Pattern.DOTALL);
  private static final Pattern PATH = Pattern.compile("(~|\\.{1,2})?/[\\w.@-]+(/[\\w.@*-]*)*");
  private static final Pattern WEB_ADDRESS = Pattern.compile("https?://[^\\s@]+");
  private static final Pattern CODE =
      Pattern.compile(
          "[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)+|(\\.[A-Za-z_]\\w*)+|.*[\\[(].*|[\\w.]+\\).*");
  private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?(ms|s|m|h|d)?");

  private LiteralValue() {}

  /** Whether a value is a text in clear, and neither empty, a reference nor a path. */
  public static boolean isLiteral(String value) {
    String text = value.strip();
    return !NOTHING.contains(text.toLowerCase(Locale.ROOT))
        && !LOOKED_UP.matcher(text).matches()
        && !PATH.matcher(text).matches()
        && !WEB_ADDRESS.matcher(text).matches();
  }

  /** Whether unquoted text beside a credential's name is program text rather than a value. */
  public static boolean isCode(String value) {
    return CODE.matcher(value).matches();
  }

  /** Whether the value counts something; only passwords are made of digits alone. */
  public static boolean isCount(String name, String value) {
    return NUMBER.matcher(value).matches()
        && !name.toLowerCase(Locale.ROOT).matches(".*(pass|passwd|password|pwd|passphrase)");
  }

  /** Enough of a value to find it again, and not enough to use it. */
  public static String masked(String value) {
    String shown = value.length() <= 8 ? "" : value.substring(0, 3);
    return "\"%s…\" (%d characters)".formatted(shown, value.length());
  }
}
