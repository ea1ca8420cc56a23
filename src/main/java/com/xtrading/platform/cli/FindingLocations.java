package com.xtrading.platform.cli;

import com.xtrading.platform.manifest.FieldLines;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.ManifestId;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.report.FindingsReport.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Where objects are written. */
final class FindingLocations {

  /** An object, and which of those of its identity in its file it is. */
  private record Written(Manifest manifest, int number) {}

  private record InFile(String file, ManifestId id) {}

  private final UnaryOperator<String> texts;
  private final String folder;
  private final Map<String, FieldLines> files = new HashMap<>();

  /**
   * @param texts of files by their paths
   * @param folder before the paths
   */
  FindingLocations(UnaryOperator<String> texts, String folder) {
    this.texts = texts;
    this.folder = folder;
  }

  /** Objects of which no two are called the same, so that a finding speaks of one of them. */
  final class Round {

    private final Map<String, Written> objects = new LinkedHashMap<>();

    List<Manifest> manifests() {
      return objects.values().stream().map(Written::manifest).toList();
    }

    /** Where a finding of this round is. */
    Place of(Finding finding) {
      Written object = objects.get(finding.object());
      Manifest manifest = object.manifest();
      FieldLines lines =
          files.computeIfAbsent(manifest.path(), path -> FieldLines.of(texts.apply(path)));
      return new Place(
          finding,
          folder + manifest.path(),
          lines.of(manifest.id(), object.number(), finding.path()));
    }
  }

  /** Every object, those that are called the same in rounds of their own. */
  List<Round> rounds(List<Manifest> manifests) {
    List<Round> rounds = new ArrayList<>(List.of(new Round()));
    Map<String, Integer> repeated = new HashMap<>();
    Map<InFile, Integer> inFile = new HashMap<>();
    for (Manifest manifest : manifests) {
      String name = manifest.id().toString();
      int round = repeated.merge(name, 1, Integer::sum) - 1;
      if (round == rounds.size()) {
        rounds.add(new Round());
      }
      int number = inFile.merge(new InFile(manifest.path(), manifest.id()), 1, Integer::sum) - 1;
      rounds.get(round).objects.put(name, new Written(manifest, number));
    }
    return rounds;
  }
}
