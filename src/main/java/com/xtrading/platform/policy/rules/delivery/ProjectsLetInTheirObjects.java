package com.xtrading.platform.policy.rules.delivery;

import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Findings;
import com.xtrading.platform.policy.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an Application brings, its project lets in. */
public final class ProjectsLetInTheirObjects implements Rule {

  private static final String ANY = "*";

  @Override
  public String statement() {
    return "The project of every Application lets in its repositories, its destination, and the kind"
        + " and namespace of each object that it brings: Argo CD refuses the whole sync otherwise,"
        + " and nothing of a later wave comes.";
  }

  @Override
  public String remedy() {
    return "Add to the project what is missing; ArgoCd derives it from what components draw and from"
        + " what their upstream brings (Versions).";
  }

  @Override
  public List<Finding> check(Evidence evidence) {
    Findings findings = new Findings(this);
    DeliveredObjects delivered = new DeliveredObjects(evidence);
    Map<String, Manifest> projects = new HashMap<>();
    evidence
        .objects()
        .ofKind(Kinds.APP_PROJECT)
        .forEach(project -> projects.put(project.name(), project));
    delivered
        .applications()
        .forEach(
            application -> {
              Manifest project = projects.get(application.at("spec", "project").text(""));
              // Argo CD makes the project "default" itself; it lets in everything.
              if (project != null) {
                check(application, project, delivered.of(application), findings);
              }
            });
    return findings.list();
  }

  private static void check(
      Manifest application, Manifest project, List<Manifest> objects, Findings findings) {
    Set<String> repositories = texts(project, "sourceRepos");
    DeliveredObjects.sources(application)
        .map(source -> source.at("repoURL").text(""))
        .filter(from -> !repositories.contains(from) && !repositories.contains(ANY))
        .forEach(
            from ->
                findings.add(
                    project,
                    "spec.sourceRepos",
                    "does not let in %s, from where %s comes".formatted(from, application.name()),
                    "add " + from));
    String cluster = application.at("spec", "destination", "name").text("");
    Set<String> namespaces =
        project
            .at("spec", "destinations")
            .elements()
            .filter(one -> Set.of(cluster, ANY).contains(one.at("name").text("")))
            .map(one -> one.at("namespace").text(""))
            .collect(Collectors.toSet());
    Stream.concat(
            Stream.of(application.at("spec", "destination", "namespace").text("")),
            objects.stream().map(Manifest::namespace))
        .filter(namespace -> !namespace.isEmpty())
        .distinct()
        .filter(namespace -> !namespaces.contains(namespace) && !namespaces.contains(ANY))
        .forEach(
            namespace ->
                findings.add(
                    project,
                    "spec.destinations",
                    "does not let %s deploy to namespace %s of %s"
                        .formatted(application.name(), namespace, cluster),
                    "add namespace " + namespace));
    objects.stream()
        .filter(object -> object.namespace().isEmpty())
        .map(Manifest::groupKind)
        .distinct()
        .filter(kind -> !names(project, "clusterResourceWhitelist", kind))
        .forEach(
            kind ->
                findings.add(
                    project,
                    "spec.clusterResourceWhitelist",
                    "does not let in %s, which %s brings".formatted(kind, application.name()),
                    "add " + kind));
    objects.stream()
        .filter(object -> !object.namespace().isEmpty())
        .map(Manifest::groupKind)
        .distinct()
        .filter(kind -> isKeptOut(project, kind))
        .forEach(
            kind ->
                findings.add(
                    project,
                    "spec.namespaceResourceBlacklist",
                    "keeps out %s, which %s brings".formatted(kind, application.name()),
                    "take %s out of the lists of the project, or do not render it"
                        .formatted(kind)));
  }

  private static boolean isKeptOut(Manifest project, GroupKind kind) {
    return names(project, "namespaceResourceBlacklist", kind)
        || project.at("spec", "namespaceResourceWhitelist").exists()
            && !names(project, "namespaceResourceWhitelist", kind);
  }

  private static boolean names(Manifest project, String list, GroupKind kind) {
    return project
        .at("spec", list)
        .elements()
        .anyMatch(one -> fits(one, "group", kind.group()) && fits(one, "kind", kind.kind()));
  }

  private static boolean fits(Tree entry, String field, String value) {
    String pattern = entry.at(field).text("");
    return pattern.equals(ANY) || pattern.equals(value);
  }

  private static Set<String> texts(Manifest project, String list) {
    return project.at("spec", list).elements().map(one -> one.text("")).collect(Collectors.toSet());
  }
}
