package com.xtrading.platform.policy.rules.addresses;

import com.xtrading.platform.network.AddressRange;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address of the internet protocol, as it stands in settings; not one of the pod itself.
 *
 * @param range the address alone
 * @param port empty where there is none
 */
record HostAddress(AddressRange range, String port) {

  private static final String PORT = "(:(?<port>[1-9]\\d{0,4}))";

  private static final String DIGITS = "\\d{1,3}(\\.\\d{1,3}){3}";

  private static final Pattern WITH_PORT =
      Pattern.compile("(?<![\\d.])(?<ip>" + DIGITS + ")" + PORT + "(?![\\d.])");

  private static final Pattern ALONE = Pattern.compile("(?<ip>" + DIGITS + ")" + PORT + "?");

  private static final Pattern IN_BRACKETS =
      Pattern.compile("\\[(?<ip>[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)](" + PORT + "(?!\\d))?");

  /**
   * Without brackets, only what networks hand out (2000::/3, fc00::/7, fe80::/10): other words have
   * colons too.
   */
  private static final Pattern BARE =
      Pattern.compile(
          "(?<![\\w:.\\[/-])([23][0-9a-fA-F]{3}|[fF][cCdDeE][0-9a-fA-F]{2}):[0-9a-fA-F:]+(?![\\w:./\\]-])");

  private static final Pattern OWN = Pattern.compile("0\\.0\\.0\\.0|127\\..*|::1?");

  /** Every address in a setting, in their order. */
  static Set<HostAddress> in(PodSetting setting) {
    Set<HostAddress> found = new LinkedHashSet<>();
    if (setting.text().indexOf(':') < 0 && setting.text().indexOf('[') < 0) {
      return alone(setting);
    }
    for (Pattern pattern : List.of(WITH_PORT, IN_BRACKETS)) {
      Matcher address = pattern.matcher(setting.text());
      while (address.find()) {
        of(address.group("ip"), port(address, setting)).ifPresent(found::add);
      }
    }
    Matcher bare = BARE.matcher(setting.text());
    while (bare.find()) {
      of(bare.group(), setting.port()).ifPresent(found::add);
    }
    found.addAll(alone(setting));
    return found;
  }

  /** IPv4 addresses that are the whole of a setting whose key says that it names hosts. */
  static Set<HostAddress> alone(PodSetting setting) {
    Set<HostAddress> found = new LinkedHashSet<>();
    if (setting.namesHosts()) {
      for (String part : setting.parts()) {
        Matcher address = ALONE.matcher(part);
        if (address.matches()) {
          of(address.group("ip"), port(address, setting)).ifPresent(found::add);
        }
      }
    }
    return found;
  }

  private static String port(Matcher address, PodSetting setting) {
    return Optional.ofNullable(address.group("port")).orElse(setting.port());
  }

  private static Optional<HostAddress> of(String ip, String port) {
    boolean isPort =
        port.isEmpty() || (port.matches("[1-9]\\d{0,4}") && Integer.parseInt(port) < 65536);
    return isPort && !OWN.matcher(ip).matches()
        ? AddressRange.parse(ip + (ip.indexOf(':') < 0 ? "/32" : "/128"))
            .map(range -> new HostAddress(range, port))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return port.isEmpty() ? range.toString() : range + " at port " + port;
  }
}
