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
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.kubernetes.PodTrees;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.metric.MetricSet;
import com.xtrading.platform.model.Cpu;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Port;
import com.xtrading.platform.model.Resources;

/** The Redis operator, which forms Redis clusters and puts them together again. */
final class RedisOperator {

  private static final long USER = 65532;
  private static final Resources SIZE = new Resources(Cpu.millis(50), Memory.mebibytes(128));
  private static final Resources LIMITS = new Resources(Cpu.millis(500), Memory.mebibytes(256));

  private final Workload operator;

  RedisOperator(Platform platform) {
    AddOn addOn =
        new AddOn(
            platform,
            Delivery.addOn(
                "redis-operator",
                "redis-operator",
                PodSecurity.RESTRICTED,
                SyncWave.ADD_ONS,
                Versions.REDIS_OPERATOR.with(
                    Fields.of("resources", PodTrees.resources(SIZE, LIMITS))
                        // It looks at the stores alone; its role would let it look anywhere.
                        .with(
                            "redisOperator",
                            Fields.of("watchNamespace", platform.namespace(Zone.DATA).name()))
                        // The path that upstream tests: TLS, full names of pods, a read-only root.
                        // It names files of data differently, so it is not to be changed later.
                        .with("featureGates", Fields.of("GenerateConfigInInitContainer", true))
                        .with("podSecurityContext", PodTrees.nonRoot().with("runAsUser", USER))
                        .with("securityContext", PodTrees.locked()))));
    operator =
        addOn
            .mayEverywhere(
                "makes StatefulSets, reads passwords and runs commands that form a cluster",
                Power.READS_SECRETS,
                Power.RUNS_PODS,
                Power.CHANGES_PODS,
                Power.OPENS_SHELLS)
            .deployment(
                "redis-operator", "name", "redis-operator", new PodGroup.Size(1, 1, SIZE, LIMITS))
            .usesApiServer()
            .exposes(
                Port.tcp("metrics", 8080),
                "/metrics",
                MetricSource.Via.POD,
                MetricSet.CONTROLLER_RUNTIME);
  }

  /** Declares that the operator looks after the servers of a cluster. */
  void manages(Endpoint servers) {
    operator.uses(servers);
  }
}
