package com.xtrading.platform.manifest;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The file name of a Kubernetes object: {@code Deployment-user-service.yaml}.
 *
 * <p>An object outside its component's namespace carries its own, {@code
 * Role-reader.kube-system.yaml}; an object of the cluster has none. Kinds whose name two API groups
 * share always carry the group, {@code Backup.velero.io-daily.yaml}. The name depends on the object
 * alone, never on the other objects.
 */
public final class ManifestFileName {

  /** What file systems and git allow in one name, in bytes. */
  private static final int LONGEST = 255;

  /** Kinds with more than one owner among the groups that a cluster of this platform can have. */
  private static final Map<String, String> SHARED_KINDS =
      Map.of(
          "Backup", "postgresql.cnpg.io and velero.io",
          "Binding", "rabbitmq.com and the core group",
          "Gateway", "gateway.networking.k8s.io and networking.istio.io",
          "Grafana", "grafana.integreatly.org and generators.external-secrets.io",
          "Policy", "rabbitmq.com and kyverno.io",
          "PolicyException", "kyverno.io and policies.kyverno.io");

  private ManifestFileName() {}

  /**
   * The name of the object's file.
   *
   * @param componentNamespace where the component lives whose folder holds the file
   * @throws RefusedOutput when the name is longer than a file system allows
   */
  public static String of(ManifestId id, String componentNamespace) {
    String group = carriesGroup(id) ? "." + id.group() : "";
    boolean elsewhere = !id.namespace().isEmpty() && !id.namespace().equals(componentNamespace);
    String namespace = elsewhere ? "." + id.namespace() : "";
    String name = encoded(id.kind() + group + "-" + id.name() + namespace) + ".yaml";
    if (name.length() > LONGEST) {
      throw new RefusedOutput(
          "the file name of %s has %d characters".formatted(id, name.length()),
          "give the object a name that is at least %d shorter".formatted(name.length() - LONGEST));
    }
    return name;
  }

  /** Whether the kind's name is written with its group; kinds of the core group never are. */
  static boolean carriesGroup(ManifestId id) {
    return SHARED_KINDS.containsKey(id.kind()) && !id.group().isEmpty();
  }

  /** Percent-encodes what is legal in RBAC names but not in every file system, such as a colon. */
  private static String encoded(String name) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean safe =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '.'
              || c == '_';
      encoded.append(safe ? String.valueOf(c) : "%%%02X".formatted((int) c));
    }
    return encoded.toString();
  }
}
