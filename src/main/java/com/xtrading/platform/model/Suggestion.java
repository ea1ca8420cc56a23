package com.xtrading.platform.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Guesses which word was meant. */
public final class Suggestion {

  private static final int LISTED = 12;

  private Suggestion() {}

  /** The candidate with the fewest edits, if these are few for its length. */
  public static Optional<String> of(String written, Collection<String> candidates) {
    String word = normal(written);
    return candidates.stream()
        .filter(candidate -> isNear(word, normal(candidate)))
        .min(
            Comparator.<String>comparingInt(candidate -> distance(word, normal(candidate)))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** The candidates with the fewest edits, however many these are; the nearest comes first. */
  public static List<String> nearest(String written, Collection<String> candidates, int limit) {
    String word = normal(written);
    return candidates.stream()
        .sorted(
            Comparator.<String>comparingInt(candidate -> distance(word, normal(candidate)))
                .thenComparing(Comparator.naturalOrder()))
        .limit(limit)
        .toList();
  }

  /** The words in their order, shortened where they are many. */
  public static String list(Collection<String> words) {
    String shown = String.join(", ", words.stream().limit(LISTED).toList());
    int more = words.size() - LISTED;
    return more > 0 ? shown + " and %d more".formatted(more) : shown;
  }

  private static String normal(String word) {
    return word.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }

  private static boolean isNear(String word, String candidate) {
    int most = Math.max(1, candidate.length() / 3);
    return Math.abs(word.length() - candidate.length()) <= most
        && distance(word, candidate) <= most;
  }

  /** Levenshtein distance; two neighbours swapped count as one edit. */
  private static int distance(String a, String b) {
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          edits[i][j] = i + j;
          continue;
        }
        int substitution = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        edits[i][j] =
            Math.min(
                edits[i - 1][j - 1] + substitution, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          edits[i][j] = Math.min(edits[i][j], edits[i - 2][j - 2] + 1);
        }
      }
    }
    return edits[a.length()][b.length()];
  }
}
