package com.xtrading.platform.report;

import com.xtrading.platform.declaration.AnnotationKeys;
import com.xtrading.platform.declaration.NativeFile;
import com.xtrading.platform.document.Paragraph;
import com.xtrading.platform.document.Section;
import com.xtrading.platform.document.Table;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.GitOps;
import com.xtrading.platform.environment.Releases;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.objects.Kinds;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The part of the README about how changes arrive: waves of Argo CD, and workflows of releases. */
final class Delivery {

  /** The section; none where nothing is delivered. */
  static Optional<Section> section(
      Environment environment, List<Manifest> manifests, Collection<NativeFile> files) {
    SortedMap<Integer, SortedSet<String>> waves = waves(environment, manifests);
    if (waves.isEmpty()) {
      return Optional.empty();
    }
    Section section =
        Section.of(
            "Delivery",
            new Paragraph(
                "The root Application brings projects and Applications, one wave after the other, and goes on when all Applications of a wave are healthy (%s). Each is called after the environment and one of these."
                    .formatted(whoSyncs(environment))),
            new Table(
                List.of("wave", "components"),
                waves.entrySet().stream()
                    .map(
                        wave ->
                            List.of(wave.getKey().toString(), String.join(", ", wave.getValue())))
                    .toList()),
            new Paragraph(
                "Within an Application Argo CD applies hooks before the sync, then everything else by wave, within a wave by kind (namespaces, policies, quotas and accounts first, workloads and custom resources last), then hooks after the sync. Between two waves of it, and before hooks, it waits until what it applied is healthy; what is Degraded then fails the sync, which is tried again. What is gone from git is removed after everything else, last waves first; what a person must confirm holds up the whole sync until then."));
    return Optional.of(
        environment
            .releases()
            .map(releases -> section.with(workflows(releases, files)))
            .orElse(section));
  }

  private static String whoSyncs(Environment environment) {
    return environment.gitops().sync() == GitOps.Sync.AUTOMATED
        ? "Argo CD syncs each by itself, again and again until it succeeds"
        : "a person syncs each; a sync that fails is tried again five times";
  }

  private static Paragraph workflows(Releases releases, Collection<NativeFile> files) {
    return new Paragraph(
        "Releases come by workflows that the repository of the application, %s, keeps in `.github/workflows/`: %s."
            .formatted(
                Releases.repository(releases.source()), Folder.files("config/github/", files)));
  }

  private static SortedMap<Integer, SortedSet<String>> waves(
      Environment environment, List<Manifest> manifests) {
    SortedMap<Integer, SortedSet<String>> waves = new TreeMap<>();
    String prefix = environment.name() + "-";
    manifests.stream()
        .filter(object -> object.is(Kinds.APPLICATION))
        .filter(object -> object.at("metadata", "annotations", AnnotationKeys.SYNC_WAVE).exists())
        .forEach(
            application ->
                waves
                    .computeIfAbsent(
                        Integer.valueOf(
                            application
                                .at("metadata", "annotations", AnnotationKeys.SYNC_WAVE)
                                .text("")),
                        unused -> new TreeSet<>())
                    .add(application.name().substring(prefix.length())));
    return waves;
  }

  private Delivery() {}
}
