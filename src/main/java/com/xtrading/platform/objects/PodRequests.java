package com.xtrading.platform.objects;

import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.PodTemplate.Container;
import com.xtrading.platform.objects.PodTemplate.Role;
import java.math.BigDecimal;

/** What the scheduler sets aside for one pod, and what that can use at most. */
public final class PodRequests {

  /**
   * The effective request of a pod (Kubernetes, "Sidecar Containers", resource sharing within
   * containers): the sum of its containers and sidecars, or what its hungriest init container needs
   * beside the sidecars that run by then, whichever is more; and the overhead of its runtime.
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
    return running.max(starting).add(amount(pod.spec().at("overhead", resource)));
  }

  /**
   * What the containers of a pod that runs can use at most, sidecars included; a container without
   * a limit counts as nothing.
   *
   * @param resource such as {@code cpu}, in cores, or {@code memory}, in bytes
   */
  public static BigDecimal limits(PodTemplate pod, String resource) {
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
