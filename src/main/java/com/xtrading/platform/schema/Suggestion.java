package com.xtrading.platform.schema;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Which of the known words was probably meant. */
final class Suggestion {

  private static final int LISTED = 12;

  private Suggestion() {}

  static Optional<String> of(String word, Collection<String> known) {
    int allowed = Math.max(1, word.length() / 4);
    return known.stream()
        .filter(candidate -> distance(word, candidate) <= allowed)
        .min(
            Comparator.<String>comparingInt(candidate -> distance(word, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** The words in their order, shortened where they are many. */
  static String list(Collection<String> words) {
    String shown = String.join(", ", words.stream().limit(LISTED).toList());
    int more = words.size() - LISTED;
    return more > 0 ? shown + " and %d more".formatted(more) : shown;
  }

  /** Levenshtein's distance; letters of another case are the same. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        boolean same =
            Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
        int replaced = diagonal + (same ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
