package com.xtrading.platform.policy.rules.addresses;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a host outside of the cluster, as it stands in a URL, before a port or by a key that
 * says so in settings.
 *
 * @param name with a dot, in small letters
 */
record OutsideHost(String name) {

  private static final String NAME =
      "(?<name>[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\\.[a-z]{2,})";

  /** With whom a connection is opened; other schemes name things and not places. */
  static final String SCHEME = "(https?|wss?|amqps?|rediss?|postgres(ql)?|tcp|udp)";

  private static final Pattern URL = Pattern.compile("\\b" + SCHEME + "://([^\\s/@]*@)?" + NAME);

  private static final Pattern WITH_PORT =
      Pattern.compile("(?<![A-Za-z0-9@/._-])" + NAME + ":[1-9]\\d{1,4}(?![\\w.])");

  private static final Pattern ALONE = Pattern.compile(NAME);

  private static final Pattern INSIDE = Pattern.compile(".*\\.(svc|svc\\.cluster\\.local)");

  /**
   * Every such name in a setting, in their order.
   *
   * @param namespaces those that are rendered: a name that ends with one is of a Service
   */
  static Set<OutsideHost> in(PodSetting setting, Set<String> namespaces) {
    Set<OutsideHost> found = new LinkedHashSet<>();
    if (setting.text().indexOf(':') < 0) {
      return found; // neither a scheme nor a port
    }
    for (Pattern pattern : List.of(URL, WITH_PORT)) {
      Matcher host = pattern.matcher(setting.text());
      while (host.find()) {
        of(host.group("name"), namespaces).ifPresent(found::add);
      }
    }
    return found;
  }

  /** The host that a name with a dot is; none where it is of a Service. */
  static Optional<OutsideHost> of(String name, Set<String> namespaces) {
    return ALONE.matcher(name).matches()
            && !INSIDE.matcher(name).matches()
            && !namespaces.contains(name.substring(name.lastIndexOf('.') + 1))
        ? Optional.of(new OutsideHost(name))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return name;
  }
}
