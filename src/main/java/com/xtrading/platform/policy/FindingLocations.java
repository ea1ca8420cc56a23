package com.xtrading.platform.policy;

import com.xtrading.platform.manifest.FieldLines;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.ManifestId;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Where objects are written, so that what is found in them has a file and a line. */
public final class FindingLocations {

  private record InFile(String file, ManifestId id) {}

  private final UnaryOperator<String> texts;
  private final String folder;

  /** Which of those of its identity in its file an object is; two may be equal in all else. */
  private final Map<Manifest, Integer> numbers = new IdentityHashMap<>();

  private final Map<String, FieldLines> files = new HashMap<>();

  /**
   * @param written every object of the files, in the order in which they stand there
   * @param texts of files by the paths of their objects
   * @param folder what stands before the paths
   */
  public FindingLocations(
      Collection<Manifest> written, UnaryOperator<String> texts, String folder) {
    this.texts = texts;
    this.folder = folder;
    Map<InFile, Integer> counts = new HashMap<>();
    for (Manifest manifest : written) {
      InFile identity = new InFile(manifest.path(), manifest.id());
      numbers.put(manifest, counts.merge(identity, 1, Integer::sum) - 1);
    }
  }

  /**
   * Findings with their places.
   *
   * @param judged those of the written objects that the findings speak of; no two of them are
   *     called the same
   */
  public List<LocatedFinding> of(Collection<Finding> findings, Collection<Manifest> judged) {
    Map<String, Manifest> objects =
        judged.stream()
            .collect(Collectors.toMap(one -> one.id().toString(), one -> one, (one, same) -> one));
    return findings.stream()
        .map(finding -> located(finding, objects.get(finding.object())))
        .toList();
  }

  private LocatedFinding located(Finding finding, Manifest object) {
    FieldLines lines =
        files.computeIfAbsent(object.path(), path -> FieldLines.of(texts.apply(path)));
    return new LocatedFinding(
        finding,
        folder + object.path(),
        lines.of(object.id(), numbers.get(object), finding.path()));
  }
}
