package com.xtrading.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.List;
import java.util.stream.Stream;

/** Picks objects, files and places out of what was rendered. */
public final class Select {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** Every object of a kind. */
  public static Stream<Manifest> all(JudgedEnvironment rendered, String kind) {
    return rendered.manifests().stream().filter(manifest -> manifest.kind().equals(kind));
  }

  /** The one object of a kind that has the name, in whatever namespace. */
  public static Manifest one(JudgedEnvironment rendered, String kind, String name) {
    return only(kind + " " + name, all(rendered, kind).filter(found -> found.name().equals(name)));
  }

  /** The object of a kind, by namespace and name. */
  public static Manifest one(
      JudgedEnvironment rendered, String kind, String namespace, String name) {
    return only(
        "%s %s/%s".formatted(kind, namespace, name),
        all(rendered, kind)
            .filter(found -> found.name().equals(name) && found.namespace().equals(namespace)));
  }

  /** The text of a file below {@code dist/<env>/}. */
  public static String file(JudgedEnvironment rendered, String path) {
    return rendered.files().stream()
        .filter(file -> file.path().equals(path))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no file " + path))
        .text();
  }

  /** A text in YAML or JSON as a tree. */
  public static Tree parse(String text) {
    try {
      return Tree.of(YAML.readValue(text, Object.class));
    } catch (JsonProcessingException e) {
      throw new AssertionError("not YAML:\n" + text, e);
    }
  }

  /**
   * A place in a tree.
   *
   * @param path keys and list indexes with dots, such as {@code spec.template.spec.containers.0}
   * @param keys further keys, which may contain dots
   */
  public static Tree at(Tree tree, String path, String... keys) {
    Tree place = tree;
    for (String step : path.split("\\.")) {
      place =
          step.matches("\\d+")
              ? place.elements().skip(Integer.parseInt(step)).findFirst().orElse(Tree.of(null))
              : place.at(step);
    }
    for (String key : keys) {
      place = place.at(key);
    }
    return place;
  }

  /** A place in an object; see {@link #at(Tree, String, String...)}. */
  public static Tree at(Manifest manifest, String path, String... keys) {
    return at(Tree.of(manifest.tree()), path, keys);
  }

  private static Manifest only(String wanted, Stream<Manifest> found) {
    List<Manifest> all = found.toList();
    if (all.size() != 1) {
      throw new AssertionError(
          "expected one %s, found %s".formatted(wanted, all.stream().map(Manifest::path).toList()));
    }
    return all.get(0);
  }

  private Select() {}
}
