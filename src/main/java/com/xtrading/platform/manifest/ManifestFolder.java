package com.xtrading.platform.manifest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The Kubernetes objects of a folder that anybody has written: every {@code .yaml}, {@code .yml}
 * and {@code .json} file below it, several documents and lists among them.
 *
 * @param manifests what could be read, in the order of the files
 * @param problems what could not, with its file
 */
public record ManifestFolder(List<Manifest> manifests, List<String> problems) {

  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory()).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

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

  /** Reads a folder, or a single file. */
  public static ManifestFolder read(Path folder) {
    List<Manifest> manifests = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(Files::isRegularFile)
          .filter(file -> file.getFileName().toString().matches("[^.].*\\.(yaml|yml|json)"))
          .filter(file -> !isHidden(folder.relativize(file)))
          .sorted()
          .forEach(
              file -> {
                Path name = folder.equals(file) ? file.getFileName() : folder.relativize(file);
                readFile(file, name.toString().replace('\\', '/'), manifests, problems);
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ManifestFolder(manifests, problems);
  }

  private static boolean isHidden(Path relative) {
    for (Path part : relative) {
      if (part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  private static void readFile(
      Path file, String name, List<Manifest> manifests, List<String> problems) {
    try (MappingIterator<Object> documents =
        YAML.readerFor(Object.class).readValues(file.toFile())) {
      int number = 0;
      while (documents.hasNextValue()) {
        number++;
        add(documents.nextValue(), name, "document " + number, manifests, problems);
      }
    } catch (JsonProcessingException broken) {
      JsonLocation place = broken.getLocation();
      problems.add(
          "%s%s: is neither YAML nor JSON: %s"
              .formatted(
                  name,
                  place == null ? "" : ":" + place.getLineNr(),
                  broken.getOriginalMessage().lines().findFirst().orElse("")));
    } catch (IOException unreadable) {
      problems.add("%s: cannot be read: %s".formatted(name, unreadable.getMessage()));
    }
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
            items.get(i).node().orElse(null),
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
    Manifest manifest = new Manifest(file, "", tree.map());
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
}
