package com.xtrading.platform.declaration;

import com.xtrading.platform.model.Cidr;
import com.xtrading.platform.model.Port;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything that was declared for one environment, as values. Derivations read it, proofs hold the
 * rendered result against it.
 *
 * @param environment name of the environment
 * @param namespaces where components live
 * @param groups the pods of every workload
 * @param resolvers who answers name queries of every pod
 * @param dependencies every connection that is meant to exist, scrapes included
 * @param metrics what Prometheus scrapes
 * @param secrets what comes from Vault
 * @param certificates what the platform's authority issues
 * @param backups stores that must come back
 * @param alerts what somebody must know about
 * @param dashboards what Grafana shows
 * @param rights what programs of add-ons may do
 * @param pages what people open in a browser
 */
public record Topology(
    String environment,
    List<Namespace> namespaces,
    List<PodGroup> groups,
    List<Peer> resolvers,
    List<Dependency> dependencies,
    List<MetricSource> metrics,
    List<SecretNeed> secrets,
    List<CertificateNeed> certificates,
    List<BackupNeed> backups,
    List<AlertRule> alerts,
    List<Dashboard> dashboards,
    List<Rights> rights,
    List<Page> pages) {

  public Topology {
    namespaces = List.copyOf(namespaces);
    groups = List.copyOf(groups);
    resolvers = List.copyOf(resolvers);
    dependencies = List.copyOf(dependencies);
    metrics = List.copyOf(metrics);
    secrets = List.copyOf(secrets);
    certificates = List.copyOf(certificates);
    backups = List.copyOf(backups);
    alerts = List.copyOf(alerts);
    dashboards = List.copyOf(dashboards);
    rights = List.copyOf(rights);
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

  /** Whether pods are in the service mesh; addresses never are. */
  public boolean isMeshed(Peer peer) {
    return peer instanceof Peer.Pods pods
        && namespaces.stream()
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
    return groups.stream()
        .filter(group -> group.pods().equals(pods))
        .map(PodGroup::account)
        .findFirst()
        .orElseThrow();
  }

  /** Connections that start at the given pods. */
  public Stream<Dependency> from(Peer.Pods pods) {
    return dependencies.stream().filter(dependency -> dependency.from().equals(pods));
  }

  /** Connections that end at the given pods. */
  public Stream<Dependency> to(Peer.Pods pods) {
    return dependencies.stream().filter(dependency -> dependency.to().peer().equals(pods));
  }
}
