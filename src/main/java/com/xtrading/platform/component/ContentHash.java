package com.xtrading.platform.component;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SortedMap;

/**
 * A short fingerprint of configuration. As an annotation of pods it starts new ones when the
 * configuration changes.
 */
public final class ContentHash {

  private static final int BYTES = 8;

  /** The fingerprint of a text: 16 hexadecimal digits of its SHA-256. */
  public static String of(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(hash, BYTES));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
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
