package com.xtrading.platform.credential;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells from a name whether the value beside it is a credential. */
public final class CredentialName {

  private static final Pattern WORDS =
      Pattern.compile("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");
  private static final List<String> ENDINGS =
      List.of("password", "passwd", "passphrase", "secret", "token", "apikey", "privatekey");
  private static final Set<String> WHOLE =
      Set.of(
          "pass",
          "pwd",
          "psw",
          "credential",
          "credentials",
          "requirepass",
          "masterauth",
          "mnemonic");
  private static final Set<String> KEYS =
      Set.of(
          "api",
          "private",
          "secret",
          "access",
          "encryption",
          "signing",
          "account",
          "master",
          "license",
          "shared",
          "auth",
          "hmac",
          "webhook");

  // existingSecret, passwordSecret, serverTLSSecret …: fields of charts and resources that hold the
  // name of a Secret, unless the first word is known to make it a credential of its own.
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?!(client|jwt|shared|app|application|cookie|session|api|hmac|signing|webhook|consumer"
              + "|access)Secret)[a-z][A-Za-z]+Secret");
  private static final Pattern OBJECT_NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]*[a-z0-9])?");

  private CredentialName() {}

  /** Whether a cheap look at a text shows no word of a credential at all. */
  public static boolean isUnlikelyIn(String lowerCaseText) {
    return !(lowerCaseText.contains("pass")
        || lowerCaseText.contains("secret")
        || lowerCaseText.contains("token")
        || lowerCaseText.contains("key")
        || lowerCaseText.contains("credential")
        || lowerCaseText.contains("pwd")
        || lowerCaseText.contains("psw")
        || lowerCaseText.contains("masterauth")
        || lowerCaseText.contains("cookie")
        || lowerCaseText.contains("mnemonic"));
  }

  /** Whether the last words of the name say password, token, secret, private key or the like. */
  public static boolean isOne(String name) {
    if (isUnlikelyIn(name.toLowerCase(Locale.ROOT))) {
      return false;
    }
    String[] words = WORDS.split(name);
    if (words.length == 0) {
      return false;
    }
    String last = words[words.length - 1].toLowerCase(Locale.ROOT);
    if (last.equals("key") && words.length > 1) {
      return KEYS.contains(words[words.length - 2].toLowerCase(Locale.ROOT));
    }
    if (last.equals("cookie") && words.length > 1) {
      return words[words.length - 2].equalsIgnoreCase("erlang");
    }
    return WHOLE.contains(last)
        || last.equals("pgpass")
        || ENDINGS.stream().anyMatch(last::endsWith);
  }

  /** Whether the value is the name of a Secret, as the field says. */
  public static boolean isReference(String name, String value) {
    return REFERENCE.matcher(name).matches() && OBJECT_NAME.matcher(value).matches();
  }
}
