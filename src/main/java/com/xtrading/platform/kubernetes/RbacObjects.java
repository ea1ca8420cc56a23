package com.xtrading.platform.kubernetes;

import java.util.List;
import org.cdk8s.plus25.k8s.KubeClusterRole;
import org.cdk8s.plus25.k8s.KubeClusterRoleBinding;
import org.cdk8s.plus25.k8s.KubeRole;
import org.cdk8s.plus25.k8s.KubeRoleBinding;
import org.cdk8s.plus25.k8s.KubeServiceAccount;
import org.cdk8s.plus25.k8s.PolicyRule;
import org.cdk8s.plus25.k8s.RoleRef;
import org.cdk8s.plus25.k8s.Subject;

/** Draws service accounts and what they may do. */
public final class RbacObjects {

  private static final String RBAC = "rbac.authorization.k8s.io";

  /** A ServiceAccount whose token is not mounted; pods that need one say so themselves. */
  public static void serviceAccount(Scope scope, String name) {
    Scope own = scope.named(name);
    KubeServiceAccount.Builder.create(own.chart(), own.id("ServiceAccount", name))
        .metadata(own.metadata(name))
        .automountServiceAccountToken(false)
        .build();
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

    PolicyRule rule() {
      return PolicyRule.builder()
          .apiGroups(List.of(group))
          .resources(resources)
          .verbs(verbs)
          .build();
    }
  }

  /** A Role in the scope's namespace. */
  public static void role(Scope scope, String name, List<Allowing> allowed) {
    KubeRole.Builder.create(scope.chart(), scope.id("Role", name))
        .metadata(scope.metadata(name))
        .rules(allowed.stream().map(Allowing::rule).toList())
        .build();
  }

  /** A ClusterRole. */
  public static void clusterRole(Scope scope, String name, List<Allowing> allowed) {
    KubeClusterRole.Builder.create(scope.chart(), scope.id("ClusterRole", name))
        .metadata(scope.clusterMetadata(name))
        .rules(allowed.stream().map(Allowing::rule).toList())
        .build();
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
      Scope scope, String name, String roleKind, String role, List<Subject> subjects) {
    KubeRoleBinding.Builder.create(scope.chart(), scope.id("RoleBinding", name))
        .metadata(scope.metadata(name))
        .roleRef(RoleRef.builder().apiGroup(RBAC).kind(roleKind).name(role).build())
        .subjects(subjects)
        .build();
  }

  private static void bindInCluster(Scope scope, String name, String role, List<Subject> subjects) {
    KubeClusterRoleBinding.Builder.create(scope.chart(), scope.id("ClusterRoleBinding", name))
        .metadata(scope.clusterMetadata(name))
        .roleRef(RoleRef.builder().apiGroup(RBAC).kind("ClusterRole").name(role).build())
        .subjects(subjects)
        .build();
  }

  private static Subject group(String name) {
    return Subject.builder().apiGroup(RBAC).kind("Group").name(name).build();
  }

  private static Subject account(String name, String namespace) {
    return Subject.builder().kind("ServiceAccount").name(name).namespace(namespace).build();
  }

  private RbacObjects() {}
}
