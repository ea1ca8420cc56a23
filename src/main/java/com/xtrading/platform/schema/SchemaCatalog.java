package com.xtrading.platform.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.ManifestId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The schemas of a cluster, as files: holds rendered objects against them as strictly as the API
 * server does on {@code kubectl apply --validate=strict}.
 *
 * <p>The folder holds, at any depth, CustomResourceDefinitions ({@code kubectl get crd -o yaml})
 * and OpenAPI v2 documents ({@code kubectl get --raw /openapi/v2}). CEL rules, admission webhooks
 * and what operators check themselves are not evaluated.
 */
public final class SchemaCatalog {

  private final Path dir;
  private final CrdIndex crds;
  private final OpenApiDocument api;
  private final ValueRules rules = new ValueRules();
  private final BuiltInCheck builtIn;

  private SchemaCatalog(Path dir, CrdIndex crds, OpenApiDocument api) {
    this.dir = dir;
    this.crds = crds;
    this.api = api;
    this.builtIn = new BuiltInCheck(api, rules);
  }

  /**
   * Finds the schemas of a folder. Definitions of custom resources are read when an object asks for
   * them.
   *
   * @param kubernetesMinor such as {@code 1.35}; chooses among the OpenAPI documents
   * @throws SchemaException when the folder cannot be read, or has no document for the version
   */
  public static SchemaCatalog load(Path dir, String kubernetesMinor) {
    List<Path> files = filesOf(dir);
    Path openApi = OpenApiFiles.choose(dir, ending(files, ".json"), kubernetesMinor);
    CrdIndex crds =
        new CrdIndex(
            Stream.concat(ending(files, ".yaml").stream(), ending(files, ".yml").stream())
                .toList());
    return new SchemaCatalog(dir, crds, OpenApiDocument.read(openApi));
  }

  /**
   * Holds every object against the schema of its kind.
   *
   * @throws SchemaException when the definition of a kind cannot be read
   */
  public SchemaReport check(List<Manifest> manifests) {
    return SchemaReport.sum(manifests.stream().map(this::check).toList());
  }

  /**
   * Holds one object against the schema of its kind.
   *
   * @throws SchemaException when the definition of the kind cannot be read
   */
  public SchemaReport check(Manifest manifest) {
    ManifestId id = manifest.id();
    JsonNode object = Values.of(manifest.tree());
    SchemaProblems problems = new SchemaProblems();
    Optional<CustomResource> custom =
        id.group().isEmpty() ? Optional.empty() : crds.find(id.group(), id.kind());
    int celRules = 0;
    if (custom.isPresent()) {
      celRules = checkCustom(object, id, custom.get(), problems);
    } else {
      api.definitionOf(id.apiVersion(), id.kind())
          .ifPresentOrElse(
              definition -> builtIn.check(object, definition, problems),
              () -> noSchema(id, problems));
    }
    if (!object.hasNonNull("metadata")) {
      ValueRules.missing(FieldPath.ROOT.key("metadata"), problems);
    }
    return new SchemaReport(problems.findings(id.toString()), 1, celRules);
  }

  private int checkCustom(
      JsonNode object, ManifestId id, CustomResource custom, SchemaProblems problems) {
    FieldPath apiVersion = FieldPath.ROOT.key("apiVersion");
    Optional<CustomResource.Version> found =
        custom
            .version(id.apiVersion().substring(id.group().length() + 1))
            .filter(CustomResource.Version::isServed);
    if (found.isEmpty()) {
      problems.error(
          apiVersion,
          "%s is not served for %s".formatted(id.apiVersion(), id.kind()),
          "write one of: " + String.join(", ", custom.served()));
      return 0;
    }
    CustomResource.Version version = found.get();
    if (version.schema().isMissingNode()) {
      throw new SchemaException(
          custom.file(),
          "version %s of %s has no schema".formatted(version.name(), custom.kind()),
          "write it anew: kubectl get crd -o yaml");
    }
    version
        .deprecation(id.apiVersion() + " " + id.kind())
        .ifPresent(
            warning ->
                problems.warning(
                    apiVersion, warning, "served: " + String.join(", ", custom.served())));
    if (version.hasStatus() && object instanceof ObjectNode fields && fields.has("status")) {
      fields.remove("status");
      problems.warning(FieldPath.ROOT.key("status"), "is ignored by the API server", "remove it");
    }
    if (custom.isOfCluster() && !id.namespace().isEmpty()) {
      problems.warning(
          FieldPath.ROOT.key("metadata").key("namespace"),
          "%s is of the cluster; the API server ignores its namespace".formatted(id.kind()),
          "remove it");
    }
    CustomObjectCheck check = new CustomObjectCheck(rules, builtIn, problems);
    check.check(object, version.schema());
    return check.celRules();
  }

  private void noSchema(ManifestId id, SchemaProblems problems) {
    List<String> known =
        Stream.concat(api.versionsOf(id.kind()).stream(), crds.versionsOf(id.kind()).stream())
            .distinct()
            .toList();
    problems.error(
        FieldPath.ROOT.key("apiVersion"),
        "no schema for %s %s in %s".formatted(id.apiVersion(), id.kind(), dir),
        known.isEmpty()
            ? "add its CustomResourceDefinition to the folder, or correct apiVersion and kind"
            : "write one of: " + String.join(", ", known));
  }

  private static List<Path> filesOf(Path dir) {
    try (Stream<Path> files = Files.walk(dir, FileVisitOption.FOLLOW_LINKS)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException | UncheckedIOException unreadable) {
      throw new SchemaException(
          dir,
          "cannot be read: " + unreadable,
          "name a folder with CustomResourceDefinitions and an OpenAPI document");
    }
  }

  private static List<Path> ending(List<Path> files, String end) {
    return files.stream().filter(file -> file.toString().endsWith(end)).toList();
  }
}
