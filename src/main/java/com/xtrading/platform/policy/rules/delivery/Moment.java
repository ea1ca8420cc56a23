package com.xtrading.platform.policy.rules.delivery;

import com.xtrading.platform.declaration.AnnotationKeys;
import com.xtrading.platform.manifest.Manifest;
import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * When Argo CD applies an object of an Application.
 *
 * @param phase -1 before everything else, 1 after it
 * @param wave 0 where none is written, or no number
 */
record Moment(int phase, int wave) implements Comparable<Moment> {

  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}");

  private static final Comparator<Moment> ORDER =
      Comparator.comparingInt(Moment::phase).thenComparingInt(Moment::wave);

  static Moment of(Manifest object) {
    int phase =
        switch (object.at("metadata", "annotations").at(AnnotationKeys.HOOK).text("")) {
          case "PreSync" -> -1;
          case "PostSync" -> 1;
          default -> 0;
        };
    String wave = waveText(object);
    return new Moment(phase, isNumber(wave) ? Integer.parseInt(wave) : 0);
  }

  /** What an object says of its wave; empty where it says nothing. */
  static String waveText(Manifest object) {
    return object.at("metadata", "annotations").at(AnnotationKeys.SYNC_WAVE).text("");
  }

  static boolean isNumber(String wave) {
    return NUMBER.matcher(wave).matches();
  }

  @Override
  public int compareTo(Moment other) {
    return ORDER.compare(this, other);
  }
}
