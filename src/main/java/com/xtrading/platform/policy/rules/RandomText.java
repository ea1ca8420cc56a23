package com.xtrading.platform.policy.rules;

import java.util.Optional;
import java.util.regex.Pattern;

/** Finds runs of 32 or more characters that look drawn by chance, as keys and tokens are. */
final class RandomText {

  private static final int LENGTH = 32;
  private static final int OTHER = 3;

  // Logical ids of the CDK end with eight hexadecimal digits.
  private static final Pattern LOGICAL_ID = Pattern.compile("[A-Za-z0-9]*[a-z][0-9A-F]{8}");
  private static final Pattern HEX = Pattern.compile("[0-9a-f]+|[0-9A-F]+");

  private RandomText() {}

  /** The first such run, unless what stands before it says that it is a hash. */
  static Optional<String> in(String text) {
    int length = text.length();
    int start = 0;
    while (start < length) {
      int end = start;
      while (end < length && isPart(text.charAt(end))) {
        end++;
      }
      if (end - start >= LENGTH && !isHash(text, start)) {
        String run = text.substring(start, end);
        if (looksDrawn(run)) {
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

  // sha256:…, sha512-…, action@<commit>, v2:deflate64:… (the CDK's own metadata)
  private static boolean isHash(String text, int start) {
    String before = text.substring(Math.max(0, start - 14), start);
    return before.endsWith("@")
        || before.matches(".*sha\\d{1,3}[:-]")
        || before.endsWith("deflate64:")
        || text.startsWith("sha256-", start)
        || text.startsWith("sha384-", start)
        || text.startsWith("sha512-", start)
        // A certificate in base64 begins "-----BEGIN CERTIFICATE".
        || text.startsWith("LS0tLS1CRUdJTiBDRVJUSUZJQ0FUR", start);
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
