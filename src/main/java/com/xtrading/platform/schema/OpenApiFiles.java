package com.xtrading.platform.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the OpenAPI document of one Kubernetes minor among the JSON files of a folder. */
final class OpenApiFiles {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern VERSION = Pattern.compile("(\\d+\\.\\d+)(?:\\.(\\d+))?");

  /** A document, with its version as far as it names one. */
  private record Candidate(Path file, String minor, int patch) {

    static Optional<Candidate> of(Path file, String text) {
      Matcher version = VERSION.matcher(text);
      return version.find()
          ? Optional.of(
              new Candidate(
                  file,
                  version.group(1),
                  version.group(2) == null ? 0 : Integer.parseInt(version.group(2))))
          : Optional.empty();
    }
  }

  private OpenApiFiles() {}

  /** The newest document of the minor; its info.version counts before its file name. */
  static Path choose(Path dir, List<Path> jsonFiles, String minor) {
    List<Candidate> candidates = new ArrayList<>();
    for (Path file : jsonFiles) {
      versionOf(file)
          .map(
              version ->
                  Candidate.of(file, version)
                      .or(() -> Candidate.of(file, file.getFileName().toString()))
                      .orElse(new Candidate(file, "no version", 0)))
          .ifPresent(candidates::add);
    }
    return candidates.stream()
        .filter(candidate -> candidate.minor().equals(minor))
        .max(Comparator.comparingInt(Candidate::patch).thenComparing(Candidate::file))
        .map(Candidate::file)
        .orElseThrow(
            () ->
                new SchemaException(
                    dir,
                    "no OpenAPI document for Kubernetes %s; found: %s"
                        .formatted(minor, found(dir, candidates)),
                    "kubectl get --raw /openapi/v2 > %s"
                        .formatted(dir.resolve("swagger-" + minor + ".0.json"))));
  }

  private static String found(Path dir, List<Candidate> candidates) {
    return candidates.isEmpty()
        ? "none"
        : String.join(
            ", ",
            candidates.stream()
                .map(found -> "%s (%s)".formatted(found.minor(), dir.relativize(found.file())))
                .toList());
  }

  /** What info.version says, if the file is an OpenAPI v2 document; its head is enough to know. */
  private static Optional<String> versionOf(Path file) {
    boolean openApi = false;
    try (JsonParser parser = JSON.createParser(file.toFile())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (name.equals("swagger")) {
          openApi = true;
        } else if (name.equals("info") && openApi) {
          JsonNode info = JSON.readTree(parser);
          return Optional.of(info.path("version").asText());
        } else if (!openApi) {
          return Optional.empty(); // such documents begin with their kind
        } else {
          parser.skipChildren();
        }
      }
    } catch (IOException broken) {
      throw OpenApiDocument.unreadable(file, broken);
    }
    return openApi ? Optional.of("") : Optional.empty();
  }
}
