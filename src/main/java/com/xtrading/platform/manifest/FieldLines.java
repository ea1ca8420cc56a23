package com.xtrading.platform.manifest;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Where the fields of the objects of one file stand. The file is parsed once. */
public final class FieldLines {

  private static final Pattern STEP = Pattern.compile("\\[(\\d+)]|\\[\"([^\"]*)\"]|([^.\\[\\]]+)");

  private final Map<ManifestId, List<Node>> objects = new HashMap<>();

  private FieldLines() {}

  /**
   * Reads a file; one that is broken has no lines, which was said when its objects were read.
   *
   * @param text YAML or JSON, of one document or several, with lists or without
   */
  public static FieldLines of(String text) {
    FieldLines lines = new FieldLines();
    try {
      for (Node document : new Yaml(new LoaderOptions()).composeAll(new StringReader(text))) {
        lines.add(document, "", "");
      }
    } catch (YAMLException broken) {
      lines.objects.clear();
    }
    return lines;
  }

  /**
   * The line of a field, or of the nearest one above it that is written; 1 where the object is not
   * found.
   *
   * @param number which one, from 0, where the file has several objects of that identity
   * @param path such as {@code spec.containers[0].image}
   */
  public int of(ManifestId object, int number, String path) {
    List<Node> found = objects.getOrDefault(object, List.of());
    return number < found.size() ? line(found.get(number), path) : 1;
  }

  private void add(Node node, String ofApi, String ofKind) {
    String kind = text(node, "kind", ofKind);
    String api = text(node, "apiVersion", ofApi);
    Optional<Node> items = value(node, "items");
    if (kind.endsWith("List") && items.isPresent() && items.get() instanceof SequenceNode list) {
      String itemKind = kind.substring(0, kind.length() - "List".length());
      list.getValue().forEach(item -> add(item, itemKind.isEmpty() ? "" : api, itemKind));
      return;
    }
    Optional<Node> metadata = value(node, "metadata");
    String name = metadata.map(one -> text(one, "name", "")).orElse("");
    ManifestId id =
        new ManifestId(
            api,
            kind,
            metadata.map(one -> text(one, "namespace", "")).orElse(""),
            name.isEmpty() ? metadata.map(one -> text(one, "generateName", "")).orElse("") : name);
    objects.computeIfAbsent(id, key -> new ArrayList<>()).add(node);
  }

  private static int line(Node object, String path) {
    Node node = object;
    int line = object.getStartMark().getLine();
    Matcher step = STEP.matcher(path);
    while (step.find()) {
      if (step.group(1) != null) {
        int index = Integer.parseInt(step.group(1));
        if (!(node instanceof SequenceNode list) || index >= list.getValue().size()) {
          break;
        }
        node = list.getValue().get(index);
        line = node.getStartMark().getLine();
        continue;
      }
      Optional<NodeTuple> entry =
          entry(node, step.group(2) != null ? step.group(2) : step.group(3));
      if (entry.isEmpty()) {
        break;
      }
      line = entry.get().getKeyNode().getStartMark().getLine();
      node = entry.get().getValueNode();
    }
    return line + 1;
  }

  private static Optional<NodeTuple> entry(Node node, String key) {
    return node instanceof MappingNode map
        ? map.getValue().stream()
            .filter(
                tuple ->
                    tuple.getKeyNode() instanceof ScalarNode scalar
                        && scalar.getValue().equals(key))
            .findFirst()
        : Optional.empty();
  }

  private static Optional<Node> value(Node node, String key) {
    return entry(node, key).map(NodeTuple::getValueNode);
  }

  private static String text(Node node, String key, String otherwise) {
    return value(node, key)
        .map(found -> found instanceof ScalarNode scalar ? scalar.getValue() : otherwise)
        .orElse(otherwise);
  }
}
