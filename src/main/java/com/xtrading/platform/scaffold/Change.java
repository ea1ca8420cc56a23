package com.xtrading.platform.scaffold;

import com.xtrading.platform.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Files of the project with new texts.
 *
 * @param texts by path from the folder of the project
 */
public record Change(SortedMap<String, String> texts) {

  public Change {
    texts = new TreeMap<>(texts);
  }

  /** Reads a file of the project. */
  static String read(Path project, String path) {
    try {
      return Files.readString(project.resolve(path));
    } catch (IOException e) {
      throw new UserError(
          "%s cannot be read".formatted(path), "run it in the folder of the project");
    }
  }

  /**
   * Writes them, each as a whole: all are there beside the old ones before the first of them is
   * replaced.
   *
   * @return their paths
   */
  public List<String> write(Path project) {
    List<Path> drafts = new ArrayList<>();
    try {
      for (Map.Entry<String, String> file : texts.entrySet()) {
        Path path = project.resolve(file.getKey());
        drafts.add(
            Files.writeString(
                path.resolveSibling("." + path.getFileName() + ".new"), file.getValue()));
      }
      int next = 0;
      for (String path : texts.keySet()) {
        Files.move(
            drafts.get(next++),
            project.resolve(path),
            StandardCopyOption.REPLACE_EXISTING,
            StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      drafts.forEach(Change::forget);
      throw new UserError(
          "the project cannot be written: " + e.getMessage(), "check permissions and space");
    }
    return List.copyOf(texts.keySet());
  }

  private static void forget(Path draft) {
    try {
      Files.deleteIfExists(draft);
    } catch (IOException e) {
      // It lies there with a name that says what it is.
    }
  }
}
