package com.xtrading.platform.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.Map;
import java.util.Optional;
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

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private ManifestFiles() {}

  /** The kind of the object in a file of {@code manifests/}; empty for other files. */
  static String kindOf(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int end = name.indexOf('-');
    if (!path.startsWith("manifests/") || end < 0) {
      return "";
    }
    String kind = name.substring(0, end);
    return kind.contains(".") ? kind.substring(0, kind.indexOf('.')) : kind;
  }

  /** The object in a file; nothing where the text is no object. */
  static Optional<Manifest> read(String path, String text) {
    try {
      Map<String, Object> tree = YAML.readValue(text, new TypeReference<>() {});
      String component = path.split("/")[1];
      return Optional.ofNullable(tree).map(object -> new Manifest(path, component, object));
    } catch (JsonProcessingException damaged) {
      return Optional.empty();
    }
  }

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
