package com.xtrading.platform.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * The CustomResourceDefinitions of YAML files in block style: one or several documents, or a {@code
 * kind: List} as {@code kubectl get crd -o yaml} prints it.
 *
 * <p>Files are scanned line by line and parsed only when a kind is asked for: parsing all of a
 * cluster's definitions takes many times as long as checking its objects.
 */
final class CrdIndex {

  private static final String DEFINITION = "CustomResourceDefinition";
  private static final ObjectMapper YAML = new ObjectMapper(factory());

  /** Lines of a file that are one document, or one item of a list. */
  private record Part(Path file, int from, int to, Set<String> groups, Set<String> kinds) {

    boolean mayDefine(String group, String kind) {
      return groups.contains(group) && kinds.contains(kind);
    }
  }

  private final List<Part> parts = new ArrayList<>();
  private final Map<Part, List<CustomResource>> parsed = new HashMap<>();

  CrdIndex(List<Path> yamlFiles) {
    for (Path file : yamlFiles) {
      scan(file);
    }
  }

  private static YAMLFactory factory() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE); // a definition may be larger than 3 MB
    return YAMLFactory.builder().loaderOptions(options).build();
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  /** The definition of a kind. */
  Optional<CustomResource> find(String group, String kind) {
    List<CustomResource> found =
        parts.stream()
            .filter(part -> part.mayDefine(group, kind))
            .flatMap(this::definitions)
            .filter(crd -> crd.group().equals(group) && crd.kind().equals(kind))
            .toList();
    if (found.size() > 1
        && !found.get(0).definition().path("spec").equals(found.get(1).definition().path("spec"))) {
      throw new SchemaException(
          found.get(0).file(),
          "defines %s of %s otherwise than %s".formatted(kind, group, found.get(1).file()),
          "remove one of the two");
    }
    return found.stream().findFirst();
  }

  /** Every apiVersion in which a kind of this name is served. */
  List<String> versionsOf(String kind) {
    return parts.stream()
        .filter(part -> part.kinds().contains(kind))
        .flatMap(this::definitions)
        .filter(crd -> crd.kind().equals(kind))
        .flatMap(crd -> crd.served().stream())
        .distinct()
        .toList();
  }

  private void scan(Path file) {
    List<String> lines = lines(file);
    int from = 0;
    boolean inItem = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      char first = line.isEmpty() ? ' ' : line.charAt(0);
      boolean document = line.startsWith("---");
      boolean item = line.startsWith("- ");
      boolean listEnds = inItem && Character.isLetter(first);
      if (document || item || listEnds) {
        add(file, lines, from, i);
        from = document ? i + 1 : i;
        inItem = item;
      }
    }
    add(file, lines, from, lines.size());
  }

  private void add(Path file, List<String> lines, int from, int to) {
    Set<String> groups = new HashSet<>();
    Set<String> kinds = new HashSet<>();
    for (String line : lines.subList(from, to)) {
      valueOf("group:", line).ifPresent(groups::add);
      valueOf("kind:", line).ifPresent(kinds::add);
    }
    if (kinds.contains(DEFINITION)) {
      parts.add(new Part(file, from, to, Set.copyOf(groups), Set.copyOf(kinds)));
    }
  }

  private static Optional<String> valueOf(String key, String line) {
    int at = line.indexOf(key);
    if (at < 0 || !line.substring(0, at).chars().allMatch(c -> c == ' ' || c == '-')) {
      return Optional.empty();
    }
    String value = line.substring(at + key.length()).replace('"', ' ').replace('\'', ' ').strip();
    return value.isEmpty() ? Optional.empty() : Optional.of(value.split("\\s", 2)[0]);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException unreadable) {
      throw OpenApiDocument.unreadable(file, unreadable);
    }
  }

  private Stream<CustomResource> definitions(Part part) {
    return parsed.computeIfAbsent(part, CrdIndex::parse).stream();
  }

  private static List<CustomResource> parse(Part part) {
    String text = String.join("\n", lines(part.file()).subList(part.from(), part.to()));
    JsonNode tree;
    try {
      tree = YAML.readTree(text);
    } catch (JsonProcessingException broken) {
      int line = broken.getLocation() == null ? 1 : broken.getLocation().getLineNr();
      throw new SchemaException(
          part.file() + ":" + (part.from() + line),
          "is no YAML: " + broken.getOriginalMessage().lines().findFirst().orElse(""),
          "mend it, or take it out of the folder of schemas");
    }
    List<CustomResource> definitions = new ArrayList<>();
    for (JsonNode object : objects(tree)) {
      if (object.path("kind").asText().equals(DEFINITION)) {
        definitions.add(new CustomResource(part.file(), object));
      }
    }
    return List.copyOf(definitions);
  }

  /** An object, the items of a list object, or the items of a plain list. */
  private static List<JsonNode> objects(JsonNode tree) {
    JsonNode list = tree.path("items").isArray() ? tree.path("items") : tree;
    List<JsonNode> objects = new ArrayList<>();
    if (list.isArray()) {
      list.forEach(objects::add);
    } else {
      objects.add(tree);
    }
    return objects;
  }
}
