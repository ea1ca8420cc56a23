package com.xtrading.platform.delivery;

import com.xtrading.platform.component.Platform;
import com.xtrading.platform.declaration.AllowedDifference;
import java.util.List;
import java.util.Set;

/**
 * In what environments may differ. What was tried in one of them is delivered to the next, and
 * proves something there only as far as both are alike.
 */
public final class EnvironmentDifferences {

  private final Platform platform;

  private EnvironmentDifferences(Platform platform) {
    this.platform = platform;
  }

  /** Declares all of them. */
  public static void decide(Platform platform) {
    EnvironmentDifferences differences = new EnvironmentDifferences(platform);
    differences.names();
    differences.sizes();
    differences.service();
    differences.development();
  }

  /** Settings that call the same thing by another name. */
  private void names() {
    for (String path :
        List.of(
            "name",
            "namespace",
            "domain",
            "gitops.destination",
            "vault.server",
            "vault.cidrs",
            "vault.authMount",
            "people",
            "identity.issuer",
            "identity.cidrs",
            "cluster.network.apiServer.endpoints",
            "cluster.network.nodeCidrs",
            "cluster.storage.ceph.pool",
            "cluster.storage.ceph.monitors",
            "cluster.storage.ceph.cidrs",
            "backup.bucket",
            "logging.destination",
            "monitoring.alertmanager.chat",
            "monitoring.alertmanager.deadMansSwitch",
            "imageScanning.databases",
            "imageScanning.registries")) {
      platform.mayDiffer(
          new AllowedDifference(path, true, "every environment has its own", Set.of()));
    }
  }

  /** How much there is of the same. */
  private void sizes() {
    sized("nodes are as many and as large as the load asks for", "cluster.nodes", "cluster.system");
    sized("what must survive, and what is still to come, is a matter of size", "capacity");
    sized(
        "load differs",
        "services.*.replicas",
        "services.*.requests",
        "services.*.limits",
        "edge.proxy",
        "edge.gateway",
        "identity.proxy",
        "backtests.parallel",
        "backtests.requests",
        "backtests.limits");
    sized(
        "data differs in amount and in what its loss would cost",
        "data.*.resources",
        "data.*.storage",
        "data.postgres.walStorage",
        "data.postgres.instances",
        "data.postgres.pooler",
        "data.postgres.connectionsPerPod",
        "data.redis.replicasPerMaster",
        "data.influxdb.retention");
    sized(
        "less is watched, and for a shorter time, where nothing is earned",
        "monitoring.replicas",
        "monitoring.retention",
        "monitoring.storage",
        "monitoring.resources",
        "monitoring.nodeExporter",
        "monitoring.kubeStateMetrics",
        "monitoring.grafana",
        "monitoring.alertmanager.replicas",
        "monitoring.alertmanager.resources",
        "monitoring.alertmanager.storage",
        "logging.buffer",
        "logging.resources",
        "imageScanning.resources",
        "imageScanning.scans",
        "tracing.percent",
        "tracing.resources",
        "tracing.traces");
  }

  /** What only people of the one, or only customers of the other, must get. */
  private void service() {
    sized("a release is tried before it is delivered", "images.*.tag", "images.*.digest");
    sized(
        "people are woken up for production alone",
        "monitoring.level",
        "monitoring.alertmanager.pages");
    sized("production is delivered when somebody says so", "gitops.sync");
    sized("Argo CD runs in one cluster", "gitops.hub");
    sized("production comes back from another region", "backup.mode", "backup.replicaRegion");
    sized("lost data is looked for longer where it is real", "backup.retention");
    sized("volumes with real data outlive a mistake", "cluster.storage.reclaim");
    sized("customers come through a network of delivery", "edge.cdn", "edge.clients");
    sized("tokens of the one are worth nothing in the other", "edge.tokenKeys");
    sized("who may look depends on what there is to see", "identity.uis");
    between(
        Set.of("staging"),
        "files that pods share lie on a file server there",
        "cluster.storage.shared",
        "cluster.storage.nfs",
        "cluster.storage.ceph.filesystem");
  }

  /** Two small nodes, and people who change things. */
  private void development() {
    Set<String> development = Set.of("development");
    between(
        development,
        "there are only folders of nodes",
        "cluster.storage.block",
        "cluster.storage.local",
        "cluster.storage.ceph",
        "cluster.storage.shared");
    between(
        development,
        "there is no room for more than one of each",
        "backtests.mode",
        "backtests.deadline",
        "data.redis.masters",
        "data.rabbitmq.nodes",
        "identity",
        "imageScanning",
        "tracing",
        "monitoring.alertmanager",
        "monitoring.recommendations");
    between(development, "people look for mistakes there", "application.logLevel");
    between(development, "builds come without a promotion", "releases.from");
    between(
        development,
        "an authority for tests does not count how often it is asked",
        "edge.certificates.server");
  }

  private void sized(String reason, String... paths) {
    between(Set.of(), reason, paths);
  }

  private void between(Set<String> environments, String reason, String... paths) {
    for (String path : paths) {
      platform.mayDiffer(new AllowedDifference(path, false, reason, environments));
    }
  }
}
