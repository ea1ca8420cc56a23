package com.xtrading.platform.security;

import com.xtrading.platform.component.Priority;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.declaration.SecretNeed;
import com.xtrading.platform.environment.ImageScanning;
import com.xtrading.platform.environment.ImageScanning.Registry;
import com.xtrading.platform.kubernetes.PodTrees;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.model.Cidr;
import com.xtrading.platform.model.Port;
import com.xtrading.platform.model.Resources;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the chart of Trivy operator is told. */
final class TrivyValues {

  /** The service of the server with the databases, as the chart calls it. */
  static final String SERVICE = "trivy-service";

  private static final long NOBODY = 65534;
  private static final long OPERATOR = 10000;
  private static final int BURST = 4;

  /** Nobody is pushed away for it. */
  static final String PRIORITY = Priority.BATCH.className();

  static Map<String, Object> of(
      ImageScanning scanning,
      List<String> namespaces,
      SecretNeed login,
      Resources requests,
      Resources limits) {
    return Fields.of("targetNamespaces", String.join(",", namespaces))
        // Pods of Jobs come by the hundred, and run images that Deployments run too.
        .with("targetWorkloads", "pod,replicaset,statefulset,daemonset")
        .with("operator", operator(scanning, login))
        .with("trivyOperator", scans())
        .with("trivy", trivy(scanning))
        .with("compliance", Fields.of("specs", List.of()))
        .with("priorityClassName", PRIORITY)
        .with("resources", PodTrees.resources(requests, limits))
        .with("podSecurityContext", PodTrees.runAs(OPERATOR));
  }

  private static Map<String, Object> operator(ImageScanning scanning, SecretNeed login) {
    Fields operator =
        Fields.of("scanJobsConcurrentLimit", scanning.scans().parallel())
            .with("scanJobTTL", "10m")
            .with("scanJobTimeout", "10m")
            .with("scannerReportTTL", "24h")
            .with("builtInTrivyServer", true)
            // Otherwise the operator may read every secret of the cluster.
            .with("accessGlobalSecretsAndServiceAccount", false)
            .with("vulnerabilityScannerEnabled", true)
            .with("exposedSecretScannerEnabled", true)
            // The pipeline attaches one to each image; here they would fill etcd.
            .with("sbomGenerationEnabled", false)
            .with("clusterSbomCacheEnabled", false)
            // Our own policies judge settings and roles before they are delivered.
            .with("configAuditScannerEnabled", false)
            .with("rbacAssessmentScannerEnabled", false)
            // Runs with the files of each node.
            .with("infraAssessmentScannerEnabled", false)
            .with("clusterComplianceEnabled", false)
            // A few series for each image; those by vulnerability are thousands.
            .with("metricsFindingsEnabled", true)
            .with("metricsVulnIdEnabled", false)
            .with("metricsExposedSecretInfo", false)
            .with("metricsImageInfo", false);
    if (scanning.login()) {
      operator.put("privateRegistryScanSecretsNames", Fields.of(login.namespace(), login.name()));
    }
    return operator;
  }

  private static Map<String, Object> scans() {
    return Fields.of("scanJobsInSameNamespace", false)
        .with("scanJobAutomountServiceAccountToken", false)
        .with("scanJobPodPriorityClassName", PRIORITY)
        .with("scanJobPodTemplateLabels", "app.kubernetes.io/name=" + TrivyOperator.SCAN)
        .with("scanJobPodTemplatePodSecurityContext", PodTrees.runAs(NOBODY))
        .with("scanJobPodTemplateContainerSecurityContext", PodTrees.locked())
        .with("useGCRServiceAccount", false);
  }

  private static Map<String, Object> trivy(ImageScanning scanning) {
    ImageScanning.Databases databases = scanning.databases();
    Map<String, String> mirrors = new TreeMap<>();
    for (Registry registry : scanning.registries()) {
      registry.mirror().ifPresent(copy -> mirrors.put(prefix(registry), copy));
    }
    return Fields.of("severity", "HIGH,CRITICAL")
        // What nobody has mended yet, nobody can act upon.
        .with("ignoreUnfixed", true)
        // One layer at a time.
        .with("slow", true)
        .with("timeout", "10m0s")
        .with("dbRegistry", databases.registry())
        .with("dbRepository", databases.database("trivy-db"))
        .with("javaDbRegistry", databases.registry())
        .with("javaDbRepository", databases.database("trivy-java-db"))
        .with("registry", Fields.of("mirror", mirrors))
        .with("serverServiceName", SERVICE)
        .with("priorityClassName", PRIORITY)
        // It fetches the databases anew when it starts, and needs no volume.
        .with("storageClassEnabled", false)
        .with("resources", sizes(scanning.scans().resources()))
        .with(
            "server",
            Fields.of("resources", sizes(scanning.resources()))
                .with("podSecurityContext", PodTrees.runAs(NOBODY))
                .with("securityContext", PodTrees.locked()));
  }

  /** How names of images begin once Trivy has made them complete. */
  private static String prefix(Registry registry) {
    String host = registry.host().value();
    return host.equals("docker.io") ? "index.docker.io" : host;
  }

  /** A place outside the cluster that speaks HTTPS. */
  static Endpoint at(String name, List<Cidr> cidrs, String purpose) {
    return Endpoint.of(new Peer.Addresses(name, cidrs), name, Port.tcp("https", 443), purpose);
  }

  static Resources burst(Resources requests) {
    return requests.withCpuTimes(BURST);
  }

  private static Map<String, Object> sizes(Resources requests) {
    return PodTrees.resources(requests, burst(requests));
  }

  private TrivyValues() {}
}
