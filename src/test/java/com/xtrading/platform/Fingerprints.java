package com.xtrading.platform;

import com.xtrading.platform.manifest.OutputFile;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A program that prints path and SHA-256 of everything that is rendered for the committed
 * environments.
 */
final class Fingerprints {

  public static void main(String[] args) throws NoSuchAlgorithmException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    for (JudgedEnvironment rendered : TestPlatform.reference()) {
      for (OutputFile file : rendered.files()) {
        byte[] hash =
            MessageDigest.getInstance("SHA-256")
                .digest(file.text().getBytes(StandardCharsets.UTF_8));
        out.println(
            "%s/%s %s"
                .formatted(
                    rendered.environment().name(), file.path(), HexFormat.of().formatHex(hash)));
      }
    }
  }

  private Fingerprints() {}
}
