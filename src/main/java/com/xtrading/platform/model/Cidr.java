package com.xtrading.platform.model;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of IPv4 addresses in canonical form: no bits set behind the prefix, no leading zeros.
 * Kubernetes 1.36 refuses other spellings in network policies (StrictIPCIDRValidation).
 *
 * @param value such as {@code 10.0.0.0/8}
 */
public record Cidr(String value) implements Comparable<Cidr> {

  private static final Pattern FORM =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");

  private static final List<Cidr> PRIVATE =
      List.of(new Cidr("10.0.0.0/8"), new Cidr("172.16.0.0/12"), new Cidr("192.168.0.0/16"));

  public Cidr {
    String canonical = canonical(value);
    if (!canonical.equals(value)) {
      throw new InvalidValue(
          "\"%s\" is not in canonical form".formatted(value),
          "no bits behind the prefix, no leading zeros",
          "write " + canonical);
    }
  }

  public static Cidr parse(String text) {
    return new Cidr(text);
  }

  private static String canonical(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw notARange(text);
    }
    long address = 0;
    for (int octet = 1; octet <= 4; octet++) {
      int number = Integer.parseInt(form.group(octet));
      if (number > 255) {
        throw notARange(text);
      }
      address = address << 8 | number;
    }
    int prefix = Integer.parseInt(form.group(5));
    if (prefix > 32) {
      throw notARange(text);
    }
    address &= 0xFFFFFFFFL << (32 - prefix);
    return "%d.%d.%d.%d/%d"
        .formatted(
            address >> 24 & 255, address >> 16 & 255, address >> 8 & 255, address & 255, prefix);
  }

  /** Whether every address of the other range lies in this one. */
  public boolean contains(Cidr other) {
    int prefix = prefix(value);
    return prefix(other.value) >= prefix && network(other.value, prefix) == network(value, prefix);
  }

  /** Whether every address is one for private networks (RFC 1918, section 3). */
  public boolean isPrivate() {
    return PRIVATE.stream().anyMatch(range -> range.contains(this));
  }

  private static int prefix(String canonical) {
    return Integer.parseInt(canonical.substring(canonical.indexOf('/') + 1));
  }

  private static long network(String canonical, int prefix) {
    long address = 0;
    for (String octet : canonical.substring(0, canonical.indexOf('/')).split("\\.")) {
      address = address << 8 | Integer.parseInt(octet);
    }
    return address & 0xFFFFFFFFL << (32 - prefix);
  }

  private static InvalidValue notARange(String text) {
    return new InvalidValue(
        "\"%s\" is not a range of IPv4 addresses".formatted(text),
        "address/prefix such as 10.0.0.0/8 or 10.0.0.7/32",
        "add the prefix; one address is /32");
  }

  @Override
  public int compareTo(Cidr other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
