package com.xtrading.platform.manifest;

import java.io.StringReader;
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

/** Finds the line of a field in the file of an object. */
public final class FieldLine {

  private static final Pattern STEP = Pattern.compile("\\[(\\d+)]|\\[\"([^\"]*)\"]|([^.\\[\\]]+)");

  private FieldLine() {}

  /**
   * The line of a field, or of the nearest one above it that is written; 1 where the object is not
   * found.
   *
   * @param text YAML or JSON, of one document or several
   * @param path such as {@code spec.containers[0].image}
   */
  public static int of(String text, ManifestId object, String path) {
    try {
      for (Node document : new Yaml(new LoaderOptions()).composeAll(new StringReader(text))) {
        Optional<Node> found = find(document, object);
        if (found.isPresent()) {
          return line(found.get(), path);
        }
      }
    } catch (YAMLException broken) {
      return 1; // said when the file was read
    }
    return 1;
  }

  private static Optional<Node> find(Node node, ManifestId object) {
    Optional<Node> items = value(node, "items");
    if (items.isPresent() && items.get() instanceof SequenceNode list) {
      return list.getValue().stream().flatMap(item -> find(item, object).stream()).findFirst();
    }
    Optional<Node> metadata = value(node, "metadata");
    boolean same =
        text(node, "kind").equals(object.kind())
            && metadata.map(one -> text(one, "name")).orElse("").equals(object.name())
            && metadata.map(one -> text(one, "namespace")).orElse("").equals(object.namespace());
    return same ? Optional.of(node) : Optional.empty();
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

  private static String text(Node node, String key) {
    return value(node, key)
        .map(found -> found instanceof ScalarNode scalar ? scalar.getValue() : "")
        .orElse("");
  }
}
