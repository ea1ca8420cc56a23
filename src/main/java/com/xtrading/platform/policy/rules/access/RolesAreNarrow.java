package com.xtrading.platform.policy.rules.access;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.objects.TreePath;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Findings;
import com.xtrading.platform.policy.Rule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Roles allow what somebody needs, and no way to more. */
public final class RolesAreNarrow implements Rule {

  private static final String ALL = "*";
  private static final Set<String> READING = Set.of("get", "list", "watch");
  private static final Set<String> CHANGING = Set.of("create", "update", "patch");

  /** Verbs by which somebody becomes somebody else (Kubernetes, RBAC good practices). */
  private static final Set<String> ESCALATING = Set.of("bind", "escalate", "impersonate");

  /** Resources that are as good as a shell in a pod or on a node. */
  private static final Set<String> SHELLS =
      Set.of(
          "nodes/proxy",
          "pods/attach",
          "pods/ephemeralcontainers",
          "pods/exec",
          "pods/portforward",
          "serviceaccounts/token");

  /** Whoever changes these runs pods, which can mount every secret of their namespace. */
  private static final Set<String> WORKLOADS =
      Set.of(
          "cronjobs",
          "daemonsets",
          "deployments",
          "jobs",
          "pods",
          "replicasets",
          "replicationcontrollers",
          "statefulsets");

  private static final Set<String> CONTROLLING =
      Set.of("admissionregistration.k8s.io", "certificates.k8s.io", "rbac.authorization.k8s.io");

  private static final Set<String> EVERYBODY =
      Set.of(
          "system:anonymous",
          "system:authenticated",
          "system:serviceaccounts",
          "system:unauthenticated");

  @Override
  public String statement() {
    return "Roles, and those that operators make of custom resources, name verbs, groups and resources"
        + " without wildcards; they read no secrets, except those of operators such as they name,"
        + " run no pods, open no shells and give no further rights. Nobody is bound to cluster-admin,"
        + " no service account to admin or edit, and no role to everybody.";
  }

  @Override
  public String remedy() {
    return "Name what is needed (Access); secrets reach pods as files.";
  }

  @Override
  public String goodExample() {
    return example("[get, list, watch]", "[pods]");
  }

  @Override
  public String badExample() {
    return example("[get, list, watch]", "[pods, secrets]");
  }

  private static String example(String verbs, String resources) {
    return """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: reader, namespace: shop}
        rules:
          - {apiGroups: [""], resources: %s, verbs: %s}
        """
        .formatted(resources, verbs);
  }

  @Override
  public List<Finding> check(Evidence evidence) {
    Findings findings = new Findings(this);
    evidence
        .objects()
        .ofKind(Kinds.ROLE, Kinds.CLUSTER_ROLE)
        .forEach(role -> role(role, role, findings));
    evidence
        .objects()
        .madeOfKind(Kinds.ROLE, Kinds.CLUSTER_ROLE)
        .forEach(made -> role(made.by(), made.object(), findings));
    evidence
        .objects()
        .ofKind(Kinds.ROLE_BINDING, Kinds.CLUSTER_ROLE_BINDING)
        .forEach(binding -> binding(binding, findings));
    return findings.list();
  }

  /**
   * @param source the object in which a person changes something
   */
  private static void role(Manifest source, Manifest role, Findings findings) {
    String place = source == role ? "" : "%s %s: ".formatted(role.kind(), role.name());
    List<Tree> rules = role.at("rules").elements().toList();
    for (int i = 0; i < rules.size(); i++) {
      new Allowance(
              source, source != role, place + TreePath.element("rules", i), rules.get(i), findings)
          .check();
    }
  }

  /**
   * One rule of a role.
   *
   * @param ofOperator whether an operator makes the role, for pods that it makes
   */
  private record Allowance(
      Manifest source, boolean ofOperator, String path, Tree rule, Findings findings) {

    void check() {
      for (String field : List.of("verbs", "apiGroups", "resources", "nonResourceURLs")) {
        if (texts(field).stream().anyMatch(text -> text.contains(ALL))) {
          find(field, "allows everything", "name what is needed");
        }
      }
      Set<String> verbs = texts("verbs");
      Set<String> resources = texts("resources");
      ESCALATING.stream()
          .filter(verbs::contains)
          .forEach(verb -> find("verbs", verb + " gives further rights", "remove it"));
      // Its pods read what they could mount as well.
      boolean named = ofOperator && !texts("resourceNames").isEmpty() && !verbs.contains("list");
      if (resources.contains("secrets") && !named && verbs.stream().anyMatch(READING::contains)) {
        find("resources", "reads secrets", "let External Secrets bring them as files");
      }
      SHELLS.stream()
          .filter(resources::contains)
          .forEach(shell -> find("resources", shell + " is a way into pods or nodes", "remove it"));
      if (verbs.stream().anyMatch(CHANGING::contains)) {
        WORKLOADS.stream()
            .filter(resources::contains)
            .sorted()
            .forEach(
                kind ->
                    find(
                        "resources",
                        "whoever changes %s can mount every secret of the namespace"
                            .formatted(kind),
                        "allow to delete or evict them, if anything"));
        CONTROLLING.stream()
            .filter(texts("apiGroups")::contains)
            .sorted()
            .forEach(
                group ->
                    find("apiGroups", "changes " + group + ", which gives rights", "remove it"));
      }
    }

    private Set<String> texts(String field) {
      return rule.at(field).elements().map(one -> one.text("")).collect(Collectors.toSet());
    }

    private void find(String field, String problem, String change) {
      findings.add(source, path + "." + field, problem, change);
    }
  }

  private static void binding(Manifest binding, Findings findings) {
    String role = binding.at("roleRef", "name").text("");
    if (role.equals("cluster-admin")) {
      findings.add(
          binding, "roleRef.name", "allows everything", "bind a role that names its rights");
    }
    List<Tree> subjects = binding.at("subjects").elements().toList();
    for (int i = 0; i < subjects.size(); i++) {
      String name = subjects.get(i).at("name").text("");
      boolean account = subjects.get(i).at("kind").text("").equals("ServiceAccount");
      if (EVERYBODY.contains(name) || name.startsWith("system:serviceaccounts:")) {
        findings.add(
            binding,
            TreePath.element("subjects", i),
            "binds everybody (%s)".formatted(name),
            "bind one account or group");
      }
      if (account && Set.of("admin", "edit").contains(role)) {
        findings.add(
            binding,
            TreePath.element("subjects", i),
            "lets a program do what people may in an emergency",
            "bind a role that names its rights");
      }
    }
  }
}
