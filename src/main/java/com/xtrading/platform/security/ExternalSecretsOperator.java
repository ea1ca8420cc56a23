package com.xtrading.platform.security;

import com.xtrading.platform.component.AddOn;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.component.Versions;
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
import java.util.Map;

/** The External Secrets Operator: reads Vault and keeps Kubernetes secrets equal to it. */
public final class ExternalSecretsOperator {

  private static final String NAME = "app.kubernetes.io/name";
  private static final Port METRICS = Port.tcp("metrics", 8080);
  private static final Port WEBHOOK = Port.tcp("webhook", 10250);
  private static final Resources SIZE = new Resources(Cpu.millis(20), Memory.mebibytes(96));

  /** The webhook, and what renews its certificate, watch next to nothing. */
  private static final Resources HELPER = new Resources(Cpu.millis(10), Memory.mebibytes(48));

  /** Operators keep everything they watch in memory. */
  private static final Resources LIMITS = new Resources(Cpu.millis(500), Memory.mebibytes(256));

  /**
   * @param secrets where they are read
   */
  public ExternalSecretsOperator(Platform platform, Endpoint secrets) {
    Map<String, Object> helper = PodTrees.resources(HELPER, LIMITS);
    AddOn addOn =
        new AddOn(
            platform,
            Delivery.addOn(
                "external-secrets",
                "external-secrets",
                PodSecurity.RESTRICTED,
                SyncWave.ADD_ONS,
                Versions.EXTERNAL_SECRETS.with(
                    Fields.of("installCRDs", true)
                        .with("leaderElect", true)
                        // Stores are namespaced: nothing may hand one namespace's secrets to
                        // another.
                        .with("processClusterStore", false)
                        .with("processClusterExternalSecret", false)
                        // Nothing here is written to Vault, and no secret is made up.
                        .with("processPushSecret", false)
                        .with("processClusterPushSecret", false)
                        .with("processClusterGenerator", false)
                        // A text: what is false loses its value in the chart, and means yes.
                        .with("extraArgs", Fields.of("enable-generator-state", "false"))
                        .with("resources", PodTrees.resources(SIZE, LIMITS))
                        .with("webhook", Fields.of("resources", helper))
                        .with("certController", Fields.of("resources", helper)))));
    addOn.mayEverywhere(
        "writes secrets from Vault, where it proves itself with a token of each namespace's reader",
        Power.READS_SECRETS,
        Power.TAKES_TOKENS,
        Power.CHANGES_ADMISSION);
    PodGroup.Size one = new PodGroup.Size(1, 1, HELPER, LIMITS);
    addOn
        .deployment(
            "external-secrets", NAME, "external-secrets", new PodGroup.Size(1, 1, SIZE, LIMITS))
        .usesApiServer()
        .uses(secrets)
        .exposes(
            METRICS,
            "/metrics",
            MetricSource.Via.POD,
            MetricSet.EXTERNAL_SECRETS,
            MetricSet.CONTROLLER_RUNTIME);
    addOn
        .deployment("external-secrets-webhook", NAME, "external-secrets-webhook", one)
        .calledByApiServer(WEBHOOK, "admission of secret stores and external secrets");
    addOn
        .deployment(
            "external-secrets-cert-controller", NAME, "external-secrets-cert-controller", one)
        .usesApiServer();
  }
}
