package com.xtrading.platform.declaration;

import com.xtrading.platform.dashboard.Dashboard;
import com.xtrading.platform.model.Cidr;
import com.xtrading.platform.model.Port;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything that was declared for one environment, as values. Derivations read it, proofs hold the
 * rendered result against it.
 *
 * @param environment name of the environment
 * @param running who runs, and what they may do
 * @param connections every connection that is meant to exist
 * @param needs what must be there for those who run
 * @param watched what somebody looks at
 * @param pages what people open in a browser
 */
public record Topology(
    String environment,
    Running running,
    Connections connections,
    Needs needs,
    Watched watched,
    List<Page> pages) {

  /**
   * Who runs, and what they may do.
   *
   * @param namespaces where components live
   * @param groups the pods of every workload
   * @param rights what programs of add-ons may do
   */
  public record Running(List<Namespace> namespaces, List<PodGroup> groups, List<Rights> rights) {
    public Running {
      namespaces = List.copyOf(namespaces);
      groups = List.copyOf(groups);
      rights = List.copyOf(rights);
    }
  }

  /**
   * Every connection that is meant to exist.
   *
   * @param dependencies who connects to what, scrapes included
   * @param resolvers who answers name queries of every pod
   */
  public record Connections(List<Dependency> dependencies, List<Peer> resolvers) {
    public Connections {
      dependencies = List.copyOf(dependencies);
      resolvers = List.copyOf(resolvers);
    }
  }

  /**
   * What must be there for those who run.
   *
   * @param secrets what comes from Vault
   * @param certificates what the platform's authority issues
   * @param backups stores that must come back
   */
  public record Needs(
      List<SecretNeed> secrets, List<CertificateNeed> certificates, List<BackupNeed> backups) {
    public Needs {
      secrets = List.copyOf(secrets);
      certificates = List.copyOf(certificates);
      backups = List.copyOf(backups);
    }
  }

  /**
   * What somebody looks at.
   *
   * @param metrics what Prometheus scrapes of pods
   * @param nodes what it scrapes of nodes
   * @param recordings expressions whose result is kept
   * @param alerts what somebody must know about
   * @param dashboards what Grafana shows
   * @param slos what services promise
   */
  public record Watched(
      List<MetricSource> metrics,
      List<NodeMetrics> nodes,
      List<RecordingRule> recordings,
      List<AlertRule> alerts,
      List<Dashboard> dashboards,
      List<Slo> slos) {
    public Watched {
      metrics = List.copyOf(metrics);
      nodes = List.copyOf(nodes);
      recordings = List.copyOf(recordings);
      alerts = List.copyOf(alerts);
      dashboards = List.copyOf(dashboards);
      slos = List.copyOf(slos);
    }
  }

  public Topology {
    pages = List.copyOf(pages);
  }

  /** Ports at which name queries are answered. */
  public static final List<Port> RESOLVER_PORTS =
      List.of(Port.tcp("dns-tcp", 53), Port.udp("dns", 53));

  /** Where connections between pods of the mesh arrive ("HBONE"), whatever port they are for. */
  public static final Port MESH_TUNNEL = Port.tcp("hbone", 15008);

  /**
   * From where the mesh lets probes of the kubelet come (istio/istio, cni/README.md); nobody else
   * has this address.
   */
  public static final Cidr MESH_PROBES = new Cidr("169.254.7.127/32");

  public List<Namespace> namespaces() {
    return running.namespaces;
  }

  public List<PodGroup> groups() {
    return running.groups;
  }

  public List<Rights> rights() {
    return running.rights;
  }

  public List<Dependency> dependencies() {
    return connections.dependencies;
  }

  public List<Peer> resolvers() {
    return connections.resolvers;
  }

  public List<SecretNeed> secrets() {
    return needs.secrets;
  }

  public List<CertificateNeed> certificates() {
    return needs.certificates;
  }

  public List<BackupNeed> backups() {
    return needs.backups;
  }

  public List<MetricSource> metrics() {
    return watched.metrics;
  }

  public List<NodeMetrics> nodeMetrics() {
    return watched.nodes;
  }

  public List<RecordingRule> recordings() {
    return watched.recordings;
  }

  public List<AlertRule> alerts() {
    return watched.alerts;
  }

  public List<Dashboard> dashboards() {
    return watched.dashboards;
  }

  public List<Slo> slos() {
    return watched.slos;
  }

  /** Whether pods are in the service mesh; addresses never are. */
  public boolean isMeshed(Peer peer) {
    return peer instanceof Peer.Pods pods
        && namespaces().stream()
            .anyMatch(namespace -> namespace.name().equals(pods.namespace()) && namespace.meshed());
  }

  /** Whether a connection goes through the mesh: both sides are in it, and it is TCP. */
  public boolean isMeshed(Dependency edge) {
    return isMeshed(edge.from())
        && isMeshed(edge.to().peer())
        && edge.to().port().protocol() == Port.Protocol.TCP;
  }

  /**
   * The service account of pods.
   *
   * @throws java.util.NoSuchElementException when nobody declares them
   */
  public String account(Peer.Pods pods) {
    return groups().stream()
        .filter(group -> group.pods().equals(pods))
        .map(PodGroup::account)
        .findFirst()
        .orElseThrow();
  }

  /** Connections that start at the given pods. */
  public Stream<Dependency> from(Peer.Pods pods) {
    return dependencies().stream().filter(dependency -> dependency.from().equals(pods));
  }

  /** Connections that end at the given pods. */
  public Stream<Dependency> to(Peer.Pods pods) {
    return dependencies().stream().filter(dependency -> dependency.to().peer().equals(pods));
  }
}
