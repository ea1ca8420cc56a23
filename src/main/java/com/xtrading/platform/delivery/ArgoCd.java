package com.xtrading.platform.delivery;

import com.xtrading.platform.component.Component;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.HelmChart;
import com.xtrading.platform.component.KustomizeFolder;
import com.xtrading.platform.component.OutputArea;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.Rendering;
import com.xtrading.platform.component.SyncOptions;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.component.Upstream;
import com.xtrading.platform.declaration.Namespace;
import com.xtrading.platform.declaration.Namespace.PodSecurity;
import com.xtrading.platform.environment.GitOps;
import com.xtrading.platform.kubernetes.Scope;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.YamlWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How Argo CD delivers the environment: a project for the platform and one for add-ons, an
 * Application for each component, and the root Application that a person applies once.
 */
public final class ArgoCd extends Component {

  private static final String API_VERSION = "argoproj.io/v1alpha1";
  private static final String FINALIZER = "resources-finalizer.argocd.argoproj.io";

  /** Before every Application, which cannot exist without its project. */
  private static final int PROJECT_WAVE = -50;

  private final GitOps gitOps;

  public ArgoCd(Platform platform) {
    super(
        platform,
        Delivery.of(
                "argocd",
                new Namespace("argocd", PodSecurity.RESTRICTED, Namespace.Kind.HUB),
                SyncWave.NAMESPACES)
            // It delivers.
            .by(Delivery.By.PEOPLE));
    gitOps = environment().gitops();
  }

  @Override
  protected void render(Rendering rendering) {
    List<Component> delivered =
        rendering.components().stream()
            .filter(component -> component.delivery().by() == Delivery.By.ARGO_CD)
            .toList();
    Scope hub = rendering.scope(OutputArea.ARGOCD);
    project(hub, delivered, false);
    project(hub, delivered, true);
    delivered.forEach(component -> application(hub, component));
    root(rendering.scope(OutputArea.BOOTSTRAP));
  }

  private String project(boolean addOns) {
    return environment().name() + (addOns ? "-add-ons" : "-platform");
  }

  /**
   * What the Applications may read and where they may deploy; add-ons bring roles and webhooks, we
   * do not.
   */
  private void project(Scope scope, List<Component> components, boolean addOns) {
    List<Component> members =
        components.stream()
            .filter(component -> component.delivery().upstream().isPresent() == addOns)
            .toList();
    SortedSet<String> sources = new TreeSet<>(List.of(gitOps.repoURL().toString()));
    members.forEach(
        component ->
            component.delivery().upstream().ifPresent(from -> sources.add(from.repository())));
    SortedSet<String> namespaces =
        components.stream()
            .filter(component -> !addOns || component.delivery().upstream().isPresent())
            .flatMap(component -> component.delivery().namespaces().stream())
            .map(Namespace::name)
            .collect(Collectors.toCollection(TreeSet::new));
    Map<String, Object> spec =
        Fields.of(
                "description",
                addOns ? "Operators and controllers from upstream charts" : "The platform itself")
            .with("sourceRepos", List.copyOf(sources))
            .with("destinations", namespaces.stream().map(this::destination).toList())
            .with(
                "clusterResourceWhitelist",
                addOns
                    ? List.of(kind("*", "*"))
                    : List.of(
                        kind("", "Namespace"),
                        kind("rbac.authorization.k8s.io", "ClusterRole"),
                        kind("rbac.authorization.k8s.io", "ClusterRoleBinding"),
                        kind("scheduling.k8s.io", "PriorityClass"),
                        kind("cert-manager.io", "ClusterIssuer")))
            .with("orphanedResources", Fields.of("warn", !addOns));
    if (!addOns) {
      // No secret ever comes from git: they come from Vault.
      spec.put("namespaceResourceBlacklist", List.of(kind("", "Secret")));
    }
    scope.custom(API_VERSION, "AppProject", project(addOns), SyncOptions.wave(PROJECT_WAVE), spec);
  }

  private static Map<String, Object> kind(String group, String kind) {
    return Fields.of("group", group).with("kind", kind);
  }

  private Map<String, Object> destination(String namespace) {
    return Fields.of("name", gitOps.destination().toString()).with("namespace", namespace);
  }

