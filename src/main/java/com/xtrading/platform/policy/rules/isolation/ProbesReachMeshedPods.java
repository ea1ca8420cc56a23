package com.xtrading.platform.policy.rules.isolation;

import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.network.AddressRange;
import com.xtrading.platform.network.Connectivity;
import com.xtrading.platform.network.Party;
import com.xtrading.platform.network.Protocol;
import com.xtrading.platform.network.Traffic;
import com.xtrading.platform.objects.PodTemplate;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Findings;
import com.xtrading.platform.policy.Rule;
import java.util.List;
import java.util.Set;

/** The mesh does not keep the kubelet from asking pods how they are. */
public final class ProbesReachMeshedPods implements Rule {

  private static final AddressRange PROBES =
      AddressRange.parse(Topology.MESH_PROBES.value()).orElseThrow();

  @Override
  public String statement() {
    return "In a namespace of the service mesh the network policies of every pod let in the one address from"
        + " which probes of the kubelet come there, at every TCP port that the pod declares.";
  }

  @Override
  public String remedy() {
    return "Let the address in; the policy of a workload in the mesh does so.";
  }

  @Override
  public List<Finding> check(Evidence evidence) {
    Set<String> meshed = MeshedPodsAreGuarded.meshed(evidence);
    if (meshed.isEmpty()) {
      return List.of();
    }
    Findings findings = new Findings(this);
    List<PodTemplate> pods = evidence.objects().runningPods().toList();
    Connectivity connectivity = evidence.connectivity().knowing(List.of(PROBES));
    Party kubelet = new Party.Outside(PROBES);
    for (PodTemplate pod : pods) {
      if (meshed.contains(pod.owner().namespace())) {
        connectivity
            .partiesOf(pod.owner())
            .forEach(party -> probed(pod.source(), kubelet, party, connectivity, findings));
      }
    }
    return findings.list();
  }

  private static void probed(
      Manifest source,
      Party kubelet,
      Party.Pods party,
      Connectivity connectivity,
      Findings findings) {
    for (Party.NamedPort port : party.ports()) {
      if (port.protocol() == Protocol.TCP
          && !connectivity
              .between(kubelet, party)
              .containsAll(Traffic.of(Protocol.TCP, port.number()))) {
        findings.add(
            source,
            "metadata.name",
            "the kubelet cannot probe %s at TCP %d from %s"
                .formatted(party, port.number(), kubelet),
            "let that address in");
      }
    }
  }
}
