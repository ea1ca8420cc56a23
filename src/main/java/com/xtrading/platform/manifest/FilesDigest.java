package com.xtrading.platform.manifest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * One digest for many files: the name, the length and two checksums of the content of each, in a
 * given order.
 *
 * <p>It tells what changed by accident or on purpose, and nothing that somebody forged: CRC-32 and
 * CRC-32C of the same bytes take a tenth of the time of SHA-256, for which Java has instructions
 * only in code that ran for long.
 */
public final class FilesDigest {

  private final MessageDigest digest;

  public FilesDigest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The digest of files that are to be, in the order of their paths. */
  public static String of(Collection<OutputFile> files) {
    return of(FileContents.of(files));
  }

  static String of(SortedMap<String, byte[]> contents) {
    FilesDigest digest = new FilesDigest();
    contents.forEach(digest::add);
    return digest.hex();
  }

  /** Adds a file, or anything else with a name. */
  public FilesDigest add(String name, byte[] content) {
    part(name.getBytes(StandardCharsets.UTF_8));
    part(content);
    return this;
  }

  /** Adds a text under a name. */
  public FilesDigest add(String name, String text) {
    return add(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** 64 hexadecimal digits; afterwards it is empty again. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  // With its length, so that what ends one part cannot begin the next.
  private void part(byte[] bytes) {
    digest.update(
        ByteBuffer.allocate(Integer.BYTES + 2 * Long.BYTES)
            .putInt(bytes.length)
            .putLong(checksum(new CRC32(), bytes))
            .putLong(checksum(new CRC32C(), bytes))
            .flip());
  }

  private static long checksum(Checksum checksum, byte[] bytes) {
    checksum.update(bytes);
    return checksum.getValue();
  }
}
