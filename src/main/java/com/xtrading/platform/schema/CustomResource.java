package com.xtrading.platform.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A CustomResourceDefinition as a file holds it.
 *
 * @param file where it was found
 * @param definition the whole object
 */
record CustomResource(Path file, JsonNode definition) {

  /** One version of the resource. */
  record Version(JsonNode node) {

    String name() {
      return node.path("name").asText();
    }

    boolean isServed() {
      return node.path("served").asBoolean();
    }

    /** The warning that the API server gives, where the version is deprecated. */
    Optional<String> deprecation(String what) {
      return node.path("deprecated").asBoolean()
          ? Optional.of(node.path("deprecationWarning").asText(what + " is deprecated"))
          : Optional.empty();
    }

    boolean hasStatus() {
      return node.path("subresources").has("status");
    }

    JsonNode schema() {
      return node.path("schema").path("openAPIV3Schema");
    }
  }

  String group() {
    return definition.path("spec").path("group").asText();
  }

  String kind() {
    return definition.path("spec").path("names").path("kind").asText();
  }

  boolean isOfCluster() {
    return definition.path("spec").path("scope").asText().equals("Cluster");
  }

  Optional<Version> version(String name) {
    return versions().stream().filter(version -> version.name().equals(name)).findFirst();
  }

  /** The apiVersions that manifests may be written in. */
  List<String> served() {
    return versions().stream()
        .filter(Version::isServed)
        .map(version -> group() + "/" + version.name())
        .toList();
  }

  private List<Version> versions() {
    List<Version> versions = new ArrayList<>();
    for (JsonNode version : definition.path("spec").path("versions")) {
      versions.add(new Version(version));
    }
    return versions;
  }
}
