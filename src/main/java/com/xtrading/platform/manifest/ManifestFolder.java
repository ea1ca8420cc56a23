package com.xtrading.platform.manifest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

/**
 * The Kubernetes objects of a folder that anybody has written: every {@code .yaml}, {@code .yml}
 * and {@code .json} file below it, several documents and lists among them.
 *
 * @param manifests what could be read, in the order of the files
 * @param problems what could not, with its file
 */
public record ManifestFolder(List<Manifest> manifests, List<String> problems) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  private static final Pattern NEXT_DOCUMENT = Pattern.compile("(?m)^---(?=\\s|$)");

  /** A dump of a whole cluster has some hundred megabytes. */
  private static final int LARGEST = 1 << 30;

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

  public ManifestFolder {
    manifests = List.copyOf(manifests);
    problems = List.copyOf(problems);
  }

  /** Reads a folder, or a single file; links are followed. */
  public static ManifestFolder read(Path folder) {
    List<Manifest> manifests = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    SortedSet<Path> files = new TreeSet<>();
    try {
      Files.walkFileTree(
          folder.toRealPath(),
          Set.of(FileVisitOption.FOLLOW_LINKS),
          Integer.MAX_VALUE,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path one, BasicFileAttributes attributes)
                throws IOException {
              boolean hidden =
                  one.getFileName() != null
                      && one.getFileName().toString().startsWith(".")
                      && !one.equals(folder.toRealPath());
              return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (attributes.isRegularFile()
                  && file.getFileName().toString().matches("[^.].*\\.(yaml|yml|json)")) {
                files.add(file);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException error) {
              // A link that leads back to where it is holds nothing new.
              if (!(error instanceof FileSystemLoopException)) {
                problems.add("%s: cannot be read: %s".formatted(file, error.getMessage()));
              }
              return FileVisitResult.CONTINUE;
            }
          });
      Path root = folder.toRealPath();
      for (Path file : files) {
        Path name = root.equals(file) ? file.getFileName() : root.relativize(file);
        readFile(file, name.toString().replace('\\', '/'), manifests, problems);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (manifests.isEmpty() && problems.isEmpty()) {
      problems.add("%s: holds no manifests".formatted(folder));
    }
    return new ManifestFolder(manifests, problems);
  }

  /** The same for those who need each object once: one that is in several files is a problem. */
  public ManifestFolder distinct() {
    List<String> found = new ArrayList<>(problems);
    Map<ManifestId, Manifest> known = new LinkedHashMap<>();
    for (Manifest manifest : manifests) {
      Manifest first = known.putIfAbsent(manifest.id().withoutVersion(), manifest);
      if (first != null) {
        found.add("%s: %s is in %s too".formatted(manifest.path(), manifest.id(), first.path()));
      }
    }
    return new ManifestFolder(List.copyOf(known.values()), found);
  }

  private static void readFile(
      Path file, String name, List<Manifest> manifests, List<String> problems) {
    String text;
    try {
      text = Files.readString(file).replace("\uFEFF", "");
    } catch (IOException unreadable) {
      problems.add("%s: cannot be read: %s".formatted(name, reason(unreadable)));
      return;
    }
    if (name.endsWith(".json")) {
      try {
        add(JSON.readValue(text, Object.class), name, "the file", manifests, problems);
      } catch (JsonProcessingException broken) {
        problems.add(
            "%s:%d: is no JSON: %s"
                .formatted(
                    name,
                    broken.getLocation() == null ? 1 : broken.getLocation().getLineNr(),
                    broken.getOriginalMessage().lines().findFirst().orElse("")));
      }
      return;
    }
    int line = 0;
    int number = 0;
    // One at a time, so that a broken one takes no other with it.
    for (String document : NEXT_DOCUMENT.split(text, -1)) {
      number++;
      try {
        add(yaml().load(document), name, "document " + number, manifests, problems);
      } catch (MarkedYAMLException broken) {
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

  private static String reason(IOException error) {
    return error instanceof MalformedInputException ? "it is not UTF-8" : error.getMessage();
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

  private static void add(
      Object value, String file, String place, List<Manifest> manifests, List<String> problems) {
    if (value == null) {
      return;
    }
    Tree tree = Tree.of(value);
    String kind = tree.at("kind").text("");
    if (kind.endsWith("List") && tree.at("items").exists()) {
      List<Tree> items = tree.at("items").elements().toList();
      for (int i = 0; i < items.size(); i++) {
        add(
            item(items.get(i), tree),
            file,
            "%s, item %d".formatted(place, i + 1),
            manifests,
            problems);
      }
      return;
    }
    if (kind.isEmpty() || tree.at("apiVersion").text("").isEmpty()) {
      problems.add("%s: %s is no object: it lacks apiVersion or kind".formatted(file, place));
      return;
    }
    Manifest manifest = new Manifest(file, "", named(tree));
    Set<String> known = KINDS.get(manifest.id().group());
    if (known != null && !known.contains(kind)) {
      problems.add(
          "%s: %s: %s has no kind \"%s\""
              .formatted(file, place, tree.at("apiVersion").text(""), kind));
      return;
    }
    if (manifest.name().isEmpty()) {
      problems.add("%s: %s: the %s has no name".formatted(file, place, kind));
      return;
    }
    manifests.add(manifest);
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
