package com.xtrading.platform.kubernetes;

import com.xtrading.platform.manifest.GroupKind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.cdk8s.ApiObject;
import org.cdk8s.ApiObjectProps;
import org.cdk8s.Chart;
import org.cdk8s.JsonPatch;
import org.cdk8s.plus25.k8s.KubeDaemonSetList;
import org.cdk8s.plus25.k8s.KubeDaemonSetProps;
import org.cdk8s.plus25.k8s.KubeDeploymentList;
import org.cdk8s.plus25.k8s.KubeDeploymentProps;
import org.cdk8s.plus25.k8s.KubeHorizontalPodAutoscalerListV2;
import org.cdk8s.plus25.k8s.KubeHorizontalPodAutoscalerV2Props;
import org.cdk8s.plus25.k8s.KubeJobList;
import org.cdk8s.plus25.k8s.KubeJobProps;
import org.cdk8s.plus25.k8s.KubePersistentVolumeClaimList;
import org.cdk8s.plus25.k8s.KubePersistentVolumeClaimProps;
import org.cdk8s.plus25.k8s.KubePodDisruptionBudgetList;
import org.cdk8s.plus25.k8s.KubePodDisruptionBudgetProps;
import org.cdk8s.plus25.k8s.KubeServiceList;
import org.cdk8s.plus25.k8s.KubeServiceProps;
import org.cdk8s.plus25.k8s.KubeStatefulSetList;
import org.cdk8s.plus25.k8s.KubeStatefulSetProps;
import org.cdk8s.plus25.k8s.KubeStorageClassList;
import org.cdk8s.plus25.k8s.KubeStorageClassProps;
import software.amazon.jsii.JsiiObject;

/**
 * How objects of one type are drawn: as the items of a list, all that stand on a page with one call
 * into the kernel, since a call costs more than the object that it carries.
 *
 * @param <P> what the type is told about one object
 */
final class ObjectType<P> {

  static final ObjectType<KubeDeploymentProps> DEPLOYMENT =
      new ObjectType<>(
          "apps/v1",
          "Deployment",
          (chart, items) ->
              KubeDeploymentList.Builder.create(chart, "Deployment").items(items).build());

  static final ObjectType<KubeStatefulSetProps> STATEFUL_SET =
      new ObjectType<>(
          "apps/v1",
          "StatefulSet",
          (chart, items) ->
              KubeStatefulSetList.Builder.create(chart, "StatefulSet").items(items).build());

  static final ObjectType<KubeDaemonSetProps> DAEMON_SET =
      new ObjectType<>(
          "apps/v1",
          "DaemonSet",
          (chart, items) ->
              KubeDaemonSetList.Builder.create(chart, "DaemonSet").items(items).build());

  static final ObjectType<KubeJobProps> JOB =
      new ObjectType<>(
          "batch/v1",
          "Job",
          (chart, items) -> KubeJobList.Builder.create(chart, "Job").items(items).build());

  static final ObjectType<KubeServiceProps> SERVICE =
      new ObjectType<>(
          "v1",
          "Service",
          (chart, items) -> KubeServiceList.Builder.create(chart, "Service").items(items).build());

  static final ObjectType<KubeHorizontalPodAutoscalerV2Props> HORIZONTAL_POD_AUTOSCALER =
      new ObjectType<>(
          "autoscaling/v2",
          "HorizontalPodAutoscaler",
          (chart, items) ->
              KubeHorizontalPodAutoscalerListV2.Builder.create(chart, "HorizontalPodAutoscaler")
                  .items(items)
                  .build());

  static final ObjectType<KubePodDisruptionBudgetProps> POD_DISRUPTION_BUDGET =
      new ObjectType<>(
          "policy/v1",
          "PodDisruptionBudget",
          (chart, items) ->
              KubePodDisruptionBudgetList.Builder.create(chart, "PodDisruptionBudget")
                  .items(items)
                  .build());

  static final ObjectType<KubePersistentVolumeClaimProps> PERSISTENT_VOLUME_CLAIM =
      new ObjectType<>(
          "v1",
          "PersistentVolumeClaim",
          (chart, items) ->
              KubePersistentVolumeClaimList.Builder.create(chart, "PersistentVolumeClaim")
                  .items(items)
                  .build());

  static final ObjectType<KubeStorageClassProps> STORAGE_CLASS =
      new ObjectType<>(
          "storage.k8s.io/v1",
          "StorageClass",
          (chart, items) ->
              KubeStorageClassList.Builder.create(chart, "StorageClass").items(items).build());

  /** Objects that cdk8s has no types for, and those of a few fields. */
  static final ObjectType<Map<String, Object>> TREE = new ObjectType<>("", "", ObjectType::trees);

  private final String apiVersion;
  private final String kind;
  private final BiFunction<Chart, List<P>, JsiiObject> list;

  private ObjectType(String apiVersion, String kind, BiFunction<Chart, List<P>, JsiiObject> list) {
    this.apiVersion = apiVersion;
    this.kind = kind;
    this.list = list;
  }

  GroupKind kind() {
    return GroupKind.of(apiVersion, kind);
  }

  /** Draws objects as one list. */
  JsiiObject draw(Chart chart, List<P> objects) {
    return list.apply(chart, objects);
  }

  /** The items of a drawn list say what they are by its type alone: this adds the words. */
  Map<String, Object> whole(Map<String, Object> item) {
    if (kind.isEmpty()) {
      return item;
    }
    Map<String, Object> object = new TreeMap<>(item);
    object.put("apiVersion", apiVersion);
    object.put("kind", kind);
    return object;
  }

  private static JsiiObject trees(Chart chart, List<Map<String, Object>> trees) {
    ApiObject list =
        new ApiObject(
            chart, "trees", ApiObjectProps.builder().apiVersion("v1").kind("List").build());
    JsonPatch items = JsonPatch.add("/items", trees);
    list.addJsonPatch(items);
    Page.letGo(items);
    return list;
  }
}
