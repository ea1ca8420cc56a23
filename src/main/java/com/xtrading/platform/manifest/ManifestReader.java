package com.xtrading.platform.manifest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads the Kubernetes objects of files that anybody has written. */
final class ManifestReader {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  private static final Pattern NEXT_DOCUMENT = Pattern.compile("(?m)^---(?=\\s|$)");

  /** A dump of a whole cluster has some hundred megabytes. */
  private static final int LARGEST = 1 << 30;

  /** As readers of JSON have it. */
  private static final int DEEPEST = 1000;

  /** Groups of Kubernetes itself whose kinds are known here. */
  private static final Map<String, Set<String>> KINDS =
      Map.of(
          "",
          Set.of(
              "ConfigMap",
              "Endpoints",
              "Event",
              "LimitRange",
              "Namespace",
              "Node",
              "PersistentVolume",
              "PersistentVolumeClaim",
              "Pod",
              "PodTemplate",
              "ReplicationController",
              "ResourceQuota",
              "Secret",
              "Service",
              "ServiceAccount"),
          "apps",
          Set.of("ControllerRevision", "DaemonSet", "Deployment", "ReplicaSet", "StatefulSet"),
          "batch",
          Set.of("CronJob", "Job"),
          "networking.k8s.io",
          Set.of("IPAddress", "Ingress", "IngressClass", "NetworkPolicy", "ServiceCIDR"));

  private final List<Manifest> manifests = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final SortedSet<String> skipped = new TreeSet<>();

  /** What could be read, in the order of the files. */
  List<Manifest> manifests() {
    return manifests;
  }

  /** What could not be read, with its file. */
  List<String> problems() {
    return problems;
  }

  /** What is no object yet, with its file. */
  Collection<String> skipped() {
    return skipped;
  }

  /**
   * Reads a file.
   *
   * @param name what it is called
   */
  void read(Path file, String name) {
    String text;
    try {
      text = Files.readString(file).replace("\uFEFF", "");
    } catch (IOException unreadable) {
      problems.add("%s: cannot be read: %s".formatted(name, reason(unreadable)));
      return;
    }
    if (name.endsWith(".json")) {
      json(text, name);
    } else {
      yaml(text, name);
    }
  }

  /** Why a file cannot be read. */
  static String reason(IOException error) {
    if (error instanceof MalformedInputException) {
      return "it is not UTF-8";
    }
    if (error instanceof AccessDeniedException) {
      return "access is denied";
    }
    return error instanceof NoSuchFileException
        ? "it is a link to what is not there"
        : String.valueOf(error.getMessage());
  }

  private void json(String text, String name) {
    try (MappingIterator<Object> documents = JSON.readerFor(Object.class).readValues(text)) {
      for (int number = 1; documents.hasNextValue(); number++) {
        add(documents.nextValue(), name, "document " + number);
      }
    } catch (JsonProcessingException broken) {
      problems.add(
          "%s:%d: is no JSON: %s"
              .formatted(
                  name,
                  broken.getLocation() == null ? 1 : broken.getLocation().getLineNr(),
                  broken.getOriginalMessage().lines().findFirst().orElse("")));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // the text is here
    }
  }

  private void yaml(String text, String name) {
    int line = 0;
    int number = 0;
    // One at a time, so that a broken one takes no other with it.
    for (String document : NEXT_DOCUMENT.split(text, -1)) {
      number++;
      try {
        add(asJson(yaml().load(document), 0), name, "document " + number);
      } catch (MarkedYAMLException broken) {
        Optional<String> template = OtherTools.template(name, text);
        if (template.isPresent()) {
          skipped.add(template.get());
          return;
        }
        int place = broken.getProblemMark() == null ? 0 : broken.getProblemMark().getLine();
        problems.add(
            "%s:%d: document %d is no YAML: %s"
                .formatted(name, line + place + 1, number, broken.getProblem()));
      } catch (YAMLException broken) {
        problems.add(
            "%s: document %d is no YAML: %s"
                .formatted(name, number, broken.getMessage().lines().findFirst().orElse("")));
      }
      line += (int) document.chars().filter(c -> c == '\n').count();
    }
  }

