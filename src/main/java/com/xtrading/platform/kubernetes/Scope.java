package com.xtrading.platform.kubernetes;

import com.xtrading.platform.declaration.LabelKeys;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.GroupKind;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cdk8s.plus25.k8s.ObjectMeta;

/**
 * Where objects are drawn: a sheet, the namespace and the labels that every object gets.
 *
 * <p>The namespace is set on each namespaced object and never on the chart, which would stamp it on
 * objects of the cluster too.
 */
public final class Scope {

  private final Sheet sheet;
  private final String namespace;
  private final SortedMap<String, String> labels;

  public Scope(Sheet sheet, String namespace, Map<String, String> labels) {
    this.sheet = sheet;
    this.namespace = namespace;
    this.labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
  }

  /** The same sheet and labels in another namespace. */
  public Scope in(String otherNamespace) {
    return new Scope(sheet, otherNamespace, labels);
  }

  /** The same place for objects that belong to the named workload. */
  public Scope named(String workload) {
    return labelled(Map.of(LabelKeys.NAME, workload));
  }

  public String namespace() {
    return namespace;
  }

  /**
   * Draws a custom resource.
   *
   * @param spec maps, lists, text, numbers and booleans
   */
  public void custom(String apiVersion, String kind, String name, Map<String, ?> spec) {
    custom(apiVersion, kind, name, Map.of(), spec);
  }

  /** Draws a custom resource with annotations. */
  public void custom(
      String apiVersion,
      String kind,
      String name,
      Map<String, String> annotations,
      Map<String, ?> spec) {
    finalized(apiVersion, kind, name, annotations, List.of(), spec);
  }

  /** Draws a custom resource whose deletion waits until the given finalizers are done. */
  public void finalized(
      String apiVersion,
      String kind,
      String name,
      Map<String, String> annotations,
      List<String> finalizers,
      Map<String, ?> spec) {
    tree(apiVersion, kind, name, annotations, finalizers, Fields.of("spec", spec));
  }

  /**
   * Draws an object of the cluster.
   *
   * @param fields beside apiVersion, kind and metadata
   */
  public void clusterCustom(
      String apiVersion,
      String kind,
      String name,
      Map<String, String> annotations,
      Map<String, ?> fields) {
    in("").tree(apiVersion, kind, name, annotations, fields);
  }

  /**
   * Draws an object as a tree.
   *
   * @param fields beside apiVersion, kind and metadata
   */
  void tree(
      String apiVersion,
      String kind,
      String name,
      Map<String, String> annotations,
      Map<String, ?> fields) {
    tree(apiVersion, kind, name, annotations, List.of(), fields);
  }

  private void tree(
      String apiVersion,
      String kind,
      String name,
      Map<String, String> annotations,
      List<String> finalizers,
      Map<String, ?> fields) {
    // Fields in the order of the alphabet, as cdk8s has them.
    Map<String, Object> metadata = new TreeMap<>(Map.of("name", name, "labels", labels));
    if (!namespace.isEmpty()) {
      metadata.put("namespace", namespace);
    }
    if (!annotations.isEmpty()) {
      metadata.put("annotations", annotations);
    }
    if (!finalizers.isEmpty()) {
      metadata.put("finalizers", finalizers);
    }
    Map<String, Object> object = new TreeMap<>(fields);
    object.put("apiVersion", apiVersion);
    object.put("kind", kind);
    object.put("metadata", metadata);
    sheet.draw(ObjectType.TREE, GroupKind.of(apiVersion, kind), namespace, name, object);
  }

  /**
   * Draws an object with the types of cdk8s.
   *
   * @throws com.xtrading.platform.manifest.Collision when the component has drawn it already
   */
  <P> DrawnObject typed(ObjectType<P> type, String name, P properties) {
    return sheet.draw(type, type.kind(), namespace, name, properties);
  }

  /** The same place with more labels. */
  public Scope labelled(Map<String, String> labels) {
    SortedMap<String, String> more = new TreeMap<>(this.labels);
    more.putAll(labels);
    return new Scope(sheet, namespace, more);
  }

  SortedMap<String, String> labels() {
    return labels;
  }

  ObjectMeta metadata(String name) {
    return metadata(name, Map.of());
  }

  ObjectMeta metadata(String name, Map<String, String> annotations) {
    ObjectMeta.Builder metadata =
        ObjectMeta.builder().name(name).namespace(namespace).labels(labels);
    return (annotations.isEmpty() ? metadata : metadata.annotations(annotations)).build();
  }

  ObjectMeta clusterMetadata(String name, Map<String, String> annotations) {
    ObjectMeta.Builder metadata = ObjectMeta.builder().name(name).labels(labels);
    return (annotations.isEmpty() ? metadata : metadata.annotations(annotations)).build();
  }
}
