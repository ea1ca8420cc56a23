package com.xtrading.platform.services;

import com.xtrading.platform.component.AddOn;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.Rendering;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.component.Versions;
import com.xtrading.platform.component.Workload;
import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.AlertRule.Condition;
import com.xtrading.platform.declaration.AlertRule.Message;
import com.xtrading.platform.declaration.AlertRule.Team;
import com.xtrading.platform.declaration.AlertRule.Urgency;
import com.xtrading.platform.declaration.AlertScenario.Given;
import com.xtrading.platform.declaration.CertificateNeed;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.Namespace.PodSecurity;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.Rights.Power;
import com.xtrading.platform.declaration.SecretNeed;
import com.xtrading.platform.declaration.SeriesLabels;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.kubernetes.ConfigMaps;
import com.xtrading.platform.kubernetes.PodTrees;
import com.xtrading.platform.kubernetes.Scope;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.metric.MetricSet;
import com.xtrading.platform.model.Cpu;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Port;
import com.xtrading.platform.model.Resources;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * KEDA, which asks the broker how much work there is and starts Jobs for it. It sees the namespace
 * of the application and its own, and reads no secret but those of its own.
 */
final class Keda extends AddOn {

  /** How KEDA proves itself to the broker, and knows it. */
  static final String AUTHENTICATION = "rabbitmq";

  private static final String NAME = "keda";

  private static final Resources SIZE = new Resources(Cpu.millis(50), Memory.mebibytes(96));
  private static final Resources LIMITS = new Resources(Cpu.millis(500), Memory.mebibytes(256));
  private static final String TLS = "broker-tls";

  private final SecretNeed login;

  /**
   * @param management where the broker says how long its queues are, with a login for KEDA
   */
  Keda(Platform platform, Endpoint management) {
    super(
        platform,
        Delivery.addOn(
                NAME,
                NAME,
                PodSecurity.RESTRICTED,
                SyncWave.LATE_ADD_ONS,
                Versions.KEDA.with(values(platform.namespace(Zone.APPLICATION).name())))
            .alsoIn(List.of(platform.namespace(Zone.APPLICATION))));
    mayInItsNamespaces("starts Jobs for work that waits", Power.RUNS_PODS);
    mayAtHome("reads its login at the broker, and keeps its own certificate", Power.READS_SECRETS);
    mayEverywhere(
        "gives its own certificate to those who check its kinds", Power.CHANGES_ADMISSION);
    Workload operator =
        deployment("keda-operator", "app", "keda-operator", new PodGroup.Size(1, 1, SIZE, LIMITS))
            .usesApiServer()
            .uses(management)
            .exposes(
                Port.tcp("metrics", 8080),
                "/metrics",
                MetricSource.Via.POD,
                MetricSet.KEDA,
                MetricSet.CONTROLLER_RUNTIME);
    login = operator.secrets().get(0);
    SeriesLabels pod = SeriesLabels.ofPod(NAME, "keda-operator", "keda-operator-0");
    alert(
        new AlertRule(
                "services",
                "BacktestsDoNotStart",
                new Condition(
                    ("increase(keda_scaler_detail_errors_total[10m]) > 0"
                            + " or absent(up{namespace=\"%s\", job=\"%s/keda-operator\"} == 1)")
                        .formatted(NAME, NAME),
                    Duration.ofMinutes(10)),
                Urgency.WARNING,
                new Message(
                    "KEDA starts no backtests",
                    "KEDA does not run, or the broker does not tell it how many backtests wait."))
            .of(Team.TRADING, "xtrading-backtests")
            .fires(
                "it cannot ask the broker",
                Given.of(pod.gauge("up", 1), pod.counter("keda_scaler_detail_errors_total", 0.01)),
                pod.alert())
            .fires("it does not run", Given.of(pod.gauge("up", 0)), SeriesLabels.none().alert())
            .quiet(
                "it asks without errors",
                Given.of(pod.gauge("up", 1), pod.counter("keda_scaler_detail_errors_total", 0))));
  }

  private static Map<String, Object> values(String namespace) {
    Map<String, Object> off = Fields.of("enabled", false);
    // Its own namespace too: what it does not watch it cannot read, its settings included.
    return Fields.of("watchNamespace", namespace + "," + NAME)
        // For objects that scale Deployments, of which there are none.
        .with("metricsServer", off)
        // They check what our own policies check before it is delivered.
        .with("webhooks", off)
        // For kinds of others that scale; it lets KEDA get every object there is, secrets included.
        .with("rbac", Fields.of("enabledCustomScaledRefKinds", false))
        .with("image", Fields.of("pullPolicy", "IfNotPresent"))
        .with("resources", Fields.of("operator", PodTrees.resources(SIZE, LIMITS)))
        .with(
            "permissions", Fields.of("operator", Fields.of("restrict", Fields.of("secret", true))))
        .with("prometheus", Fields.of("operator", Fields.of("enabled", true)));
  }

  @Override
  protected void render(Rendering rendering) {
    Scope scope = rendering.scope();
    ConfigMaps.draw(scope, TLS, Map.of("tls", "enable"));
    scope.clusterCustom(
        "keda.sh/v1alpha1",
        "ClusterTriggerAuthentication",
        AUTHENTICATION,
        Map.of(),
        Fields.of(
            "spec",
            Fields.of(
                    "secretTargetRef",
                    List.of(
                        read("username", login.name(), "username"),
                        read("password", login.name(), "password"),
                        read("ca", CertificateNeed.TRUST, CertificateNeed.AUTHORITY_KEY)))
                .with("configMapTargetRef", List.of(read("tls", TLS, "tls")))));
  }

  private static Map<String, Object> read(String parameter, String name, String key) {
    return Fields.of("parameter", parameter).with("name", name).with("key", key);
  }
}
