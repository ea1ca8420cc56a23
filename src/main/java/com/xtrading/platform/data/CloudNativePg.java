package com.xtrading.platform.data;

import com.xtrading.platform.component.AddOn;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.component.Versions;
import com.xtrading.platform.component.Workload;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.Namespace.PodSecurity;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.Rights.Power;
import com.xtrading.platform.kubernetes.PodTrees;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.metric.MetricSet;
import com.xtrading.platform.model.Cpu;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Port;
import com.xtrading.platform.model.Resources;
import java.util.List;

/** The CloudNativePG operator, which makes and heals PostgreSQL clusters. */
final class CloudNativePg {

  private static final Resources SIZE = new Resources(Cpu.millis(50), Memory.mebibytes(100));

  /** Operators keep everything they watch in memory. */
  private static final Resources LIMITS = new Resources(Cpu.millis(500), Memory.mebibytes(256));

  private final Workload operator;

  CloudNativePg(Platform platform) {
    AddOn addOn =
        new AddOn(
            platform,
            Delivery.addOn(
                "cloudnative-pg",
                "cnpg-system",
                PodSecurity.RESTRICTED,
                SyncWave.ADD_ONS,
                Versions.CLOUDNATIVE_PG.with(
                    Fields.of("resources", PodTrees.resources(SIZE, LIMITS)))));
    operator =
        addOn
            .mayEverywhere(
                "makes clusters, each with an account and a role of its own, and keeps their keys",
                Power.READS_SECRETS,
                Power.RUNS_PODS,
                Power.CHANGES_PODS,
                Power.OPENS_SHELLS,
                Power.GIVES_RIGHTS,
                Power.CHANGES_ADMISSION)
            .deployment(
                "cloudnative-pg",
                "app.kubernetes.io/name",
                "cloudnative-pg",
                new PodGroup.Size(1, 1, SIZE, LIMITS))
            .usesApiServer()
            .calledByApiServer(Port.tcp("webhook-server", 9443), "admission of PostgreSQL clusters")
            .exposes(
                Port.tcp("metrics", 8080),
                "/metrics",
                MetricSource.Via.POD,
                MetricSet.CONTROLLER_RUNTIME);
  }

  /** Declares that the operator looks after a cluster: it asks each instance for its status. */
  void manages(List<Endpoint> instances) {
    instances.forEach(operator::uses);
  }
}
