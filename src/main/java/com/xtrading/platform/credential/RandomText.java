package com.xtrading.platform.credential;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds runs of 32 or more characters that look drawn by chance, as keys and tokens are. */
final class RandomText {

  private static final int LENGTH = 32;
  private static final int OTHER = 3;

  // Logical ids of the CDK end with eight hexadecimal digits.
  private static final Pattern LOGICAL_ID = Pattern.compile("[A-Za-z0-9]*[a-z][0-9A-F]{8}");
  private static final Pattern HEX = Pattern.compile("[0-9a-f]+|[0-9A-F]+");

  private static final int NAME_LENGTH = 40;

  // name=value
  private static final Pattern NAMED = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*=(?=[^=])");

  // sha256:…, sha512-…, action@<commit>, v2:deflate64:… (the CDK's own metadata), zoneId: …
  private static final Pattern PUBLIC_NAME =
      Pattern.compile(
          "(?i)(@|deflate64:|sha\\d{1,3}[:-]|(sha\\d{0,3}|sum|digest|checksum(/[\\w.-]+)?|revision|commit|hash"
              + "|caBundle|zone[-_]?id([-_]filter)?)[\"']?\\s*[:=]\\s*\\[?[\"']?)$");

  // git checkout <commit>; echo "<hash>  file" | sha256sum --check
  private static final Pattern HASH_WORD =
      Pattern.compile("(?i)\\b(sha\\d{1,3}|commit|revision|checkout|digest|checksum|ref[=:])\\s*$");
  private static final Pattern CHECKED = Pattern.compile("\\b(sha\\d{1,3}|md5)sum\\b|\\bshasum\\b");

  // sha256-…; a certificate in base64 begins "-----BEGIN CERTIFICATE"; keys of OpenSSH; the first
  // bytes of a SubjectPublicKeyInfo for Ed25519, P-256, P-384, P-521 and RSA of 2048 to 4096 bits.
  private static final Pattern PUBLIC_FORM =
      Pattern.compile(
          "sha(256|384|512)-|LS0tLS1CRUdJTiBDRVJUSUZJQ0FUR|AAAA(B3NzaC1yc2|C3NzaC1lZDI1NTE5|E2VjZHNhLXNoYTIt)"
              + "|MCowBQYDK2VwAyEA|MFkwEwYHKoZIzj0CAQYI|MHYwEAYHKoZIzj0CAQYF|MIGbMBAGByqGSM49AgEGBSuBBAAj"
              + "|MII[BC][A-Za-z0-9+/]{2}ANBgkqhkiG9w0BAQEFAAOC");

  private RandomText() {}

  /**
   * The first such run that is neither public nor named as a hash.
   *
   * @param name by which the text goes; empty where there is none
   */
  static Optional<String> in(String text, String name) {
    int length = text.length();
    int start = 0;
    while (start < length) {
      int end = start;
      while (end < length && isPart(text.charAt(end))) {
        end++;
      }
      if (end - start >= LENGTH) {
        Matcher named = NAMED.matcher(text).region(start, end);
        int from = named.lookingAt() ? named.end() : start;
        String run = text.substring(from, end);
        if (looksDrawn(run) && !isPublic(text, from, end, name)) {
          return Optional.of(run);
        }
      }
      start = end + 1;
    }
    return Optional.empty();
  }

  private static boolean isPart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '/'
        || c == '_'
        || c == '-'
        || c == '=';
  }

  private static boolean isPublic(String text, int start, int end, String name) {
    String before = text.substring(Math.max(0, start - NAME_LENGTH), start);
    boolean hash =
        HEX.matcher(text).region(start, end).matches()
            && (HASH_WORD.matcher(before).find() || CHECKED.matcher(text).find());
    return hash
        || PUBLIC_FORM.matcher(text).region(start, text.length()).lookingAt()
        || (before.isBlank() ? PUBLIC_NAME.matcher(name + ":") : PUBLIC_NAME.matcher(before))
            .find();
  }

  static boolean looksDrawn(String run) {
    String letters = run.replace("=", "");
    if (letters.length() < LENGTH) {
      return false;
    }
    if (HEX.matcher(letters).matches()) {
      return entropy(letters) > 3.0;
    }
    int changes = 0;
    int counted = 0;
    int[] kinds = new int[4];
    for (int i = 0; i < letters.length(); i++) {
      kinds[kind(letters.charAt(i))]++;
      if (i > 0) {
        counted++;
        int before = kind(letters.charAt(i - 1));
        int now = kind(letters.charAt(i));
        // A separator begins a new word of a path or a name, and says nothing.
        changes += before == now || before == OTHER || now == OTHER ? 0 : 1;
      }
    }
    boolean mixed = kinds[0] > 0 && kinds[1] > 0 && kinds[2] > 0;
    // Letters of one case and digits, without a break: names have breaks.
    boolean plain = kinds[2] > 0 && kinds[OTHER] == 0 && !mixed;
    if (plain) {
      return changes * 3 >= counted && entropy(letters) >= 3.8;
    }
    return mixed
        && !LOGICAL_ID.matcher(letters).matches()
        // Names, paths and sentences change between cases rarely; drawn text at every second or
        // third place.
        && changes * 3 >= counted
        && entropy(letters) >= 4.0;
  }

  private static int kind(char c) {
    if (c >= 'a' && c <= 'z') {
      return 0;
    }
    if (c >= 'A' && c <= 'Z') {
      return 1;
    }
    return c >= '0' && c <= '9' ? 2 : OTHER;
  }

  // Shannon's entropy in bits for each character.
  private static double entropy(String text) {
    int[] counts = new int[128];
    text.chars().forEach(c -> counts[c]++);
    double sum = 0;
    for (int count : counts) {
      if (count > 0) {
        double share = (double) count / text.length();
        sum -= share * Math.log(share) / Math.log(2);
      }
    }
    return sum;
  }
}
