package com.xtrading.platform.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What there is in the project to be called by its name. */
final class KnownNames {

  private static final Path SOURCES = Path.of("src");
  private static final Pattern RULE = Pattern.compile("(?m)^## (\\w+)$");
  private static final List<String> OF_JAVA = List.of("java.lang.", "java.time.", "java.util.");

  private final Map<String, String> classes = new HashMap<>();
  private final Set<String> words = new HashSet<>();
  private final List<Path> files = new ArrayList<>();
  private final JsonNode schema;

  KnownNames() throws IOException {
    walk(SOURCES)
        .filter(file -> file.toString().endsWith(".java"))
        .forEach(
            // Classes of two packages may have one name.
            file -> classes.merge(stem(file), Page.of(file).text(), String::concat));
    Page policies = Page.of(Path.of("docs/policies.md"));
    RULE.matcher(policies.text()).results().forEach(rule -> words.add(rule.group(1)));
    walk(Path.of("docs/runbooks")).forEach(page -> words.add(stem(page)));
    walk(Path.of("dist")).forEach(file -> words.add(stem(file).replaceFirst("-.*", "")));
    for (String folder : List.of("src", "docs", "dist", "environments", ".github")) {
      walk(Path.of(folder)).forEach(files::add);
    }
    schema = new ObjectMapper().readTree(Path.of("environments/schema.json").toFile());
  }

  private static Stream<Path> walk(Path folder) {
    try {
      return Files.walk(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String stem(Path file) {
    return file.getFileName().toString().replaceFirst("\\.\\w+$", "");
  }

  /** Whether it is a class of ours. */
  boolean isClass(String name) {
    return classes.containsKey(name);
  }

  /** Whether it is a class of ours, a rule, an alert, or a kind of object that is rendered. */
  boolean isName(String name) {
    return isClass(name) || words.contains(name);
  }

  /** Whether it is a class of ours, or one that Java brings. */
  boolean isType(String name) {
    return isClass(name)
        || isNested(name)
        || OF_JAVA.stream()
            .anyMatch(
                of -> {
                  try {
                    Class.forName(of + name);
                    return true;
                  } catch (ClassNotFoundException e) {
                    return false;
                  }
                });
  }

  private boolean isNested(String name) {
    Pattern declaration = Pattern.compile("\\b(class|record|enum|interface) %s\\b".formatted(name));
    return classes.values().stream().anyMatch(text -> declaration.matcher(text).find());
  }

  /** Whether a class says something of that name. */
  boolean hasMember(String type, String member) {
    return Pattern.compile("\\b%s\\b".formatted(member))
        .matcher(classes.getOrDefault(type, ""))
        .find();
  }

  /** Whether any class has a method or a component of that name. */
  boolean isMethod(String name) {
    Pattern declaration = Pattern.compile("\\w[>\\]]? %s(\\(|[,)])".formatted(name));
    return classes.values().stream().anyMatch(text -> declaration.matcher(text).find());
  }

  /** Whether there is such a file or folder; {@code <…>}, {@code …} and {@code *} are any name. */
  boolean isFile(String path) {
    String glob = path.replaceAll("<[^>]+>|…", "*").replaceFirst("/$", "");
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    return files.stream().anyMatch(matcher::matches);
  }

  /** Whether there is a package of ours that is called so. */
  boolean isPackage(String name) {
    return isFile("src/main/java/com/xtrading/platform/" + name.replace('.', '/'));
  }

  /** Whether the environment files have a setting at that path. */
  boolean isSetting(String path) {
    JsonNode at = schema;
    for (String step : path.split("\\.")) {
      at = below(at, step);
    }
    return !at.isMissingNode();
  }

  /** Every key that a piece of an environment file has and its schema does not. */
  List<String> unknownKeys(JsonNode piece) {
    List<String> unknown = new ArrayList<>();
    unknownKeys("", piece, schema, unknown);
    return unknown;
  }

  private void unknownKeys(String path, JsonNode piece, JsonNode at, List<String> unknown) {
    if (piece.isArray()) {
      piece.forEach(one -> unknownKeys(path, one, resolved(resolved(at).path("items")), unknown));
    }
    piece
        .fields()
        .forEachRemaining(
            entry -> {
              JsonNode next = below(at, entry.getKey());
              if (next.isMissingNode()) {
                unknown.add(path + entry.getKey());
              } else {
                unknownKeys(path + entry.getKey() + ".", entry.getValue(), next, unknown);
              }
            });
  }

  private JsonNode below(JsonNode at, String step) {
    JsonNode object = resolved(at);
    JsonNode named = object.path("properties").path(step);
    JsonNode any = object.path("additionalProperties");
    return named.isMissingNode() && any.isObject() ? any : named;
  }

  private JsonNode resolved(JsonNode at) {
    return at.has("$ref") ? schema.at(at.get("$ref").asText().substring(1)) : at;
  }
}
