package com.xtrading.platform.security;

import com.xtrading.platform.declaration.SecretNeed;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.document.Block;
import com.xtrading.platform.document.Code;
import com.xtrading.platform.document.Paragraph;
import com.xtrading.platform.document.Section;
import com.xtrading.platform.document.Table;
import com.xtrading.platform.environment.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The part of the README about what Vault must hold, and who reads it there. */
final class VaultContents {

  static Section section(Environment environment, Topology topology) {
    return Section.of("Secrets that Vault must hold", secrets(environment, topology));
  }

  /** How Vault comes to let each namespace read them. */
  static Block[] access(Environment environment, Topology topology) {
    return new Block[] {roles(environment, topology), commands(environment)};
  }

  private static Table secrets(Environment environment, Topology topology) {
    SortedMap<String, List<SecretNeed>> byPath = new TreeMap<>();
    topology
        .secrets()
        .forEach(
            need -> byPath.computeIfAbsent(need.vaultPath(), path -> new ArrayList<>()).add(need));
    return new Table(
        List.of("Vault path", "properties", "read as"),
        byPath.entrySet().stream()
            .map(
                entry ->
                    List.of(
                        environment.vault().mount() + "/" + entry.getKey(),
                        properties(entry.getValue()),
                        entry.getValue().stream()
                            .map(need -> need.namespace() + "/" + need.name())
                            .collect(Collectors.joining(", "))))
            .toList());
  }

  /** Properties of one Vault entry, with the values that are not free. */
  private static String properties(List<SecretNeed> needs) {
    SortedMap<String, String> properties = new TreeMap<>();
    needs.forEach(need -> need.keys().values().forEach(key -> properties.putIfAbsent(key, key)));
    needs.forEach(
        need ->
            need.given()
                .forEach((key, value) -> properties.put(key, "%s (%s)".formatted(key, value))));
    return String.join(", ", properties.values());
  }

  private static Paragraph roles(Environment environment, Topology topology) {
    return new Paragraph(
        "Each namespace reads with a role of its own name at the auth mount %s, bound to the service account vault-reader of that namespace and allowed to read the paths above: %s. For each of them, `config/vault/` has both:"
            .formatted(
                environment.vault().authMount(),
                topology.secrets().stream()
                    .map(SecretNeed::namespace)
                    .distinct()
                    .collect(Collectors.joining(", "))));
  }

  private static Code commands(Environment environment) {
    return new Code(
        "sh",
        """
        vault policy write xtrading-%1$s-<namespace> config/vault/<namespace>.hcl
        vault write auth/%2$s/role/<namespace> @config/vault/<namespace>.json
        """
            .formatted(environment.name(), environment.vault().authMount()));
  }

  private VaultContents() {}
}
