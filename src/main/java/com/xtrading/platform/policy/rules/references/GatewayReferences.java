package com.xtrading.platform.policy.rules.references;

import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.objects.KnownSecrets;
import com.xtrading.platform.objects.ObjectIndex;
import com.xtrading.platform.objects.ObjectReference;
import com.xtrading.platform.objects.TreePath;
import com.xtrading.platform.policy.Findings;
import java.util.List;

/** What Gateways, their routes and the policies upon both refer to. */
final class GatewayReferences {

  private final ObjectIndex index;
  private final KnownSecrets secrets;
  private final Findings findings;

  GatewayReferences(ObjectIndex index, KnownSecrets secrets, Findings findings) {
    this.index = index;
    this.secrets = secrets;
    this.findings = findings;
  }

  void gateway(Manifest gateway) {
    Tree settings = gateway.at("spec", "infrastructure", "parametersRef");
    if (settings.exists()) {
      exists(
          gateway,
          "spec.infrastructure.parametersRef.name",
          GroupKind.namedBy(settings, Kinds.NGINX_PROXY),
          settings.at("name").text(""));
    }
    List<Tree> listeners = gateway.at("spec", "listeners").elements().toList();
    for (int i = 0; i < listeners.size(); i++) {
      String path = "spec.listeners[%d].tls.certificateRefs".formatted(i);
      List<Tree> certificates = listeners.get(i).at("tls", "certificateRefs").elements().toList();
      if (certificates.isEmpty() && listeners.get(i).at("protocol").text("").equals("HTTPS")) {
        findings.add(gateway, path, "HTTPS without a certificate", "name its secret");
      }
      for (int j = 0; j < certificates.size(); j++) {
        String secret = certificates.get(j).at("name").text("");
        if (!secrets.has(certificates.get(j).at("namespace").text(gateway.namespace()), secret)) {
          findings.add(
              gateway,
              TreePath.element(path, j) + ".name",
              "nothing in %s makes the secret \"%s\"".formatted(gateway.namespace(), secret),
              "render a Certificate for it, or correct the name");
        }
      }
    }
  }

  void route(Manifest route) {
    List<Tree> parents = route.at("spec", "parentRefs").elements().toList();
    for (int i = 0; i < parents.size(); i++) {
      parent(route, parents.get(i), TreePath.element("spec.parentRefs", i));
    }
    List<Tree> rules = route.at("spec", "rules").elements().toList();
    for (int i = 0; i < rules.size(); i++) {
      List<Tree> backends = rules.get(i).at("backendRefs").elements().toList();
      for (int j = 0; j < backends.size(); j++) {
        backend(route, backends.get(j), "spec.rules[%d].backendRefs[%d]".formatted(i, j));
      }
    }
  }

  private void parent(Manifest route, Tree parent, String path) {
    String name = parent.at("name").text("");
    String section = parent.at("sectionName").text("");
    ObjectReference gateway =
        index.refer(
            GroupKind.namedBy(parent, Kinds.GATEWAY),
            parent.at("namespace").text(route.namespace()),
            name,
            "listeners",
            one -> section.isEmpty() || one.at("name").text("").equals(section));
    switch (gateway.missing()) {
      case OBJECT ->
          findings.add(route, path + ".name", gateway.absent(), "render it, or correct the name");
      case PART ->
          findings.add(
              route,
              path + ".sectionName",
              gateway.lacks("listener", section),
              "name one of its listeners");
      case NOTHING -> hosts(route, gateway);
    }
  }

  private void hosts(Manifest route, ObjectReference gateway) {
    route
        .at("spec", "hostnames")
        .elements()
        .map(host -> host.text(""))
        .filter(host -> gateway.parts().stream().noneMatch(listener -> listensTo(listener, host)))
        .forEach(
            host ->
                findings.add(
                    route,
                    "spec.hostnames",
                    "no listener of \"%s\" that it names listens to %s"
                        .formatted(gateway.name(), host),
                    "correct the host, or name another listener"));
  }

  private static boolean listensTo(Tree listener, String host) {
    String own = listener.at("hostname").text("");
    return own.isEmpty()
        || own.equals(host)
        || (own.startsWith("*.") && host.endsWith(own.substring(1)));
  }

  private void backend(Manifest route, Tree backend, String path) {
    String namespace = backend.at("namespace").text(route.namespace());
    String name = backend.at("name").text("");
    String port = backend.at("port").text("");
    ObjectReference service =
        index.refer(
            GroupKind.namedBy(backend, Kinds.SERVICE),
            namespace,
            name,
            "ports",
            one -> one.at("port").text("").equals(port));
    switch (service.missing()) {
      case OBJECT -> {
        findings.add(route, path + ".name", service.absent(), "render it, or correct the name");
        return;
      }
      case PART ->
          findings.add(
              route, path + ".port", service.lacks("port", port), "name a port of the Service");
      case NOTHING -> {}
    }
    if (!namespace.equals(route.namespace()) && !granted(route, namespace, name)) {
      findings.add(
          route,
          path + ".namespace",
          "no ReferenceGrant of %s lets routes of %s lead to \"%s\""
              .formatted(namespace, route.namespace(), name),
          "render one");
    }
  }

  private boolean granted(Manifest route, String namespace, String service) {
    return index.ofKind(Kinds.REFERENCE_GRANT).stream()
        .filter(grant -> grant.namespace().equals(namespace))
        .anyMatch(
            grant ->
                grant
                        .at("spec", "from")
                        .elements()
                        .anyMatch(
                            from ->
                                GroupKind.namedBy(from, Kinds.HTTP_ROUTE).equals(route.groupKind())
                                    && from.at("namespace").text("").equals(route.namespace()))
                    && grant
                        .at("spec", "to")
                        .elements()
                        .anyMatch(
                            to ->
                                GroupKind.namedBy(to, Kinds.SERVICE).equals(Kinds.SERVICE)
                                    && to.at("name").text(service).equals(service)));
  }

  /** Policies of NGINX Gateway Fabric name one target or several, in their own namespace. */
  void policy(Manifest policy) {
    Tree one = policy.at("spec", "targetRef");
    if (one.exists()) {
      exists(
          policy,
          "spec.targetRef.name",
          GroupKind.namedBy(one, Kinds.GATEWAY),
          one.at("name").text(""));
    }
    List<Tree> several = policy.at("spec", "targetRefs").elements().toList();
    for (int i = 0; i < several.size(); i++) {
      exists(
          policy,
          TreePath.element("spec.targetRefs", i) + ".name",
          GroupKind.namedBy(several.get(i), Kinds.GATEWAY),
          several.get(i).at("name").text(""));
    }
  }

  private void exists(Manifest from, String path, GroupKind kind, String name) {
    ObjectReference target = index.refer(kind, from.namespace(), name);
    if (target.missing() == ObjectReference.Missing.OBJECT) {
      findings.add(from, path, target.absent(), "render it, or correct kind and name");
    }
  }
}
