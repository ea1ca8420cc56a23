package com.xtrading.platform.capacity;

import com.xtrading.platform.environment.Capacity;
import com.xtrading.platform.environment.Cluster.Nodes;
import com.xtrading.platform.environment.Cluster.SystemPods;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.KubernetesVersion;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.model.KubernetesName;
import java.util.SortedMap;

/**
 * What the proof takes from an environment: everything but what is rendered.
 *
 * @param environment its name
 * @param kubernetes whose scheduler and controllers it runs
 * @param nodes the worker nodes
 * @param system pods that come with the cluster
 * @param asked what is asked of the nodes
 * @param stores the namespace of the stores
 */
public record Premises(
    String environment,
    KubernetesVersion kubernetes,
    Nodes nodes,
    SortedMap<KubernetesName, SystemPods> system,
    Capacity asked,
    String stores) {

  /** The premises of an environment. */
  public static Premises of(Environment environment) {
    return new Premises(
        environment.name().value(),
        environment.kubernetes(),
        environment.cluster().nodes(),
        environment.cluster().system(),
        environment.capacity(),
        Zone.DATA.namespace(environment.namespace()));
  }
}
