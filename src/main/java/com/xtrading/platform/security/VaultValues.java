package com.xtrading.platform.security;

import com.xtrading.platform.component.Priority;
import com.xtrading.platform.declaration.LabelKeys;
import com.xtrading.platform.environment.Storage.StorageClass;
import com.xtrading.platform.environment.Vault;
import com.xtrading.platform.kubernetes.PodTrees;
import com.xtrading.platform.manifest.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What we say to HashiCorp's chart: servers alone, no sidecars and no drivers. */
final class VaultValues {

  /** Of the image. */
  private static final long USER = 100;

  private static final long GROUP = 1000;

  /** Five seconds until nobody sends requests any more, and time for those that are there. */
  private static final int GRACE_SECONDS = 30;

  /** For the user and the group: the key of the certificate is among the files. */
  private static final int FILE_MODE = 0440;

  /** Open, whether active or standing by; a sealed server gets no requests. */
  private static final String HEALTH = "/v1/sys/health?standbyok=true&perfstandbyok=true";

  static Map<String, Object> of(Vault.Own own, String configuration) {
    return Fields.of("global", Fields.of("tlsDisable", false))
        .with("injector", Fields.of("enabled", false))
        .with("csi", Fields.of("enabled", false))
        .with("server", server(own, Unsealing.by(own.seal().kind()), configuration));
  }

  private static Map<String, Object> server(
      Vault.Own own, Unsealing unsealing, String configuration) {
    Fields server =
        Fields.of("resources", PodTrees.resources(own.resources()))
            .with("priorityClassName", Priority.DATA.className())
            .with("affinity", PodTrees.apart(LabelKeys.NAME, VaultServers.NAME))
            .with("logFormat", "json")
            // A person replaces the servers one by one, the active one last.
            .with("updateStrategyType", "OnDelete")
            .with("readinessProbe", Fields.of("path", HEALTH))
            // Servers find each other through a service of their own before they are ready.
            .with(
                "service",
                Fields.of("publishNotReadyAddresses", false)
                    .with("standby", Fields.of("enabled", false)))
            .with("terminationGracePeriodSeconds", GRACE_SECONDS)
            .with(
                "dataStorage",
                Fields.of("size", own.storage().toString())
                    // The one class whose driver needs no secret.
                    .with("storageClass", StorageClass.LOCAL_PATH.className()))
            .with("extraPorts", List.of(metrics()))
            .with("extraVolumes", secrets(unsealing))
            // The start script writes there, and nowhere else in the image.
            .with("volumes", List.of(Fields.of("name", "tmp").with("emptyDir", Map.of())))
            .with("volumeMounts", List.of(Fields.of("name", "tmp").with("mountPath", "/tmp")))
            .with("serviceAccount", account(unsealing))
            .with(
                "statefulSet",
                Fields.of(
                    "securityContext",
                    Fields.of(
                            "pod",
                            PodTrees.nonRoot()
                                .with("runAsUser", USER)
                                .with("runAsGroup", GROUP)
                                .with("fsGroup", GROUP))
                        .with("container", PodTrees.locked())))
            .with("ha", ha(own.nodes(), configuration));
    if (!unsealing.podLabels().isEmpty()) {
      server.put("extraLabels", unsealing.podLabels());
    }
    return server;
  }

  private static Map<String, Object> metrics() {
    return Fields.of("name", VaultServers.METRICS.name())
        .with("containerPort", VaultServers.METRICS.number());
  }

  private static List<Map<String, Object>> secrets(Unsealing unsealing) {
    List<Map<String, Object>> volumes = new ArrayList<>();
    Stream.concat(Stream.of(VaultServers.CERTIFICATE.name()), unsealing.secret().stream())
        .forEach(
            name ->
                volumes.add(
                    Fields.of("type", "secret").with("name", name).with("defaultMode", FILE_MODE)));
    return volumes;
  }

  private static Map<String, Object> account(Unsealing unsealing) {
    return unsealing.accountAnnotations().isEmpty()
        ? Fields.of("create", true)
        : Fields.of("create", true).with("annotations", unsealing.accountAnnotations());
  }

  private static Map<String, Object> ha(int nodes, String configuration) {
    return Fields.of("enabled", true)
        .with("replicas", nodes)
        // The name that the certificate is for, and not the address of the pod.
        .with(
            "apiAddr",
            "https://$(VAULT_K8S_POD_NAME).%s:%d"
                .formatted(VaultServers.host(VaultServers.PEERS), VaultServers.API.number()))
        .with(
            "raft",
            Fields.of("enabled", true).with("setNodeId", true).with("config", configuration))
        .with("disruptionBudget", Fields.of("enabled", true).with("maxUnavailable", 1));
  }

  private VaultValues() {}
}
