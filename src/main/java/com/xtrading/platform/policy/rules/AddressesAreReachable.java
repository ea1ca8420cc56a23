package com.xtrading.platform.policy.rules;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.network.Connectivity;
import com.xtrading.platform.network.Party;
import com.xtrading.platform.network.Protocol;
import com.xtrading.platform.network.Traffic;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.LabelSelector;
import com.xtrading.platform.policy.PodSpecs;
import com.xtrading.platform.policy.PodTemplate;
import com.xtrading.platform.policy.Rendered;
import com.xtrading.platform.policy.Rule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Pods may connect to whatever they are told about. */
public final class AddressesAreReachable implements Rule {

  @Override
  public String statement() {
    return "Every address of a service that stands in the environment, the arguments or a config map"
        + " of a pod is that of a Service with that port, and the network policies on both sides let"
        + " the pod reach the pods behind it.";
  }

  @Override
  public String remedy() {
    return "Declare the connection (uses): the address, its port and both policies follow.";
  }

  @Override
  public String goodExample() {
    return example("5432");
  }

  @Override
  public String badExample() {
    return example("5433");
  }

  private static String example(String open) {
    return """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop, labels: {app: web}}
        spec:
          containers:
            - name: web
              env: [{name: DSN, value: "postgresql://db.shop.svc.cluster.local:5432/shop"}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: db, namespace: shop, labels: {app: db}}
        spec:
          containers: [{name: db, ports: [{name: sql, containerPort: 5432}]}]
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: db, namespace: shop}
        spec: {selector: {app: db}, ports: [{port: 5432, targetPort: sql}]}
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: db, namespace: shop}
        spec:
          podSelector: {matchLabels: {app: db}}
          ingress: [{ports: [{port: %s}]}]
        """
        .formatted(open);
  }

  @Override
  public List<Finding> check(Rendered rendered) {
    Findings findings = new Findings(this);
    List<PodTemplate> pods = PodSpecs.running(rendered.manifests(), rendered.made()).toList();
    Connectivity connectivity = new Connectivity(rendered.manifests(), pods, List.of());
    ObjectIndex index = new ObjectIndex(rendered);
    PodSpecs.in(rendered).forEach(pod -> new Told(pod, index, connectivity, findings).check());
    return findings.list();
  }

  private record Told(
      PodTemplate pod, ObjectIndex index, Connectivity connectivity, Findings findings) {

    void check() {
      for (ServiceAddress address : addresses()) {
        if (address.isBuiltIn()) {
          continue;
        }
        Reference service = index.service(address.namespace(), address.name(), address.port());
        switch (service.missing()) {
          case OBJECT -> find(address, "there is no such Service");
          case PART -> find(address, "the Service has no such port");
          case NOTHING -> reach(address, service.object().orElseThrow(), service.parts());
        }
      }
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

    private void find(ServiceAddress address, String problem) {
      findings.add(
          pod,
          pod.specPath(),
          "is told of %s, and %s".formatted(address, problem),
          "declare the connection, or correct the address");
    }

    /** What the containers are told, each address once. */
    private Set<ServiceAddress> addresses() {
      Set<ServiceAddress> addresses = new LinkedHashSet<>();
      Set<String> configMaps = new LinkedHashSet<>();
      for (PodTemplate.Container container : pod.containers()) {
        Tree tree = container.tree();
        Map<String, Object> environment = new TreeMap<>();
        tree.at("env")
            .elements()
            .filter(one -> one.at("value").exists())
            .forEach(one -> environment.put(one.at("name").text(""), one.at("value").text("")));
        addresses.addAll(ServiceAddress.in(environment));
        List<Tree> words = new ArrayList<>(tree.at("args").elements().toList());
        words.addAll(tree.at("command").elements().toList());
        words.forEach(word -> addresses.addAll(ServiceAddress.in(Map.of("", word.text("")))));
        tree.at("envFrom")
            .elements()
            .map(source -> source.at("configMapRef", "name").text(""))
            .forEach(configMaps::add);
        tree.at("env")
            .elements()
            .map(one -> one.at("valueFrom", "configMapKeyRef", "name").text(""))
            .forEach(configMaps::add);
      }
      pod.spec()
          .at("volumes")
          .elements()
          .map(volume -> volume.at("configMap", "name").text(""))
          .forEach(configMaps::add);
      configMaps.forEach(
          name ->
              index
                  .find("ConfigMap", pod.owner().namespace(), name)
                  .ifPresent(map -> addresses.addAll(ServiceAddress.in(map.at("data").map()))));
      return addresses;
    }
  }
}
