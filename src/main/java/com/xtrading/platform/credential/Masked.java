package com.xtrading.platform.credential;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Messages about what a person wrote, without what may be a credential. */
public final class Masked {

  private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");

  /** User, password or token before the host of an address. */
  private static final Pattern LOGIN = Pattern.compile("(?<=://)[^/\\s\"]*@");

  /** Parts of a path, such as {@code edge.tokenKeys[0].kid}. */
  private static final Pattern STEP = Pattern.compile("[.\\[\\]]+");

  private Masked() {}

  /**
   * A message in which each value in quotes that may be a credential, by its form or since the key
   * says so, is only told by its length.
   *
   * @param path of keys to where the value stands
   */
  public static String message(String path, String message) {
    boolean named = isNamedSo(path);
    Matcher quoted = QUOTED.matcher(message);
    StringBuilder shown = new StringBuilder();
    while (quoted.find()) {
      String value = quoted.group(1);
      quoted.appendReplacement(
          shown,
          Matcher.quoteReplacement(
              named && LiteralValue.isLiteral(value) || CredentialText.problemOf(value).isPresent()
                  ? "a value of %d characters, which may be a credential,".formatted(value.length())
                  : quoted.group()));
    }
    quoted.appendTail(shown);
    return LOGIN.matcher(shown).replaceAll("…@");
  }

  private static boolean isNamedSo(String path) {
    String[] steps = STEP.split(path);
    for (int last = steps.length - 1; last >= 0; last--) {
      if (!steps[last].isEmpty() && !steps[last].chars().allMatch(Character::isDigit)) {
        return CredentialName.isOne(steps[last]);
      }
    }
    return false;
  }
}
