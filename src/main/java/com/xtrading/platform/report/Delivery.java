package com.xtrading.platform.report;

import com.xtrading.platform.declaration.NativeFile;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.Releases;
import com.xtrading.platform.manifest.Manifest;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The part of the README about how changes arrive: waves of Argo CD, and workflows of releases. */
final class Delivery {

  private static final String WAVE = "argocd.argoproj.io/sync-wave";

  /** The text; none where nothing is delivered. */
  static String text(
      Environment environment, List<Manifest> manifests, Collection<NativeFile> files) {
    SortedMap<Integer, SortedSet<String>> waves = new TreeMap<>();
    String prefix = environment.name() + "-";
    manifests.stream()
        .filter(object -> object.kind().equals("Application"))
        .filter(object -> object.at("metadata", "annotations", WAVE).exists())
        .forEach(
            application ->
                waves
                    .computeIfAbsent(
                        Integer.valueOf(application.at("metadata", "annotations", WAVE).text("")),
                        unused -> new TreeSet<>())
                    .add(application.name().substring(prefix.length())));
    if (waves.isEmpty()) {
      return "";
    }
    StringBuilder text =
        new StringBuilder(
            """

            ## Delivery

            Argo CD brings one wave after the other; each Application is called after the environment and one of these.

            | wave | components |
            |---|---|
            """);
    waves.forEach(
        (wave, components) ->
            text.append("| %d | %s |\n".formatted(wave, String.join(", ", components))));
    environment
        .releases()
        .ifPresent(
            releases ->
                text.append("\nReleases come by workflows that the repository of the application, ")
                    .append(Releases.repository(releases.source()))
                    .append(", keeps in `.github/workflows/`: ")
                    .append(Folder.files("config/github/", files))
                    .append(".\n"));
    return text.toString();
  }

  private Delivery() {}
}
