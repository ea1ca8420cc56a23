package com.xtrading.platform.synthesis;

import com.xtrading.platform.manifest.WriteOutcome;
import java.util.List;

/**
 * An environment that was written, and what was done to its folder.
 *
 * @param folder what people call it, such as {@code dist/staging}
 * @param objects number of Kubernetes objects in it
 * @param otherFiles number of files of other tools, the inventory included
 */
public record WrittenEnvironment(String folder, int objects, int otherFiles, WriteOutcome outcome) {

  static WrittenEnvironment of(String folder, EnvironmentOutput output, WriteOutcome outcome) {
    int objects = output.objects();
    return new WrittenEnvironment(folder, objects, output.files().size() - objects, outcome);
  }

  /** Its name. */
  public String name() {
    return outcome.environment();
  }

  /** What stayed though nobody here wrote it, each with what to do about it. */
  public List<String> warnings() {
    return outcome.foreign().stream()
        .map(
            path ->
                "%s/%s: is not ours and stays; move it away, Argo CD may apply it"
                    .formatted(folder, path))
        .toList();
  }

  /** What is there now and what changed, in one line. */
  @Override
  public String toString() {
    return "%s: %d objects, %d other files; %d written, %d removed"
        .formatted(folder, objects, otherFiles, outcome.written(), outcome.removed());
  }
}
