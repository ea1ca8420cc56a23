package com.xtrading.platform.component;

import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.CertificateNeed;
import com.xtrading.platform.declaration.Dependency;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.SecretNeed;
import com.xtrading.platform.metric.MetricSet;
import com.xtrading.platform.model.Port;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Pods that do one job, and what they declare: what they listen on, use, expose and need.
 * Everything cross-cutting is derived from here.
 */
public final class Workload {

  private final Component component;
  private PodGroup group;
  private final List<Dependency> dependencies = new ArrayList<>();
  private final List<MetricSource> metrics = new ArrayList<>();
  private final List<SecretNeed> secrets = new ArrayList<>();
  private final List<CertificateNeed> certificates = new ArrayList<>();
  private final SortedMap<String, String> connections = new TreeMap<>();
  private final Map<String, Port> ports = new HashMap<>();
  private Optional<String> unasked = Optional.empty();
  private Optional<String> absenceSaidBy = Optional.empty();
  private Optional<String> absenceShows = Optional.empty();

  Workload(Component component, PodGroup group) {
    this.component = component;
    this.group = group;
  }

  public String name() {
    return group.pods().name();
  }

  public Peer.Pods pods() {
    return group.pods();
  }

  /** Says which service account the pods get, where it is not called as they are. */
  public Workload ofAccount(String account) {
    group = group.withAccount(account);
    return this;
  }

  /** Says that the pods of an add-on listen at the address of their node. */
  public Workload onTheNetworkOfTheNode() {
    group = group.onTheNetworkOfTheNode();
    return this;
  }

  /**
   * Says that programs of the add-on make the pods while they run, of custom resources or for a
   * task: they are in no chart.
   */
  public Workload madeByPrograms() {
    group = group.madeByPrograms();
    return this;
  }

  /** Says which PriorityClass the values of a chart, or the chart itself, give the pods. */
  public Workload ofPriority(String className) {
    group = group.ofPriority(className);
    return this;
  }

  /** A place that others may use, behind the service that has the name of the workload. */
  public Endpoint offers(Port port, String purpose) {
    return offersAs(name(), port, purpose);
  }

  /** A place that others may use, behind a service with a name of its own. */
  public Endpoint offersAs(String service, Port port, String purpose) {
    listens(port);
    return Endpoint.of(
        pods(), "%s.%s.svc.cluster.local".formatted(service, pods().namespace()), port, purpose);
  }

  /**
   * Declares a connection. This is the only place where it exists: policies on both sides, settings
   * and credentials follow from it. Pods that are not ours to configure get their secrets, and find
   * them as their component says.
   */
  public Workload uses(Endpoint endpoint) {
    return connects(new Dependency(pods(), endpoint));
  }

  /**
   * Declares a connection that the pods do not wait for: they run while what they lead to is not
   * there yet.
   */
  public Workload leadsTo(Endpoint endpoint) {
    return connects(new Dependency(pods(), endpoint, false));
  }

  private Workload connects(Dependency dependency) {
    dependencies.add(dependency);
    Endpoint endpoint = dependency.to();
    endpoint.settings().forEach(this::connect);
    boolean ours = group.maker() == PodGroup.Maker.PLATFORM;
    for (Endpoint.Credential credential : endpoint.credentials()) {
      SecretNeed need = SecretNeed.of(pods().namespace(), component.name(), credential);
      secrets.add(need);
      if (ours) {
        credential.form().keys().forEach(key -> connect(credential, key, need));
      }
    }
    endpoint
        .trustSetting()
        .ifPresent(
            setting -> {
              if (ours) {
                connect(setting, SecretFiles.AUTHORITY);
              }
              trust();
            });
    return this;
  }

  private void listens(Port port) {
    Port other = ports.putIfAbsent("%s %d".formatted(port.protocol(), port.number()), port);
    if (other != null && !other.equals(port)) {
      throw new DeclarationException(
          "%s listens on port %d as %s and as %s; give one of them another number"
              .formatted(name(), port.number(), other.name(), port.name()));
    }
  }

  private void connect(Endpoint.Credential credential, String key, SecretNeed need) {
    connect(
        "%s_%s_FILE".formatted(credential.prefix(), key.toUpperCase(Locale.ROOT)),
        SecretFiles.path(need, key));
  }

  private void connect(String setting, String value) {
    if (group.maker() != PodGroup.Maker.PLATFORM) {
      throw new DeclarationException(
          "%s would need the setting %s, and its pods are not ours to configure"
              .formatted(name(), setting));
    }
    if (connections.put(setting, value) != null) {
      throw new DeclarationException(
          "%s uses two endpoints that both set %s; give one of them another prefix"
              .formatted(name(), setting));
    }
  }

  /** Declares that the pods talk to the Kubernetes API server. */
  public Workload usesApiServer() {
    component.platform().apiServer().forEach(this::uses);
    return this;
  }

