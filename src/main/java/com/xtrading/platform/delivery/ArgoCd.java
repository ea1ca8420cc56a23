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
import com.xtrading.platform.declaration.AnnotationKeys;
import com.xtrading.platform.declaration.Namespace;
import com.xtrading.platform.declaration.Namespace.PodSecurity;
import com.xtrading.platform.environment.GitOps;
import com.xtrading.platform.kubernetes.DrawnKind;
import com.xtrading.platform.kubernetes.Scope;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.YamlWriter;
import com.xtrading.platform.objects.Kinds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How Argo CD delivers the environment: a project for the platform and one for add-ons, an
 * Application for each component, the root Application that a person applies once, and, where it
 * runs, its own settings.
 */
public final class ArgoCd extends Component {

  private static final String API_VERSION = "argoproj.io/v1alpha1";

  /** Deleting an Application deletes its objects first, and waits for them. */
  private static final String FINALIZER = "resources-finalizer.argocd.argoproj.io/foreground";

  /** Before every Application, which cannot exist without its project. */
  static final int PROJECT_WAVE = -50;

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
    Scope hub = rendering.scope(OutputArea.ARGOCD);
    if (gitOps.hub()) {
      HubSettings.draw(hub);
    }
    delivered(rendering.components()).forEach(component -> application(hub, component));
    root(rendering.scope(OutputArea.BOOTSTRAP));
  }

  @Override
  protected void complete(Rendering rendering, Map<Component, SortedSet<DrawnKind>> drawn) {
    Map<Boolean, List<Component>> members =
        delivered(drawn.keySet()).collect(Collectors.partitioningBy(ArgoCd::isAddOn));
    Scope hub = rendering.scope(OutputArea.ARGOCD);
    project(hub, new ProjectContent(members.get(false), drawn), false);
    project(hub, new ProjectContent(members.get(true), drawn), true);
  }

  private static Stream<Component> delivered(Collection<Component> components) {
    return components.stream()
        .filter(component -> component.delivery().by() == Delivery.By.ARGO_CD);
  }

  private static boolean isAddOn(Component component) {
    return component.delivery().upstream().isPresent();
  }

  private String project(boolean addOns) {
    return environment().name() + (addOns ? "-add-ons" : "-platform");
  }

  /**
   * Lets in what its Applications bring, and nothing else, but for kinds of objects in namespaces:
   * Argo CD shows people no pod of a Deployment, and nobody its log, where a project names those
   * kinds and not every kind that comes of them.
   */
  private void project(Scope scope, ProjectContent content, boolean addOns) {
    SortedSet<String> sources = new TreeSet<>(List.of(gitOps.repoURL().toString()));
    sources.addAll(content.repositories());
    Fields spec =
        Fields.of(
                "description",
                addOns ? "Operators and controllers from upstream charts" : "The platform itself")
            .with("sourceRepos", List.copyOf(sources))
            .with("destinations", content.namespaces().stream().map(this::destination).toList())
            .with("clusterResourceWhitelist", kinds(content.clusterKinds()))
            .with("orphanedResources", Fields.of("warn", !addOns));
    if (!addOns) {
      // No secret ever comes from git: they come from Vault.
      spec.put("namespaceResourceBlacklist", kinds(List.of(Kinds.SECRET)));
    }
    scope.custom(API_VERSION, "AppProject", project(addOns), SyncOptions.wave(PROJECT_WAVE), spec);
  }

  private static List<Fields> kinds(Collection<GroupKind> kinds) {
    return kinds.stream()
        .map(kind -> Fields.of("group", kind.group()).with("kind", kind.kind()))
        .toList();
  }

  private Map<String, Object> destination(String namespace) {
    return Fields.of("name", gitOps.destination().toString()).with("namespace", namespace);
  }

  private void application(Scope scope, Component component) {
    Map<String, Object> spec =
        Fields.of("project", project(isAddOn(component)))
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
    if (isAddOn(component)) {
      spec.put("sources", sources);
    } else {
      spec.put("source", sources.get(0));
    }
    String name = environment().name() + "-" + component.name();
    Map<String, String> annotations =
        Map.of(
            AnnotationKeys.SYNC_WAVE,
            Integer.toString(component.delivery().wave().number()),
            "argocd.argoproj.io/manifest-generate-paths",
            ".",
            "argocd.argoproj.io/compare-options",
            "ServerSideDiff=true");
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
        .with("path", "dist/%s/%s".formatted(environment().name(), path));
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
                    .with(
                        "syncOptions",
                        List.of(
                            "ServerSideApply=true",
                            // What somebody applied beside us is not ours to take over, and then
                            // to remove: the settings of Argo CD itself.
                            "ClientSideApplyMigration=false"))));
  }

  /**
   * A sync that nobody watches goes on until it succeeds: what it waits for, such as a secret that
   * Vault does not hold yet, may come after hours. Each attempt takes the newest commit, since the
   * one before may be what is wrong. One that a person starts ends with an answer, about the commit
   * that the person has seen.
   */
  private static Map<String, Object> retry(boolean untilItSucceeds) {
    Fields retry =
        Fields.of("limit", untilItSucceeds ? -1 : 5)
            .with(
                "backoff",
                Fields.of("duration", "10s").with("factor", 2).with("maxDuration", "5m"));
    return untilItSucceeds ? retry.with("refresh", true) : retry;
  }

  /** Argo CD stores no field that says no; one would differ from git for ever. */
  private static Map<String, Object> automation(boolean prune) {
    Fields automation = Fields.of("enabled", true).with("selfHeal", true);
    return prune ? automation.with("prune", true) : automation;
  }

  private boolean automated() {
    return gitOps.sync() == GitOps.Sync.AUTOMATED;
  }
}
