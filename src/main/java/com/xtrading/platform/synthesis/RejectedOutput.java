package com.xtrading.platform.synthesis;

import com.xtrading.platform.manifest.Folders;
import com.xtrading.platform.manifest.OutputFile;
import com.xtrading.platform.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps output that was judged unfit where it can be looked at: {@code target/rejected/<env>/}. */
public final class RejectedOutput {

  /** Writes the files of one environment and returns their folder, relative to the project. */
  public static Path write(Path project, EnvironmentOutput output) {
    Path folder = Path.of("target", "rejected", output.name());
    Path root = project.resolve(folder);
    if (Files.isSymbolicLink(root.getParent())) {
      throw new UserError(
          "%s is a link, and what lies in it is replaced".formatted(root.getParent()),
          "remove the link");
    }
    try {
      Folders.delete(root);
      for (OutputFile file : output.files()) {
        Path path = root.resolve(file.path());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.text());
      }
    } catch (IOException e) {
      throw new UserError(
          "%s cannot be written (%s)".formatted(root, e.getMessage()), "check its permissions");
    }
    return folder;
  }

  private RejectedOutput() {}
}
