package com.xtrading.platform.policy.rules;

import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.PodSpecs;
import com.xtrading.platform.policy.PodTemplate;
import com.xtrading.platform.policy.PodTemplate.Container;
import com.xtrading.platform.policy.PodTemplate.Role;
import com.xtrading.platform.policy.Quantity;
import com.xtrading.platform.policy.Rendered;
import com.xtrading.platform.policy.Rule;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Every container says how much it needs and how much it may take. */
public final class ResourcesAreSet implements Rule {

  @Override
  public String statement() {
    return "Every container has requests and limits for cpu and memory, those that we render also for"
        + " ephemeral-storage, and no request is above its limit. The capacity proof adds up requests;"
        + " one container without limits can starve a node.";
  }

  @Override
  public String remedy() {
    return "Give the component requests and limits in its environment file, or in its class where"
        + " all environments share them.";
  }

  @Override
  public String goodExample() {
    return """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
          containers:
            - name: web
              resources:
                requests: {cpu: 500m, memory: 1Gi, ephemeral-storage: 64Mi}
                limits: {cpu: "2", memory: 1536Mi, ephemeral-storage: 256Mi}
        """;
  }

  @Override
  public String badExample() {
    return """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
          containers:
            - name: web
              resources:
                requests: {cpu: 500m, memory: 4G}
                limits: {memory: 1Gi}
        """;
  }

  @Override
  public List<Finding> check(Rendered rendered) {
    Findings findings = new Findings(this);
    PodSpecs.withOperated(rendered)
        .forEach(
            pod ->
                // Ephemeral containers may not have resources.
                pod.containers(Role.MAIN, Role.INIT)
                    .forEach(
                        container -> {
                          check(pod, container, "cpu", findings);
                          check(pod, container, "memory", findings);
                        }));
    PodSpecs.in(rendered)
        .forEach(
            pod ->
                pod.containers(Role.MAIN, Role.INIT)
                    .forEach(container -> check(pod, container, "ephemeral-storage", findings)));
    return findings.list();
  }

  private static void check(
      PodTemplate pod, Container container, String resource, Findings findings) {
    Optional<BigDecimal> request = amount(pod, container, "requests", resource, findings);
    Optional<BigDecimal> limit = amount(pod, container, "limits", resource, findings);
    if (request.isPresent() && limit.isPresent() && request.get().compareTo(limit.get()) > 0) {
      Tree resources = container.tree().at("resources");
      findings.add(
          pod,
          container.path() + ".resources.requests." + resource,
          "request %s is above the limit %s"
              .formatted(
                  resources.at("requests", resource).text(""),
                  resources.at("limits", resource).text("")),
          "lower the request or raise the limit");
    }
  }

  private static Optional<BigDecimal> amount(
      PodTemplate pod, Container container, String side, String resource, Findings findings) {
    Tree value = container.tree().at("resources", side, resource);
    String path = container.path() + ".resources." + side + "." + resource;
    if (!value.exists()) {
      findings.add(pod, path, "is not set", "set an amount such as " + sample(resource));
      return Optional.empty();
    }
    Optional<BigDecimal> amount =
        Quantity.parse(value.text("")).filter(number -> number.signum() > 0);
    if (amount.isEmpty()) {
      findings.add(
          pod,
          path,
          "\"%s\" is not an amount above zero".formatted(value.text("")),
          "write an amount such as " + sample(resource));
    }
    return amount;
  }

  private static String sample(String resource) {
    return resource.equals("cpu") ? "500m" : "256Mi";
  }
}
