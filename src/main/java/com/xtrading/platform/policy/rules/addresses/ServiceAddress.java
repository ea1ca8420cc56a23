package com.xtrading.platform.policy.rules.addresses;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a Service inside the cluster, as it stands in settings.
 *
 * @param port empty where there is none
 */
record ServiceAddress(String namespace, String name, String port) {

  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?<![A-Za-z0-9*.-])(?<service>[a-z0-9]([a-z0-9-]*[a-z0-9])?)"
              + "\\.(?<namespace>[a-z0-9]([a-z0-9-]*[a-z0-9])?)(?<full>\\.svc(\\.cluster\\.local)?)?"
              + "(?![A-Za-z0-9-]|\\.[A-Za-z0-9])(:(?<port>\\d{1,5}))?");

  // Made by the API server at its start.
  private static final Set<String> BUILT_IN = Set.of("default/kubernetes", "kube-system/kube-dns");

  /**
   * Every address in a setting, in their order.
   *
   * @param namespaces those that are rendered: only of them is a name with a dot an address
   */
  static Set<ServiceAddress> in(PodSetting setting, Set<String> namespaces) {
    Set<ServiceAddress> found = new LinkedHashSet<>();
    if (!mayHoldOne(setting.text(), namespaces)) {
      return found;
    }
    Matcher address = ADDRESS.matcher(setting.text());
    while (address.find()) {
      boolean isShort =
          namespaces.contains(address.group("namespace")) && address.group("port") != null;
      if (address.group("full") != null || isShort) {
        found.add(
            new ServiceAddress(
                address.group("namespace"),
                address.group("service"),
                Optional.ofNullable(address.group("port")).orElse(setting.port())));
      }
    }
    return found;
  }

  /** A cheap look: the expression takes long where there is none. */
  private static boolean mayHoldOne(String text, Set<String> namespaces) {
    return text.contains(".svc")
        || (text.indexOf(':') >= 0
            && namespaces.stream().anyMatch(name -> text.contains("." + name + ":")));
  }

  /**
   * The Service that a host without a scheme could be: one of the pod's own namespace, or one of
   * another that is rendered.
   */
  static Optional<ServiceAddress> of(PodSetting.Host host, String own, Set<String> namespaces) {
    String[] labels = host.name().split("\\.");
    return labels.length == 1
        ? Optional.of(new ServiceAddress(own, labels[0], host.port()))
        : labels.length == 2 && namespaces.contains(labels[1])
            ? Optional.of(new ServiceAddress(labels[1], labels[0], host.port()))
            : Optional.empty();
  }

  /** Whether the API server makes the Service. */
  boolean isBuiltIn() {
    return BUILT_IN.contains(namespace + "/" + name);
  }

  @Override
  public String toString() {
    return "%s.%s%s".formatted(name, namespace, port.isEmpty() ? "" : ":" + port);
  }
}