  private void application(Scope scope, Component component) {
    Map<String, Object> spec =
        Fields.of("project", project(component.delivery().upstream().isPresent()))
            .with("destination", destination(component.namespace().name()))
            .with("revisionHistoryLimit", 10)
            .with("syncPolicy", syncPolicy());
    List<Map<String, Object>> sources = new ArrayList<>();
    component
        .delivery()
        .upstream()
        .ifPresent(from -> sources.add(upstream(component.name(), from)));
    if (component.drawsObjects()) {
      sources.add(folder("manifests/" + component.name()));
    }
    if (component.delivery().upstream().isPresent()) {
      spec.put("sources", sources);
    } else {
      spec.put("source", sources.get(0));
    }
    String name = environment().name() + "-" + component.name();
    Map<String, String> annotations =
        Map.of(
            "argocd.argoproj.io/sync-wave", Integer.toString(component.delivery().wave().number()),
            "argocd.argoproj.io/manifest-generate-paths", ".",
            "argocd.argoproj.io/compare-options", "ServerSideDiff=true");
    if (component.delivery().keepsObjects()) {
      scope.custom(API_VERSION, "Application", name, annotations, spec);
    } else {
      scope.finalized(API_VERSION, "Application", name, annotations, List.of(FINALIZER), spec);
    }
  }

  private static Map<String, Object> upstream(String release, Upstream upstream) {
    return upstream instanceof HelmChart chart
        ? chart(release, chart)
        : kustomize((KustomizeFolder) upstream);
  }

  private static Map<String, Object> chart(String release, HelmChart chart) {
    return Fields.of("repoURL", chart.repository())
        .with(chart.inGit() ? "path" : "chart", chart.name())
        .with("targetRevision", chart.version())
        .with("helm", Fields.of("releaseName", release).with("valuesObject", chart.values()));
  }

  private static Map<String, Object> kustomize(KustomizeFolder folder) {
    Fields source =
        Fields.of("repoURL", folder.repository())
            .with("path", folder.path())
            .with("targetRevision", folder.version());
    return folder.images().isEmpty() && folder.patches().isEmpty()
        ? source
        : source.with(
            "kustomize",
            Fields.of("images", folder.images().stream().map(Object::toString).toList())
                .with(
                    "patches",
                    folder.patches().stream()
                        .map(
                            patch ->
                                Fields.of(
                                        "target",
                                        Fields.of("kind", patch.kind()).with("name", patch.name()))
                                    .with("patch", YamlWriter.write(patch.tree())))
                        .toList()));
  }

  private Map<String, Object> folder(String path) {
    return Fields.of("repoURL", gitOps.repoURL().toString())
        .with("targetRevision", gitOps.revision())
        .with("path", "dist/%s/%s".formatted(environment().name(), path))
        .with("directory", Fields.of("recurse", false));
  }

  private Map<String, Object> syncPolicy() {
    List<String> options =
        new ArrayList<>(
            List.of(
                "ServerSideApply=true",
                "ApplyOutOfSyncOnly=true",
                "PruneLast=true",
                "PrunePropagationPolicy=foreground",
                "FailOnSharedResource=true",
                // Custom resources may arrive before the add-on that defines them.
                "SkipDryRunOnMissingResource=true"));
    Map<String, Object> policy =
        Fields.of("syncOptions", options).with("retry", retry(automated()));
    if (automated()) {
      policy.put("automated", automation(true));
    }
    return policy;
  }

  /**
   * Applied by hand; it brings the projects and Applications, on the hub itself. Where a person
   * starts each sync, an Application that is gone from git is not deleted without one either.
   */
  private void root(Scope scope) {
    scope.custom(
        API_VERSION,
        "Application",
        environment().name().value(),
        Fields.of("project", "default")
            .with("source", folder("argocd"))
            .with(
                "destination",
                Fields.of("name", "in-cluster").with("namespace", namespace().name()))
            .with(
                "syncPolicy",
                Fields.of("automated", automation(automated()))
                    .with("retry", retry(true))
                    .with("syncOptions", List.of("ServerSideApply=true"))));
  }

  /**
   * A sync that nobody watches goes on until it succeeds: what it waits for, such as a secret that
   * Vault does not hold yet, may come after hours. One that a person starts ends with an answer.
   */
  private static Map<String, Object> retry(boolean untilItSucceeds) {
    return Fields.of("limit", untilItSucceeds ? -1 : 5)
        .with("backoff", Fields.of("duration", "10s").with("factor", 2).with("maxDuration", "5m"));
  }

  private static Map<String, Object> automation(boolean prune) {
    return Fields.of("enabled", true)
        .with("prune", prune)
        .with("selfHeal", true)
        .with("allowEmpty", false);
  }

  private boolean automated() {
    return gitOps.sync() == GitOps.Sync.AUTOMATED;
  }
}
