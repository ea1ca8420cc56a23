package com.xtrading.platform.model;

import java.util.regex.Pattern;

/**
 * An address on the web that is reached with TLS and carries no credentials.
 *
 * @param value such as {@code https://vault.xtrading.com:8200}
 */
public record HttpsUrl(String value) {

  private static final Pattern FORM =
      Pattern.compile("https://[a-z0-9][a-z0-9.-]*[a-z0-9](:\\d{1,5})?(/[A-Za-z0-9._~/-]*)?");

  public HttpsUrl {
    if (!FORM.matcher(value).matches() || !hasHostAndPort(value)) {
      throw new InvalidValue(
          "\"%s\" is not an https address".formatted(value),
          "https://host[:port][/path] without user, password or query",
          "write https:// and the host, nothing secret");
    }
  }

  /** The form lets {@code a..b} and port 99999 through. */
  private static boolean hasHostAndPort(String value) {
    java.net.URI uri = java.net.URI.create(value);
    return uri.getHost() != null && uri.getPort() != 0 && uri.getPort() <= 65535;
  }

  public static HttpsUrl parse(String text) {
    return new HttpsUrl(text);
  }

  /** The host, without port and path. */
  public String host() {
    return java.net.URI.create(value).getHost();
  }

  /** The port that is written, or 443. */
  public int port() {
    int port = java.net.URI.create(value).getPort();
    return port < 0 ? 443 : port;
  }

  /** The path that is written, or {@code /}. */
  public String path() {
    String path = java.net.URI.create(value).getPath();
    return path.isEmpty() ? "/" : path;
  }

  @Override
  public String toString() {
    return value;
  }
}