  /** Aliases and merges count, as for kubectl; keys that are there twice do not. */
  private static Yaml yaml() {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setAllowRecursiveKeys(false);
    options.setMaxAliasesForCollections(200);
    options.setCodePointLimit(LARGEST);
    DumperOptions unused = new DumperOptions();
    Resolver texts =
        new Resolver() {
          @Override
          public void addImplicitResolver(Tag tag, Pattern form, String first, int limit) {
            // Dates are texts in Kubernetes.
            if (!tag.equals(Tag.TIMESTAMP)) {
              super.addImplicitResolver(tag, form, first, limit);
            }
          }
        };
    return new Yaml(new SafeConstructor(options), new Representer(unused), unused, options, texts);
  }

  private void add(Object value, String file, String place) {
    if (value == null) {
      return;
    }
    Tree tree = Tree.of(value);
    String kind = tree.at("kind").text("");
    if (kind.equals("List") || (kind.endsWith("List") && tree.at("items").exists())) {
      items(tree, file, place);
      return;
    }
    if (kind.isEmpty() || tree.at("apiVersion").text("").isEmpty()) {
      OtherTools.valuesFile(file)
          .ifPresentOrElse(
              skipped::add,
              () -> problem(file, place, "is no object: it lacks apiVersion or kind"));
      return;
    }
    Manifest manifest = new Manifest(file, "", named(tree));
    Set<String> known = KINDS.get(manifest.id().group());
    if (known != null && !known.contains(kind)) {
      problem(
          file,
          place + ":",
          "%s has no kind \"%s\"".formatted(tree.at("apiVersion").text(""), kind));
    } else if (manifest.name().isEmpty()) {
      problem(file, place + ":", "the %s has no name".formatted(kind));
    } else {
      manifests.add(manifest);
    }
  }

  private void items(Tree list, String file, String place) {
    if (!(list.at("items").node().orElse(null) instanceof List<?> items)) {
      problem(file, place + ":", "the %s has no list of items".formatted(list.at("kind").text("")));
      return;
    }
    for (int i = 0; i < items.size(); i++) {
      String item = "%s, item %d".formatted(place, i + 1);
      if (items.get(i) == null) {
        problem(file, item, "is no object: it is null");
      } else {
        add(item(Tree.of(items.get(i)), list), file, item);
      }
    }
  }

  private void problem(String file, String place, String problem) {
    problems.add("%s: %s %s".formatted(file, place, problem));
  }

  /** Keys of JSON are texts, whatever YAML makes of them, and so are bytes. */
  private static Object asJson(Object value, int depth) {
    if (depth > DEEPEST) {
      throw new YAMLException("it contains itself, or is nested too deeply");
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach((key, one) -> copy.put(String.valueOf(key), asJson(one, depth + 1)));
      return copy;
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(one -> copy.add(asJson(one, depth + 1)));
      return copy;
    }
    return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : value;
  }

  /** What is created under a name with a suffix of the API server's has its beginning here. */
  private static Map<String, Object> named(Tree tree) {
    String beginning = tree.at("metadata", "generateName").text("");
    if (beginning.isEmpty() || !tree.at("metadata", "name").text("").isEmpty()) {
      return tree.map();
    }
    Map<String, Object> metadata = new LinkedHashMap<>(tree.at("metadata").map());
    metadata.put("name", beginning);
    Map<String, Object> whole = new LinkedHashMap<>(tree.map());
    whole.put("metadata", metadata);
    return whole;
  }

  /** Items of a list of one kind may leave that kind out. */
  private static Object item(Tree item, Tree list) {
    String kind = list.at("kind").text("").replaceFirst("List$", "");
    if (kind.isEmpty() || !(item.node().orElse(null) instanceof Map)) {
      return item.node().orElse(null);
    }
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("apiVersion", list.at("apiVersion").text(""));
    whole.put("kind", kind);
    whole.putAll(item.map());
    return whole;
  }
}
