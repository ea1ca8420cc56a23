package com.xtrading.platform.environment.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.environment.file.EnvironmentLoader.Loaded;
import com.xtrading.platform.manifest.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/** Writes environment files for tests, as changed copies of those in the test resources. */
final class EnvironmentFiles {

  static final Path COMMITTED = Path.of("src/test/resources/environments");

  private final Path directory;

  EnvironmentFiles(Path directory) {
    this.directory = directory;
  }

  static String committed(String name) {
    return read(COMMITTED.resolve(name + ".yaml"));
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Staging with one text replaced; fails if the text is not there exactly once. */
  static String staging(String old, String replacement) {
    return change(committed("staging"), old, replacement);
  }

  static String change(String text, String old, String replacement) {
    assertThat(text.split(java.util.regex.Pattern.quote(old), -1)).as(old).hasSize(2);
    return text.replace(old, replacement);
  }

  /** A copy of staging that shares nothing which must be its own. */
  static String copyOfStaging(String name) {
    return committed("staging")
        .replace("name: staging", "name: " + name)
        .replace("domain: staging.", "domain: " + name + ".")
        .replace("namespace: pytrading-staging", "namespace: pytrading-" + name)
        .replace("destination: staging", "destination: " + name)
        .replace("bucket: xtrading-backups-staging", "bucket: xtrading-backups-" + name)
        .replaceAll("publicKey: .*", "publicKey: " + publicKeyOf(name));
  }

  /** An Ed25519 key (RFC 8410, section 4) that belongs to a name, and has no other half. */
  static String publicKeyOf(String name) {
    byte[] prefix = HexFormat.of().parseHex("302a300506032b6570032100");
    byte[] key = Arrays.copyOf(prefix, prefix.length + 32);
    byte[] hash = HexFormat.of().parseHex(Sha256.of(name));
    System.arraycopy(hash, 0, key, prefix.length, hash.length);
    return Base64.getEncoder().encodeToString(key);
  }

  EnvironmentFiles write(String fileName, String text) {
    try {
      Files.writeString(directory.resolve(fileName), text);
      return this;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  Loaded load() {
    return EnvironmentLoader.load(directory);
  }

  /** The problems of one staging.yaml, without the directory. */
  List<String> problemsOfStaging(String text) {
    Loaded loaded = write("staging.yaml", text).load();
    assertThat(loaded.environments().isEmpty()).isNotEqualTo(loaded.problems().isEmpty());
    return messages(loaded);
  }

  List<String> messages(Loaded loaded) {
    String prefix = directory.toString().replace('\\', '/') + "/";
    return loaded.problems().stream()
        .map(problem -> problem.toString().replace(prefix, ""))
        .toList();
  }

  /** The line, from 1, that begins with a text after its indentation. */
  static int lineOf(String text, String begin) {
    List<String> lines = text.lines().toList();
    return 1
        + IntStream.range(0, lines.size())
            .filter(i -> lines.get(i).strip().startsWith(begin))
            .findFirst()
            .orElseThrow();
  }
}
