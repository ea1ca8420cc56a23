package com.xtrading.platform.security;

import com.xtrading.platform.component.Component;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.Rendering;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.declaration.Deviation;
import com.xtrading.platform.declaration.Namespace;
import com.xtrading.platform.environment.People;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.kubernetes.RbacObjects;
import com.xtrading.platform.kubernetes.RbacObjects.Allowing;
import com.xtrading.platform.kubernetes.Scope;
import java.util.List;

/**
 * What people may do in the cluster, by their groups: look, stop what will start again, and in an
 * emergency everything in the platform's namespaces. Everything else goes through git.
 */
public final class PeopleAccess extends Component {

  private static final String VIEWER = "xtrading-viewer";
  private static final String OPERATOR = "xtrading-operator";
  private static final String EMERGENCY = "xtrading-emergency";

  public PeopleAccess(Platform platform) {
    super(platform, Delivery.of("people", platform.namespace(Zone.APPLICATION), SyncWave.SECRETS));
  }

  @Override
  protected void render(Rendering rendering) {
    People people = environment().people();
    List<String> lookers = List.of(people.viewers(), people.operators());
    RbacObjects.clusterRole(
        rendering.scope(),
        VIEWER,
        List.of(
            Allowing.toRead("", List.of("namespaces", "nodes", "persistentvolumes")),
            Allowing.toRead("storage.k8s.io", List.of("storageclasses"))));
    RbacObjects.clusterBinding(rendering.scope(), VIEWER, VIEWER, lookers);
    for (Namespace namespace : rendering.topology().namespaces()) {
      if (namespace.kind() == Namespace.Kind.PLATFORM) {
        Scope scope = rendering.scope().in(namespace.name());
        // Which namespaces there are is known only now.
        deviates(
            Deviation.BUILT_IN_ROLE,
            binding(namespace, VIEWER),
            "view reads no secrets and opens no shells");
        RbacObjects.bindGroups(scope, VIEWER, "ClusterRole", "view", lookers);
        RbacObjects.role(
            scope,
            OPERATOR,
            List.of(
                new Allowing("", List.of("pods"), List.of("delete")),
                new Allowing("", List.of("pods/eviction"), List.of("create")),
                new Allowing("batch", List.of("jobs"), List.of("delete"))));
        deviates(
            Deviation.STOPS_PODS,
            "Role %s/%s".formatted(namespace.name(), OPERATOR),
            "operators stop what starts again by itself");
        RbacObjects.bindGroups(scope, OPERATOR, "Role", OPERATOR, List.of(people.operators()));
        deviates(
            Deviation.BUILT_IN_ROLE,
            binding(namespace, EMERGENCY),
            "admin is for emergencies, when its group gets members");
        deviates(
            Deviation.ADMIN,
            binding(namespace, EMERGENCY),
            "for emergencies, when its group gets members");
        RbacObjects.bindGroups(
            scope, EMERGENCY, "ClusterRole", "admin", List.of(people.emergency()));
      }
    }
  }

  private static String binding(Namespace namespace, String name) {
    return "RoleBinding %s/%s".formatted(namespace.name(), name);
  }
}
