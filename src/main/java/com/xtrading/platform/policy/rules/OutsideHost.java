package com.xtrading.platform.policy.rules;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a host outside of the cluster, as it stands in a URL or before a port in settings.
 *
 * @param name with a dot, in small letters
 */
record OutsideHost(String name) {

  private static final String NAME =
      "(?<name>[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\\.[a-z]{2,})";

  /** With whom a connection is opened; other schemes name things and not places. */
  private static final Pattern URL =
      Pattern.compile(
          "\\b(https?|wss?|amqps?|rediss?|postgres(ql)?|tcp|udp)://([^\\s/@]*@)?" + NAME);

  private static final Pattern WITH_PORT =
      Pattern.compile("(?<![A-Za-z0-9@/._-])" + NAME + ":[1-9]\\d{1,4}(?![\\w.])");

  private static final Pattern INSIDE = Pattern.compile(".*\\.(svc|svc\\.cluster\\.local)");

  /**
   * Every such name in some settings, in their order.
   *
   * @param namespaces those that are rendered: a name that ends with one is of a Service
   */
  static Set<OutsideHost> in(List<Map<String, ?>> settings, Set<String> namespaces) {
    Set<OutsideHost> found = new LinkedHashSet<>();
    for (Map<String, ?> map : settings) {
      for (Object value : map.values()) {
        for (Pattern pattern : List.of(URL, WITH_PORT)) {
          Matcher host = pattern.matcher(String.valueOf(value));
          while (host.find()) {
            String name = host.group("name");
            if (!INSIDE.matcher(name).matches()
                && !namespaces.contains(name.substring(name.lastIndexOf('.') + 1))) {
              found.add(new OutsideHost(name));
            }
          }
        }
      }
    }
    return found;
  }

  @Override
  public String toString() {
    return name;
  }
}
