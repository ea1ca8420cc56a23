package com.xtrading.platform.kubernetes;

import com.xtrading.platform.manifest.Fields;
import java.util.List;
import java.util.Map;

/** Draws service accounts and what they may do. */
public final class RbacObjects {

  private static final String RBAC = "rbac.authorization.k8s.io";

  /** A ServiceAccount whose token is not mounted; pods that need one say so themselves. */
  public static void serviceAccount(Scope scope, String name) {
    scope
        .named(name)
        .tree(
            "v1",
            "ServiceAccount",
            name,
            Map.of(),
            Fields.of("automountServiceAccountToken", false));
  }

  /**
   * What a role allows.
   *
   * @param group API group, empty for the core group
   * @param verbs such as {@code delete}
   */
  public record Allowing(String group, List<String> resources, List<String> verbs) {

    /** To get, list and watch some resources. */
    public static Allowing toRead(String group, List<String> resources) {
      return new Allowing(group, resources, List.of("get", "list", "watch"));
    }

    Map<String, Object> rule() {
      return Fields.of("apiGroups", List.of(group))
          .with("resources", resources)
          .with("verbs", verbs);
    }
  }

  /** A Role in the scope's namespace. */
  public static void role(Scope scope, String name, List<Allowing> allowed) {
    scope.tree(RBAC + "/v1", "Role", name, Map.of(), rules(allowed));
  }

  /** A ClusterRole. */
  public static void clusterRole(Scope scope, String name, List<Allowing> allowed) {
    scope.clusterCustom(RBAC + "/v1", "ClusterRole", name, Map.of(), rules(allowed));
  }

  /** Binds groups of people to a role, in the scope's namespace. */
  public static void bindGroups(
      Scope scope, String name, String roleKind, String role, List<String> groups) {
    bind(scope, name, roleKind, role, groups.stream().map(RbacObjects::group).toList());
  }

  /** Binds groups of people to a ClusterRole, in the whole cluster. */
  public static void clusterBinding(Scope scope, String name, String role, List<String> groups) {
    bindInCluster(scope, name, role, groups.stream().map(RbacObjects::group).toList());
  }

  /** A Role in the scope's namespace, bound to a service account of any namespace. */
  public static void reader(
      Scope scope, String name, List<Allowing> allowed, String account, String accountNamespace) {
    role(scope, name, allowed);
    bind(scope, name, "Role", name, List.of(account(account, accountNamespace)));
  }

  /** A ClusterRole, bound to a service account. */
  public static void clusterReader(
      Scope scope, String name, List<Allowing> allowed, String account) {
    clusterRole(scope, name, allowed);
    bindInCluster(scope, name, name, List.of(account(account, scope.namespace())));
  }

  private static void bind(
      Scope scope, String name, String roleKind, String role, List<Map<String, Object>> subjects) {
    scope.tree(RBAC + "/v1", "RoleBinding", name, Map.of(), granting(roleKind, role, subjects));
  }

  private static void bindInCluster(
      Scope scope, String name, String role, List<Map<String, Object>> subjects) {
    scope.clusterCustom(
        RBAC + "/v1",
        "ClusterRoleBinding",
        name,
        Map.of(),
        granting("ClusterRole", role, subjects));
  }

  private static Map<String, Object> rules(List<Allowing> allowed) {
    return Fields.of("rules", allowed.stream().map(Allowing::rule).toList());
  }

  private static Map<String, Object> granting(
      String roleKind, String role, List<Map<String, Object>> subjects) {
    return Fields.of(
            "roleRef", Fields.of("apiGroup", RBAC).with("kind", roleKind).with("name", role))
        .with("subjects", subjects);
  }

  private static Map<String, Object> group(String name) {
    return Fields.of("apiGroup", RBAC).with("kind", "Group").with("name", name);
  }

  private static Map<String, Object> account(String name, String namespace) {
    return Fields.of("kind", "ServiceAccount").with("name", name).with("namespace", namespace);
  }

  private RbacObjects() {}
}
