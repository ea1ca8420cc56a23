package com.xtrading.platform.policy.rules.addresses;

import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.network.AddressRange;
import com.xtrading.platform.network.Connectivity;
import com.xtrading.platform.network.Party;
import com.xtrading.platform.network.Protocol;
import com.xtrading.platform.network.Traffic;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.objects.LabelSelector;
import com.xtrading.platform.objects.ObjectIndex;
import com.xtrading.platform.objects.ObjectReference;
import com.xtrading.platform.objects.PodTemplate;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Findings;
import com.xtrading.platform.policy.Rule;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Pods may connect to whatever they are told about. */
public final class AddressesAreReachable implements Rule {

  @Override
  public String statement() {
    return "Every address of a service that stands in the environment, the arguments or a config map"
        + " of a pod is that of a Service with that port, and the network policies on both sides let"
        + " the pod reach the pods behind it; an address of the internet protocol, of either version, is"
        + " one that it may reach; and any other host is one of ours, or one that a declared connection of"
        + " the pod leads to. A word without scheme, port and dot is a host where its key says so (DB_HOST)"
        + " or where a Service of the pod's namespace is called so.";
  }

  @Override
  public String remedy() {
    return "Declare the connection (uses): the address, its port and both policies follow.";
  }

  @Override
  public List<Finding> check(Evidence evidence) {
    Findings findings = new Findings(this);
    ObjectIndex index = evidence.index();
    Set<String> namespaces =
        evidence.objects().ofKind(Kinds.NAMESPACE).map(Manifest::name).collect(Collectors.toSet());
    Set<String> published = published(evidence);
    Set<String> own = evidence.identities().of(evidence.environment());
    List<PodTemplate> ours = evidence.objects().ourPods().toList();
    PodSettings.Within within =
        evidence.texts().of(PodSettings.Within.class, PodSettings.Within::new);
    Map<PodTemplate, PodSettings> told = new IdentityHashMap<>();
    Set<AddressRange> asked = new LinkedHashSet<>();
    for (PodTemplate pod : ours) {
      told.put(pod, PodSettings.of(pod, index, within));
      told.get(pod).addresses().forEach(host -> asked.add(host.range()));
    }
    Connectivity connectivity = evidence.connectivity().knowing(asked);
    for (PodTemplate pod : ours) {
      PodSettings settings = told.get(pod);
      Set<String> known = declared(pod, evidence.topology());
      Told check = new Told(pod, index, connectivity, findings);
      settings.services(pod.owner().namespace(), namespaces, index).forEach(check::check);
      settings.addresses().forEach(check::check);
      settings
          .outside(namespaces)
          .filter(host -> !own.contains(host.name()))
          .filter(host -> !published.contains(host.name()) && !known.contains(host.name()))
          .forEach(host -> check.find(host, "no connection to that host is declared for the pod"));
    }
    return findings.list();
  }

  /** Names under which the platform itself is reached from outside. */
  private static Set<String> published(Evidence evidence) {
    return evidence
        .objects()
        .ofKind(Kinds.HTTP_ROUTE)
        .flatMap(route -> route.at("spec", "hostnames").elements())
        .map(name -> name.text(""))
        .collect(Collectors.toSet());
  }

  /** Hosts to which declared connections of a pod lead. */
  private static Set<String> declared(PodTemplate pod, Topology topology) {
    return topology.dependencies().stream()
        .filter(
            dependency ->
                dependency.from() instanceof Peer.Pods from
                    && from.select(pod.source().namespace(), pod.labels()))
        .map(dependency -> dependency.to().host())
        .collect(Collectors.toSet());
  }

  private record Told(
      PodTemplate pod, ObjectIndex index, Connectivity connectivity, Findings findings) {

    void check(ServiceAddress address) {
      if (address.isBuiltIn()) {
        return;
      }
      ObjectReference service = index.service(address.namespace(), address.name(), address.port());
      switch (service.missing()) {
        case OBJECT -> find(address, "there is no such Service");
        case PART -> find(address, "the Service has no such port");
        case NOTHING -> reach(address, service.object().orElseThrow(), service.parts());
      }
    }

    void check(HostAddress address) {
      for (Party self : connectivity.partiesOf(pod.owner())) {
        boolean reachable =
            connectivity.parties().stream()
                .filter(
                    party ->
                        party instanceof Party.Outside outside
                            && outside.range().contains(address.range()))
                .anyMatch(outside -> isOpen(connectivity.between(self, outside), address.port()));
        if (!reachable) {
          find(address, "network policies do not let %s reach it".formatted(self));
        }
      }
    }

    /** At least one port where none is named. */
    private static boolean isOpen(Traffic traffic, String port) {
      return port.isEmpty()
          ? !traffic.isEmpty()
          : Stream.of(Protocol.TCP, Protocol.UDP)
              .anyMatch(
                  protocol -> traffic.containsAll(Traffic.of(protocol, Integer.parseInt(port))));
    }

    /** At least one port must be open where none is named. */
    private void reach(ServiceAddress address, Manifest service, List<Tree> ports) {
      List<PodTemplate> behind =
          index.pods(service.namespace(), LabelSelector.ofLabels(service.at("spec", "selector")));
      for (PodTemplate target : behind) {
        if (target.labels().equals(pod.labels())) {
          continue;
        }
        for (Party self : connectivity.partiesOf(pod.owner())) {
          for (Party other : connectivity.partiesOf(target.owner())) {
            boolean reachable =
                self.equals(other)
                    || ports.stream()
                        .anyMatch(
                            port ->
                                connectivity
                                    .between(self, other)
                                    .containsAll(traffic(port, target)));
            if (!reachable) {
              find(address, "network policies do not let %s reach %s".formatted(self, other));
            }
          }
        }
      }
    }

    private static Traffic traffic(Tree port, PodTemplate target) {
      Tree wanted = port.at("targetPort").exists() ? port.at("targetPort") : port.at("port");
      long number =
          wanted.number(
              target.ports().stream()
                  .filter(one -> one.at("name").text("").equals(wanted.text("")))
                  .map(one -> one.at("containerPort").number(0))
                  .findFirst()
                  .orElse(0L));
      Protocol protocol = Protocol.valueOf(port.at("protocol").text("TCP"));
      return number == 0 ? Traffic.ALL : Traffic.of(protocol, (int) number);
    }

    private void find(Object address, String problem) {
      findings.add(
          pod,
          pod.specPath(),
          "is told of %s, and %s".formatted(address, problem),
          "declare the connection, or correct the address");
    }
  }
}
