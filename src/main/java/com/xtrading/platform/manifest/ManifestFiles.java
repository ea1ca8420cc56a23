package com.xtrading.platform.manifest;

import java.util.Set;

/** Names the file of an object, so that the name says what is in it. */
public final class ManifestFiles {

  /**
   * Kinds that two API groups of this platform's add-ons, or of add-ons often found beside them,
   * have in common: Velero and CloudNativePG, Istio and the Gateway API, External Secrets and
   * Grafana, Kyverno and RabbitMQ. Their files carry the group always, not only where two of them
   * meet.
   */
  private static final Set<String> SHARED_KINDS =
      Set.of("Backup", "Binding", "Gateway", "Grafana", "Policy", "PolicyException");

  private ManifestFiles() {}

  /**
   * {@code <Kind>-<name>.yaml}; with {@code .<group>} behind a kind that two groups share, and
   * {@code .<namespace>} behind the name outside the component's own namespace.
   */
  public static String nameOf(ManifestId id, String componentNamespace) {
    boolean shared = SHARED_KINDS.contains(id.kind()) && !id.group().isEmpty();
    String kind = shared ? id.kind() + "." + id.group() : id.kind();
    boolean elsewhere = !id.namespace().isEmpty() && !id.namespace().equals(componentNamespace);
    return encoded(kind)
        + "-"
        + encoded(id.name())
        + (elsewhere ? "." + id.namespace() : "")
        + ".yaml";
  }

  /**
   * Names of roles may hold characters that file systems do not like; they are written as in URLs.
   */
  private static String encoded(String name) {
    StringBuilder encoded = new StringBuilder();
    name.chars()
        .forEach(
            c -> {
              if (c >= 'a' && c <= 'z'
                  || c >= 'A' && c <= 'Z'
                  || c >= '0' && c <= '9'
                  || c == '-'
                  || c == '.'
                  || c == '_') {
                encoded.append((char) c);
              } else {
                encoded.append("%%%02X".formatted(c));
              }
            });
    return encoded.toString();
  }
}
