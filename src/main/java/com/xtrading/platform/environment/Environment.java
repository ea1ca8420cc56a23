package com.xtrading.platform.environment;

import com.xtrading.platform.model.DnsName;
import com.xtrading.platform.model.ImageRef;
import com.xtrading.platform.model.KubernetesName;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything in which one environment differs from another, as written in {@code
 * environments/<name>.yaml}.
 */
public record Environment(
    @Describe("Name of the environment; equals the file name.") KubernetesName name,
    @Describe("Minor version of the Kubernetes cluster.") KubernetesVersion kubernetes,
    @Describe("Nodes, network and storage of the cluster.") Cluster cluster,
    @Describe("What is asked of the proof that everything fits on the nodes.") Capacity capacity,
    @Describe("Where Argo CD reads dist/ and where it deploys to.") GitOps gitops,
    @Describe("Domain below which the public hosts live, such as api.<domain>.") DnsName domain,
    @Describe("Namespace of the application; the other namespaces add a suffix to it.")
        KubernetesName namespace,
    @Describe("Images that we build ourselves.") Images images,
    @Describe("How these images are built and get here; left out where people write them in.")
        Optional<Releases> releases,
    @Describe("The Vault from which every secret comes.") Vault vault,
    @Describe("Groups of people.") People people,
    @Describe("Single sign-on of people; left out where nobody opens a user interface.")
        Optional<Identity> identity,
    @Describe("Settings of the application.") Application application,
    @Describe("Sizes of the services, by service name.")
        SortedMap<KubernetesName, Service> services,
    @Describe("How backtests are worked off.") Backtests backtests,
    @Describe("The way in from the internet.") Edge edge,
    @Describe("Sizes of the stores.") Data data,
    @Describe("Service mesh of the services; left out for none.") Optional<Mesh> mesh,
    @Describe("Prometheus and alerting.") Monitoring monitoring,
    @Describe("Search of the images that run for vulnerabilities; left out for none.")
        Optional<ImageScanning> imageScanning,
    @Describe("Clair, for a registry that calls it; left out for none.") Optional<Clair> clair,
    @Describe("Collection of logs.") Logging logging,
    @Describe("Collection of traces; left out where nobody collects them.")
        Optional<Tracing> tracing,
    @Describe("Backup of the stores.") Backup backup) {

  /** Images that are built from our own sources; tag and digest move with each release. */
  public record Images(
      @Describe("Python backend; the command selects the service.") ImageRef backend,
      @Describe("React front end served by unprivileged nginx.") ImageRef frontend) {}

  /** The host name by which a registry calls Clair. */
  public DnsName clairHost() {
    return domain.host("clair");
  }

  /** The public host name of the HTTP API. */
  public DnsName apiHost() {
    return apiHost(domain);
  }

  public static DnsName apiHost(DnsName domain) {
    return domain.host("api");
  }

  /** The host names of user interfaces, by their names. */
  public SortedMap<KubernetesName, DnsName> uiHosts() {
    SortedMap<KubernetesName, DnsName> hosts = new TreeMap<>();
    identity.ifPresent(
        known -> known.uis().keySet().forEach(ui -> hosts.put(ui, domain.host(ui.value()))));
    return hosts;
  }

  /** The groups who may open a user interface, as tokens of the provider name them. */
  public SortedMap<People.Kind, String> groupsOf(Identity.Ui ui) {
    SortedMap<People.Kind, String> groups = new TreeMap<>();
    ui.who().forEach(kind -> groups.put(kind, identity.orElseThrow().inTokens(people.group(kind))));
    return groups;
  }
}
