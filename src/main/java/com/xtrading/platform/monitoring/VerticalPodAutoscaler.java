package com.xtrading.platform.monitoring;

import com.xtrading.platform.component.AddOn;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.component.Versions;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.Namespace.PodSecurity;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.kubernetes.PodTrees;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.metric.MetricSet;
import com.xtrading.platform.model.Cpu;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Port;
import com.xtrading.platform.model.Resources;
import java.util.List;
import java.util.Map;

/**
 * The recommender of the vertical pod autoscaler, without the parts that change pods: it says what
 * requests would have been right, and a person writes them into the environment file.
 */
public final class VerticalPodAutoscaler {

  private static final String NAME = "vertical-pod-autoscaler";
  private static final Resources SIZE = new Resources(Cpu.millis(20), Memory.mebibytes(96));
  private static final Resources LIMITS = new Resources(Cpu.millis(200), Memory.mebibytes(256));

  /** Where the environment wants recommendations. */
  public VerticalPodAutoscaler(Platform platform) {
    if (platform.environment().monitoring().recommendations()) {
      new AddOn(
              platform,
              Delivery.addOn(
                  NAME,
                  NAME,
                  PodSecurity.RESTRICTED,
                  SyncWave.ADD_ONS,
                  Versions.VERTICAL_POD_AUTOSCALER.with(values())))
          .mayEverywhere("reads what pods use")
          .deployment(
              "recommender",
              "app.kubernetes.io/component",
              "recommender",
              new PodGroup.Size(1, 1, SIZE, LIMITS))
          .ofAccount(NAME + "-recommender")
          .usesApiServer()
          .exposes(
              Port.tcp("prometheus", 8942),
              "/metrics",
              MetricSource.Via.POD,
              MetricSet.VERTICAL_POD_AUTOSCALER);
    }
  }

  private static Map<String, Object> values() {
    Map<String, Object> off = Fields.of("enabled", false);
    return Fields.of("updater", off)
        .with("admissionController", off)
        .with("podSecurityContext", PodTrees.nonRoot().with("runAsUser", 65534))
        .with("containerSecurityContext", PodTrees.locked())
        .with(
            "recommender",
            Fields.of("replicas", 1)
                .with("podDisruptionBudget", off)
                .with("resources", PodTrees.resources(SIZE, LIMITS))
                // Its own least, 250 MB, is more than most of our pods ask for.
                .with("extraArgs", List.of("--pod-recommendation-min-memory-mb=32")));
  }
}
