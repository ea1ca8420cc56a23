package com.xtrading.platform.security;

import com.xtrading.platform.component.AddOn;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.component.Versions;
import com.xtrading.platform.component.Workload;
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
import java.util.Map;

/** cert-manager: issues certificates and renews them in time. */
public final class CertManager {

  /** Where it looks for the keys of authorities that serve every namespace. */
  static final String NAMESPACE = "cert-manager";

  private static final Port METRICS = Port.tcp("http-metrics", 9402);
  private static final Port WEBHOOK = Port.tcp("https", 10250);
  private static final Resources SIZE = new Resources(Cpu.millis(20), Memory.mebibytes(64));

  /** Operators keep everything they watch in memory. */
  private static final Resources LIMITS = new Resources(Cpu.millis(500), Memory.mebibytes(192));

  private final Workload controller;

  public CertManager(Platform platform) {
    Map<String, Object> resources = PodTrees.resources(SIZE, LIMITS);
    AddOn addOn =
        new AddOn(
            platform,
            Delivery.addOn(
                "cert-manager",
                NAMESPACE,
                PodSecurity.RESTRICTED,
                SyncWave.ADD_ONS,
                Versions.CERT_MANAGER.with(
                    Fields.of("crds", Fields.of("enabled", true).with("keep", true))
                        // By default the lock lies in kube-system, where nothing of ours belongs.
                        .with(
                            "global",
                            Fields.of("leaderElection", Fields.of("namespace", NAMESPACE)))
                        // Looks for its own records where everybody else does, and needs no way to
                        // the name servers of every zone.
                        .with("dns01RecursiveNameserversOnly", true)
                        .with("resources", resources)
                        .with("webhook", Fields.of("resources", resources))
                        .with("cainjector", Fields.of("resources", resources))
                        .with("startupapicheck", Fields.of("resources", resources)))));
    addOn.mayEverywhere(
        "keys of certificates are secrets where they are used; answers to challenges by HTTP, which"
            + " are not used here, would be pods",
        Power.READS_SECRETS,
        Power.RUNS_PODS,
        Power.CHANGES_ADMISSION);
    PodGroup.Size one = new PodGroup.Size(1, 1, SIZE, LIMITS);
    controller =
        addOn
            .deployment("cert-manager", "app", "cert-manager", one)
            .usesApiServer()
            .exposes(METRICS, "/metrics", MetricSource.Via.POD, MetricSet.CERT_MANAGER);
    addOn
        .deployment("cert-manager-webhook", "app", "webhook", one)
        .usesApiServer()
        .calledByApiServer(WEBHOOK, "admission of certificates");
    addOn.deployment("cert-manager-cainjector", "app", "cainjector", one).usesApiServer();
    // Waits after each sync until the webhook answers.
    addOn
        .job(
            "cert-manager-startupapicheck",
            "app",
            "startupapicheck",
            new PodGroup.Size(0, 1, SIZE, LIMITS))
        .usesApiServer();
  }

  /** What asks authorities for certificates, for whoever names one outside of the platform. */
  public Workload controller() {
    return controller;
  }
}
