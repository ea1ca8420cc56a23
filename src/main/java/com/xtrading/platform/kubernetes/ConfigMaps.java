package com.xtrading.platform.kubernetes;

import com.xtrading.platform.manifest.Fields;
import java.util.Map;

/** Draws config maps. */
public final class ConfigMaps {

  /** A ConfigMap; never for secrets. */
  public static void draw(Scope scope, String name, Map<String, String> data) {
    draw(scope, name, Map.of(), data);
  }

  /** A ConfigMap with annotations. */
  public static void draw(
      Scope scope, String name, Map<String, String> annotations, Map<String, String> data) {
    scope.tree("v1", "ConfigMap", name, annotations, Fields.of("data", data));
  }

  private ConfigMaps() {}
}