  /** Declares that the API server calls the pods, as it does with admission webhooks. */
  public Workload calledByApiServer(Port port, String purpose) {
    return calledBy(component.platform().apiServerAddresses(), port, purpose);
  }

  /** Declares that somebody outside the pod network calls the pods. */
  public Workload calledBy(Peer.Addresses callers, Port port, String purpose) {
    dependencies.add(new Dependency(callers, offers(port, purpose)));
    return this;
  }

  /** Declares that the pods talk to each other. */
  public Workload usesItself(Port port, String purpose) {
    return uses(offers(port, purpose));
  }

  /** Declares metrics that answer on a port in plain HTTP. */
  public Workload exposes(Port port, String path, MetricSource.Via via, MetricSet... offers) {
    return exposes(port, path, via, MetricSource.Labelling.PLAIN, offers);
  }

  /** The same, and what becomes of their labels. */
  public Workload exposes(
      Port port,
      String path,
      MetricSource.Via via,
      MetricSource.Labelling labelling,
      MetricSet... offers) {
    listens(port);
    metrics.add(
        new MetricSource(
            pods(), MetricSource.Target.http(port, path), via, labelling, List.of(offers)));
    return this;
  }

  /** Declares metrics that answer in HTTPS, with a certificate that the pods present. */
  public Workload exposes(
      Port port, String path, CertificateNeed certificate, String serverName, MetricSet... offers) {
    return exposes(port, path, Map.of(), certificate, serverName, offers);
  }

  /** The same, for a place that is asked with parameters. */
  public Workload exposes(
      Port port,
      String path,
      Map<String, List<String>> parameters,
      CertificateNeed certificate,
      String serverName,
      MetricSet... offers) {
    listens(port);
    metrics.add(
        new MetricSource(
            pods(),
            new MetricSource.Target(
                port,
                path,
                new TreeMap<>(parameters),
                Optional.of(new MetricSource.Tls(certificate.name(), serverName))),
            MetricSource.Via.POD,
            MetricSource.Labelling.PLAIN,
            List.of(offers)));
    return this;
  }

  /** Declares a secret that the pods read, beyond those that endpoints bring. */
  public Workload needs(SecretNeed need) {
    secrets.add(need);
    return this;
  }

  /** Declares that the pods prove themselves with a certificate. */
  public Workload presents(CertificateNeed certificate) {
    certificates.add(certificate);
    return this;
  }

  private void trust() {
    CertificateNeed trust = CertificateNeed.trust(pods().namespace());
    if (!certificates.contains(trust)) {
      certificates.add(trust);
    }
  }

  /** Settings that follow from the edges, such as {@code DATABASE_HOST}. */
  public SortedMap<String, String> connections() {
    return Collections.unmodifiableSortedMap(connections);
  }

  /** The config map that carries {@link #connections()}. */
  public String connectionsName() {
    return name() + "-connections";
  }

  /** Secrets that the pods read. */
  public List<SecretNeed> secrets() {
    return Collections.unmodifiableList(secrets);
  }

  /** Certificates that the pods read, that of the authority among them. */
  public List<CertificateNeed> certificates() {
    return Collections.unmodifiableList(certificates);
  }

  /**
   * Says that what the pods use tells nothing about what they need, so that nobody asks.
   *
   * @param reason why it is so
   */
  public Workload withoutRecommendation(String reason) {
    unasked = Optional.of(reason);
    return this;
  }

  /**
   * Says that an alert of the component speaks when there is no pod, and says more than that.
   *
   * @param alert its name
   */
  public Workload absenceSaidBy(String alert) {
    absenceSaidBy = Optional.of(alert);
    return this;
  }

  /**
   * Says that nobody is told directly when there is no pod.
   *
   * @param reason who notices, and how
   */
  public Workload absenceShowsElsewhere(String reason) {
    absenceShows = Optional.of(reason);
    return this;
  }

  /**
   * Of which kind the object is whose pods are asked what requests would have been right: those of
   * ours that are there all the time.
   */
  Optional<String> recommended() {
    return unasked.isPresent() ? Optional.empty() : group.keeper().map(PodGroup.Kind::toString);
  }

  /** The alert of the component that speaks when there is no pod, where it is said. */
  Optional<String> absenceSaidBy() {
    return absenceSaidBy;
  }

  /** The alert that somebody gets when there is no pod, where nothing else says so. */
  Optional<AlertRule> absence() {
    boolean missed = group.mustBeThere() && !metrics.isEmpty();
    return missed && absenceSaidBy.isEmpty() && absenceShows.isEmpty()
        ? Optional.of(WorkloadAbsence.alert(metrics.get(0)))
        : Optional.empty();
  }

  PodGroup group() {
    return group;
  }

  List<Dependency> dependencies() {
    return dependencies;
  }

  List<MetricSource> metrics() {
    return metrics;
  }
}
