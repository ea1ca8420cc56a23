package com.xtrading.platform.policy.rules;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a Service inside the cluster, as it stands in settings.
 *
 * @param key of the setting
 * @param port the one that is written behind it, or beside it ({@code X_PORT} for {@code X_HOST});
 *     empty where there is none
 */
record ServiceAddress(String key, String namespace, String name, String port) {

  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?<![A-Za-z0-9*.-])(?<service>[a-z0-9]([a-z0-9-]*[a-z0-9])?)"
              + "\\.(?<namespace>[a-z0-9]([a-z0-9-]*[a-z0-9])?)(?<full>\\.svc(\\.cluster\\.local)?)?"
              + "(?![A-Za-z0-9-]|\\.[A-Za-z0-9])(:(?<port>\\d{1,5}))?");
  private static final String HOST = "_HOST";

  // Made by the API server at its start.
  private static final Set<String> BUILT_IN = Set.of("default/kubernetes", "kube-system/kube-dns");

  /**
   * Every address in some settings, in their order.
   *
   * @param namespaces those that are rendered: only of them is a name with a dot an address
   */
  static Set<ServiceAddress> in(Map<String, ?> settings, Set<String> namespaces) {
    Set<ServiceAddress> found = new LinkedHashSet<>();
    settings.forEach(
        (key, value) -> {
          Matcher address = ADDRESS.matcher(String.valueOf(value));
          while (address.find()) {
            if (address.group("full") == null
                && (!namespaces.contains(address.group("namespace"))
                    || address.group("port") == null)) {
              continue;
            }
            found.add(
                new ServiceAddress(
                    key,
                    address.group("namespace"),
                    address.group("service"),
                    Optional.ofNullable(address.group("port"))
                        .orElseGet(() -> neighbour(settings, key))));
          }
        });
    return found;
  }

  private static String neighbour(Map<String, ?> settings, String key) {
    Object port =
        key.endsWith(HOST)
            ? settings.get(key.substring(0, key.length() - HOST.length()) + "_PORT")
            : null;
    return port == null ? "" : port.toString();
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
