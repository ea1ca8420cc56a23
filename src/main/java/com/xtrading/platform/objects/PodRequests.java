package com.xtrading.platform.objects;

import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.PodTemplate.Container;
import com.xtrading.platform.objects.PodTemplate.Role;
import java.math.BigDecimal;
import java.util.Optional;

/** What the scheduler sets aside for one pod, and what that can use at most. */
public final class PodRequests {

  /**
   * The effective request of a pod (Kubernetes, "Sidecar Containers", resource sharing within
   * containers): the sum of its containers and sidecars, or what its hungriest init container needs
   * beside the sidecars that run by then, whichever is more; and the overhead of its runtime. What
   * the pod itself asks for counts instead of all of them (Kubernetes 1.34 and later,
   * k8s.io/component-helpers/resource, PodRequests).
   *
   * @param resource such as {@code cpu}, in cores, or {@code memory}, in bytes
   */
  public static BigDecimal of(PodTemplate pod, String resource) {
    return of(pod, resource, BigDecimal.ZERO);
  }

  /**
   * The same where a container that says nothing is taken to ask for something.
   *
   * @param unsaid what it is taken to ask for
   */
  public static BigDecimal of(PodTemplate pod, String resource, BigDecimal unsaid) {
    Optional<BigDecimal> own = own(pod, resource);
    return own.orElseGet(() -> ofContainers(pod, resource, unsaid))
        .add(amount(pod.spec().at("overhead", resource)));
  }

  /** A limit of the pod alone is its request too, unless containers say what they ask for. */
  private static Optional<BigDecimal> own(PodTemplate pod, String resource) {
    Tree resources = pod.spec().at("resources");
    Tree request = resources.at("requests", resource);
    Tree limit = resources.at("limits", resource);
    if (request.exists() || !limit.exists()) {
      return request.exists() ? Optional.of(amount(request)) : Optional.empty();
    }
    boolean said =
        pod.containers(Role.MAIN, Role.INIT).stream()
            .map(container -> container.tree().at("resources"))
            .anyMatch(
                one ->
                    one.at("requests", resource).exists() || one.at("limits", resource).exists());
    return said ? Optional.empty() : Optional.of(amount(limit));
  }

  private static BigDecimal ofContainers(PodTemplate pod, String resource, BigDecimal unsaid) {
    BigDecimal running = BigDecimal.ZERO;
    BigDecimal starting = BigDecimal.ZERO;
    for (Container init : pod.containers(Role.INIT)) {
      BigDecimal request = request(init.tree(), resource, unsaid);
      starting = starting.max(running.add(request));
      if (init.keepsRunning()) {
        running = running.add(request);
      }
    }
    for (Container container : pod.containers(Role.MAIN)) {
      running = running.add(request(container.tree(), resource, unsaid));
    }
    return running.max(starting);
  }

  /**
   * What the containers of a pod that runs can use at most, sidecars included; a container without
   * a limit counts as nothing. A limit of the pod counts instead of all of them.
   *
   * @param resource such as {@code cpu}, in cores, or {@code memory}, in bytes
   */
  public static BigDecimal limits(PodTemplate pod, String resource) {
    Tree own = pod.spec().at("resources", "limits", resource);
    if (own.exists()) {
      return amount(own);
    }
    return pod.containers(Role.MAIN, Role.INIT).stream()
        .filter(Container::keepsRunning)
        .map(container -> amount(container.tree().at("resources", "limits", resource)))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal request(Tree container, String resource, BigDecimal unsaid) {
    Tree resources = container.at("resources");
    Tree request = resources.at("requests", resource);
    // A limit without a request is the request as well.
    Tree said = request.exists() ? request : resources.at("limits", resource);
    return said.exists() ? amount(said) : unsaid;
  }

  private static BigDecimal amount(Tree quantity) {
    return Quantity.parse(quantity.text("")).orElse(BigDecimal.ZERO);
  }

  private PodRequests() {}
}
