package com.xtrading.platform.synthesis;

import com.xtrading.platform.manifest.OutputFile;
import java.util.List;

/**
 * What {@code dist/<env>/} will be.
 *
 * @param name of the environment
 * @param files all of them, the inventory included
 */
public record EnvironmentOutput(String name, List<OutputFile> files) {

  /** Number of Kubernetes objects in it. */
  int objects() {
    return (int) files.stream().filter(file -> file.object().isPresent()).count();
  }
}
