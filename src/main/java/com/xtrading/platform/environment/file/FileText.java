package com.xtrading.platform.environment.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a text file and reports what keeps it from being read. */
final class FileText {

  // Fifty times the size of a large environment; keeps a wrong file from filling the memory.
  private static final int LARGEST = 1 << 20;

  private FileText() {}

  static Optional<String> read(Path file, FileProblems problems) {
    if (!Files.isRegularFile(file)) {
      // Opening a pipe would wait for a writer.
      problems.add(
          Files.exists(file) ? "is not a regular file" : "cannot be found",
          "a YAML file",
          "move it away, or give it another extension");
      return Optional.empty();
    }
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(LARGEST + 1);
    } catch (IOException unreadable) {
      problems.add(
          "cannot be read (%s)".formatted(unreadable.getClass().getSimpleName()),
          "",
          "check its permissions");
      return Optional.empty();
    }
    if (bytes.length > LARGEST) {
      problems.add("is larger than 1 MiB", "up to 1 MiB", "remove what is no setting");
      return Optional.empty();
    }
    return decode(bytes, problems);
  }

  private static Optional<String> decode(byte[] bytes, FileProblems problems) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
    String text = out.flip().toString();
    if (result.isError()) {
      int line = 1 + (int) text.chars().filter(character -> character == '\n').count();
      problems.add(
          line,
          "",
          "has a byte 0x%02x that is not UTF-8".formatted(bytes[in.position()]),
          "text in UTF-8",
          "save the file as UTF-8");
      return Optional.empty();
    }
    return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
  }
}
