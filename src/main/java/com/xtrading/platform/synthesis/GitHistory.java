package com.xtrading.platform.synthesis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** What git knows of a folder; without git, or outside of what it keeps, nothing. */
final class GitHistory {

  private GitHistory() {}

  /**
   * Whether a file is surely in no commit that the work tree stands on: what was never committed
   * was never delivered.
   *
   * @param folder that holds the file
   */
  static boolean neverHeld(Path folder, String file) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try {
      Process git =
          new ProcessBuilder("git", "ls-tree", "--name-only", "HEAD", "--", file)
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      git.getOutputStream().close();
      String held = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return git.waitFor(10, TimeUnit.SECONDS) && git.exitValue() == 0 && held.isBlank();
    } catch (IOException thereIsNoGit) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
