package com.xtrading.platform.component;

import com.xtrading.platform.manifest.Sha256;
import java.util.SortedMap;

/**
 * A short fingerprint of configuration. As an annotation of pods it starts new ones when the
 * configuration changes.
 */
public final class ContentHash {

  private static final int DIGITS = 16;

  /** The fingerprint of a text: the first 16 hexadecimal digits of its SHA-256. */
  public static String of(String text) {
    return Sha256.of(text).substring(0, DIGITS);
  }

  /** The fingerprint of several maps, in this order. */
  @SafeVarargs
  public static String of(SortedMap<String, String>... parts) {
    StringBuilder text = new StringBuilder();
    for (SortedMap<String, String> part : parts) {
      part.forEach((key, value) -> text.append(key).append('\0').append(value).append('\0'));
      text.append('\1');
    }
    return of(text.toString());
  }

  private ContentHash() {}
}
