package com.xtrading.platform.synthesis;

import com.xtrading.platform.manifest.WriteOutcome;
import java.util.List;

/**
 * An environment that was written, and what was done to its folder.
 *
 * @param folder what people call it, such as {@code dist/staging}
 */
public record WrittenEnvironment(
    String folder, JudgedEnvironment environment, WriteOutcome outcome) {

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
    int objects = environment.manifests().size();
    return "%s: %d objects, %d other files; %d written, %d removed"
        .formatted(
            folder,
            objects,
            environment.files().size() - objects,
            outcome.written(),
            outcome.removed());
  }
}
