package com.xtrading.platform.kubernetes;

import java.util.List;
import java.util.Map;
import org.cdk8s.plus25.k8s.KubeConfigMap;

/** Draws config maps. */
public final class ConfigMaps {

  /** A ConfigMap; never for secrets. */
  public static void draw(Scope scope, String name, Map<String, String> data) {
    draw(scope, name, Map.of(), data);
  }

  /** A ConfigMap with annotations. */
  public static void draw(
      Scope scope, String name, Map<String, String> annotations, Map<String, String> data) {
    KubeConfigMap.Builder.create(scope.chart(), scope.id("ConfigMap", name))
        .metadata(scope.metadata(name, annotations))
        .build();
    // Whole files stand in some: their text need not go through the kernel and back.
    scope.overlay("ConfigMap", name, List.of("data"), data);
  }

  private ConfigMaps() {}
}
