package com.xtrading.platform.policy.rules.access;

import com.xtrading.platform.declaration.AnnotationKeys;
import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.objects.LabelSelector;
import com.xtrading.platform.objects.ObjectIndex;
import com.xtrading.platform.objects.ObjectReference;
import com.xtrading.platform.objects.PodTemplate;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Findings;
import com.xtrading.platform.policy.Rule;
import java.util.List;
import java.util.Set;

/** Nobody opens a user interface without having signed in. */
public final class UisAreBehindSignOn implements Rule {

  private static final Set<String> EXPOSED = Set.of("LoadBalancer", "NodePort");

  @Override
  public String statement() {
    return "Every route of a Gateway leads to the API gateway, whose routes ask for tokens"
        + " (RoutesAreGuarded), or to an OAuth2 Proxy that asks for a group of the OpenID provider and"
        + " lets nobody past, or has the annotation "
        + AnnotationKeys.PUBLIC
        + ". There is no other way in. That pods behind a proxy take connections from it alone is what"
        + " OnlyDeclaredConnections proves.";
  }

  @Override
  public String remedy() {
    return "Declare the user interface with SignOn.protect.";
  }

  @Override
  public List<Finding> check(Evidence evidence) {
    return new Check(evidence, evidence.index(), new Findings(this)).run();
  }

  private record Check(Evidence evidence, ObjectIndex index, Findings findings) {

    List<Finding> run() {
      evidence.objects().ofKind(Kinds.HTTP_ROUTE, Kinds.GRPC_ROUTE).forEach(this::route);
      evidence
          .objects()
          .ofKind(Kinds.TLS_ROUTE, Kinds.TCP_ROUTE, Kinds.UDP_ROUTE, Kinds.INGRESS)
          .forEach(
              way ->
                  findings.add(
                      way, "kind", "is a way in that asks nobody", "use an HTTPRoute instead"));
      evidence
          .objects()
          .ofKind(Kinds.SERVICE)
          .filter(
              service ->
                  EXPOSED.contains(service.at("spec", "type").text(""))
                      || service.at("spec", "externalIPs").elements().findAny().isPresent())
          .forEach(
              service ->
                  findings.add(
                      service,
                      "spec.type",
                      "is reached from outside, past the Gateway",
                      "write ClusterIP"));
      return findings.list();
    }

    private void route(Manifest route) {
      if (route.at("metadata", "annotations", AnnotationKeys.PUBLIC).text("").equals("true")) {
        return;
      }
      List<Tree> rules = route.at("spec", "rules").elements().toList();
      for (int i = 0; i < rules.size(); i++) {
        List<Tree> backends = rules.get(i).at("backendRefs").elements().toList();
        for (int j = 0; j < backends.size(); j++) {
          backend(route, backends.get(j), "spec.rules[%d].backendRefs[%d]".formatted(i, j));
        }
      }
    }

    private void backend(Manifest route, Tree backend, String path) {
      String namespace = backend.at("namespace").text(route.namespace());
      String name = backend.at("name").text("");
      ObjectReference service = index.service(namespace, name, backend.at("port").text("?"));
      List<PodTemplate> pods =
          service.object().filter(one -> one.is(GroupKind.namedBy(backend, Kinds.SERVICE))).stream()
              .map(one -> one.at("spec", "selector"))
              .filter(selector -> !selector.map().isEmpty())
              .flatMap(selector -> index.pods(namespace, LabelSelector.ofLabels(selector)).stream())
              .toList();
      String port =
          service.parts().stream()
              .findFirst()
              .map(one -> one.at("targetPort").text(one.at("port").text("")))
              .orElse("");
      if (pods.isEmpty()
          || !pods.stream().allMatch(pod -> isGateway(pod) || isSignOn(pod, namespace, port))) {
        findings.add(
            route,
            path,
            "\"%s\" answers whoever comes".formatted(name),
            "put it behind sign-on; where everybody may see it, write the annotation "
                + AnnotationKeys.PUBLIC);
      }
    }

    /** What RoutesAreGuarded looks into. */
    private boolean isGateway(PodTemplate pod) {
      return pod.containers(PodTemplate.Role.MAIN).stream()
          .flatMap(container -> container.tree().at("envFrom").elements())
          .map(from -> from.at("configMapRef", "name").text(""))
          .anyMatch(
              map ->
                  index
                      .find(Kinds.CONFIG_MAP, pod.owner().namespace(), map)
                      .filter(one -> one.at("data", "KONG_DATABASE").text("").equals("off"))
                      .isPresent());
    }

    private boolean isSignOn(PodTemplate pod, String namespace, String port) {
      return pod.containers(PodTemplate.Role.MAIN).stream()
          .anyMatch(
              container ->
                  SignOnProxy.of(
                          pod,
                          container.tree(),
                          map -> index.find(Kinds.CONFIG_MAP, namespace, map),
                          findings)
                      .filter(proxy -> proxy.listensAt(port))
                      .isPresent());
    }
  }
}
