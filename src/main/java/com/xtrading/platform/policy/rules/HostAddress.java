package com.xtrading.platform.policy.rules;

import com.xtrading.platform.network.AddressRange;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IPv4 address with a port, as it stands in settings; not one of the pod itself.
 *
 * @param range the address alone
 */
record HostAddress(AddressRange range, int port) {

  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?<![\\d.])(?<ip>\\d{1,3}(\\.\\d{1,3}){3}):(?<port>[1-9]\\d{0,4})(?![\\d.])");

  private static final Pattern OWN = Pattern.compile("0\\.0\\.0\\.0|127\\..*");

  /** Every address in some settings, in their order. */
  static Set<HostAddress> in(List<Map<String, ?>> settings) {
    Set<HostAddress> found = new LinkedHashSet<>();
    for (Map<String, ?> map : settings) {
      for (Object value : map.values()) {
        Matcher address = ADDRESS.matcher(String.valueOf(value));
        while (address.find()) {
          Optional<AddressRange> range = AddressRange.parse(address.group("ip") + "/32");
          int port = Integer.parseInt(address.group("port"));
          if (range.isPresent() && port < 65536 && !OWN.matcher(address.group("ip")).matches()) {
            found.add(new HostAddress(range.get(), port));
          }
        }
      }
    }
    return found;
  }

  @Override
  public String toString() {
    return range + ":" + port;
  }
}
