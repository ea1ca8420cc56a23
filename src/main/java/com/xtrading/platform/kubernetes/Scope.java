package com.xtrading.platform.kubernetes;

import com.xtrading.platform.declaration.LabelKeys;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.cdk8s.ApiObject;
import org.cdk8s.ApiObjectMetadata;
import org.cdk8s.ApiObjectProps;
import org.cdk8s.Chart;
import org.cdk8s.plus25.k8s.ObjectMeta;

/**
 * Where objects are drawn: a chart, the namespace and the labels that every object gets.
 *
 * <p>The namespace is set on each namespaced object and never on the chart, which would stamp it on
 * objects of the cluster too.
 */
public final class Scope {

  private final Chart chart;
  private final Overlays overlays;
  private final String namespace;
  private final SortedMap<String, String> labels;

  /**
   * @param overlays takes what cdk8s has no types for; applied to the trees of the chart
   */
  public Scope(Chart chart, Overlays overlays, String namespace, Map<String, String> labels) {
    this.chart = chart;
    this.overlays = overlays;
    this.namespace = namespace;
    this.labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
  }

  /** The same chart and labels in another namespace. */
  public Scope in(String otherNamespace) {
    return new Scope(chart, overlays, otherNamespace, labels);
  }

  /** The same place for objects that belong to the named workload. */
  public Scope named(String workload) {
    SortedMap<String, String> more = new TreeMap<>(labels);
    more.put(LabelKeys.NAME, workload);
    return new Scope(chart, overlays, namespace, more);
  }

  public String namespace() {
    return namespace;
  }

  /**
   * Draws an object that the Kubernetes 1.25 types do not know: a custom resource, or a newer kind.
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
    ApiObjectMetadata.Builder metadata =
        ApiObjectMetadata.builder().name(name).namespace(namespace).labels(labels);
    if (!annotations.isEmpty()) {
      metadata.annotations(annotations);
    }
    if (!finalizers.isEmpty()) {
      metadata.finalizers(finalizers);
    }
    new ApiObject(
        chart,
        id(kind, name),
        ApiObjectProps.builder()
            .apiVersion(apiVersion)
            .kind(kind)
            .metadata(metadata.build())
            .build());
    overlay(kind, name, List.of("spec"), spec);
  }

  /**
   * Draws an object of the cluster that the Kubernetes 1.25 types do not know.
   *
   * @param fields beside apiVersion, kind and metadata
   */
  public void clusterCustom(
      String apiVersion,
      String kind,
      String name,
      Map<String, String> annotations,
      Map<String, ?> fields) {
    Scope cluster = in("");
    ApiObjectMetadata.Builder metadata = ApiObjectMetadata.builder().name(name).labels(labels);
    if (!annotations.isEmpty()) {
      metadata.annotations(annotations);
    }
    new ApiObject(
        chart,
        cluster.id(kind, name),
        ApiObjectProps.builder()
            .apiVersion(apiVersion)
            .kind(kind)
            .metadata(metadata.build())
            .build());
    fields.forEach((field, value) -> cluster.overlay(kind, name, List.of(field), value));
  }

  /** Adds a field that the type of an object does not have. */
  void overlay(String kind, String name, List<Object> path, Object value) {
    overlays.add(kind, namespace, name, path, value);
  }

  /** Turns an object into another one that has it inside. */
  void reshape(String kind, String name, UnaryOperator<Map<String, Object>> shape) {
    overlays.reshape(kind, namespace, name, shape);
  }

  Chart chart() {
    return chart;
  }

  SortedMap<String, String> labels() {
    return labels;
  }

  /**
   * The id of an object inside the chart.
   *
   * @throws com.xtrading.platform.manifest.Collision when the component has drawn it already
   */
  String id(String kind, String name) {
    overlays.claim(kind, namespace, name, labels.getOrDefault(LabelKeys.COMPONENT, ""));
    return kind + "." + namespace + "." + name;
  }

  ObjectMeta metadata(String name) {
    return metadata(name, Map.of());
  }

  ObjectMeta metadata(String name, Map<String, String> annotations) {
    ObjectMeta.Builder metadata =
        ObjectMeta.builder().name(name).namespace(namespace).labels(labels);
    return (annotations.isEmpty() ? metadata : metadata.annotations(annotations)).build();
  }

  ObjectMeta clusterMetadata(String name) {
    return clusterMetadata(name, Map.of());
  }

  ObjectMeta clusterMetadata(String name, Map<String, String> annotations) {
    ObjectMeta.Builder metadata = ObjectMeta.builder().name(name).labels(labels);
    return (annotations.isEmpty() ? metadata : metadata.annotations(annotations)).build();
  }
}
