package com.xtrading.platform.synthesis;

import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.manifest.Manifest;
import java.util.List;

/** The objects that are delivered now, to which a change must lead that Kubernetes accepts. */
@FunctionalInterface
public interface Delivered {

  /** Nothing: every environment is new. */
  Delivered NOTHING = (environment, rendered) -> List.of();

  /**
   * Those of an environment that rules about changes compare.
   *
   * @param rendered what is rendered now; a file that says the same need not be read as YAML
   */
  List<Manifest> objects(Environment environment, RenderedTexts rendered);
}
