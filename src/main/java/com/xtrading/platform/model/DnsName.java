package com.xtrading.platform.model;

import java.util.regex.Pattern;

/**
 * A fully qualified host or domain name in lower case, without the final dot (RFC 1123).
 *
 * @param value at least two labels, at most 253 characters
 */
public record DnsName(String value) implements Comparable<DnsName> {

  private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
  private static final Pattern FORM = Pattern.compile(LABEL + "(\\." + LABEL + ")+");

  public DnsName {
    // An address has the same form; a top-level domain is never all digits (RFC 3696, section 2).
    boolean address = value.matches(".*\\.\\d+");
    if (value.length() > 253 || !FORM.matcher(value).matches() || address) {
      throw new InvalidValue(
          "\"%s\" is not a domain name".formatted(value),
          "labels of a-z, 0-9 and - with dots between them, such as staging.xtrading.com",
          "leave out scheme, port and path");
    }
  }

  public static DnsName parse(String text) {
    return new DnsName(text);
  }

  /** The name of a host inside this domain. */
  public DnsName host(String label) {
    return new DnsName(label + "." + value);
  }

  @Override
  public int compareTo(DnsName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
