package com.xtrading.platform.policy.rules.credentials;

import com.xtrading.platform.credential.CredentialName;
import com.xtrading.platform.credential.CredentialText;
import com.xtrading.platform.credential.LiteralValue;
import com.xtrading.platform.credential.LoginText;
import com.xtrading.platform.objects.NestedText;
import com.xtrading.platform.objects.Scalars;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Finds credentials in values and texts, in YAML and JSON inside of them to any depth. The same
 * text under the same name holds the same, wherever it stands: one search looks at it once.
 */
final class CredentialSearch {

  private static final Pattern PUBLIC_BEGIN =
      Pattern.compile(".*-----BEGIN (CERTIFICATE|PUBLIC KEY|X509 CRL)-----");
  private static final Pattern PUBLIC_LINE =
      Pattern.compile("[\\s#/*\"'|-]*[A-Za-z0-9+/]{0,76}={0,2}[\\s\"',\\\\n]*");
  private static final Pattern STRUCTURED = Pattern.compile(".*\\.(ya?ml|json)");

  /**
   * A credential.
   *
   * @param place where it is in the value; empty where the value is it
   * @param problem what stands there, with as much of it as may be shown
   */
  record Found(String place, String problem) {

    /** The place in something of which the value is a part. */
    String within(String around) {
      return place.isEmpty() ? around : around.isEmpty() ? place : around + " " + place;
    }
  }

  private record Named(String name, String text) {}

  private final Map<Named, List<Found>> values = new ConcurrentHashMap<>();
  private final Map<String, Optional<String>> lines = new ConcurrentHashMap<>();

  /** Every credential in the text of a file. */
  List<Found> inFile(String path, String text) {
    List<Found> found = inLines(text);
    return found.isEmpty() && STRUCTURED.matcher(path).matches() ? inDocuments(path, text) : found;
  }

  /**
   * Every credential in a value.
   *
   * @param name by which the value goes
   */
  List<Found> in(String name, Object value) {
    if (value instanceof Boolean) {
      return List.of();
    }
    Named named = new Named(name, value.toString());
    List<Found> known = values.get(named);
    if (known == null) {
      known = inText(name, named.text());
      values.put(named, known);
    }
    return known;
  }

  private List<Found> inText(String name, String text) {
    List<Found> found =
        text.indexOf('\n') >= 0
            ? inLines(text)
            : problemOf(name, text).map(problem -> new Found("", problem)).stream().toList();
    return found.isEmpty() ? inDocuments(name, text) : found;
  }

  /** What a text holds where it is YAML or JSON itself. */
  private List<Found> inDocuments(String name, String text) {
    List<Found> all = new ArrayList<>();
    for (Object document : NestedText.documents(name, text)) {
      Scalars.visit(
          document,
          (place, key, value) ->
              in(key, value)
                  .forEach(
                      found ->
                          all.add(new Found(found.within(place.toString()), found.problem()))));
    }
    return all;
  }

  private List<Found> inLines(String text) {
    List<Found> all = new ArrayList<>();
    List<String> each = text.lines().toList();
    boolean publicBlock = false;
    for (int i = 0; i < each.size(); i++) {
      String line = each.get(i);
      if (PUBLIC_BEGIN.matcher(line).matches()) {
        publicBlock = true;
        continue;
      }
      // Whoever forgets the end of a certificate hides nothing behind it.
      publicBlock = publicBlock && PUBLIC_LINE.matcher(line).matches();
      if (!publicBlock) {
        String place = "line " + (i + 1);
        lines
            .computeIfAbsent(line, CredentialText::problemOf)
            .ifPresent(problem -> all.add(new Found(place, problem)));
      }
    }
    return all;
  }

  private static Optional<String> problemOf(String name, String text) {
    if (CredentialName.isOne(name) && CredentialText.isCredential(name, text)) {
      return Optional.of(CredentialText.problem(name, text));
    }
    if (name.equalsIgnoreCase("auth") && LoginText.isUserAndPassword(text)) {
      return Optional.of("a login in base64 " + LiteralValue.masked(text));
    }
    return CredentialText.problemOf(text, name);
  }
}
