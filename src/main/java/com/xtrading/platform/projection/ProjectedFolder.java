package com.xtrading.platform.projection;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.ManifestFolder;
import com.xtrading.platform.model.UserError;
import com.xtrading.platform.objects.ClusterObjects;
import com.xtrading.platform.objects.FieldTypes;
import com.xtrading.platform.objects.Made;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A folder of manifests that anybody has written, as far as it can be read, with what will be made
 * of it.
 *
 * @param directory where paths begin: files below it are called as from there
 * @param manifests what can be read, in the order of the files
 * @param problems what cannot, with its file; so too objects that run pods and fields of custom
 *     resources of which nobody here knows what is made
 * @param skipped what is no object yet, with its file and what to run first, and fields that others
 *     switch off
 */
public record ProjectedFolder(
    Path directory, List<Manifest> manifests, List<String> problems, List<String> skipped) {

  public ProjectedFolder {
    manifests = List.copyOf(manifests);
    problems = List.copyOf(problems);
    skipped = List.copyOf(skipped);
  }

  /**
   * Objects of which no two are called the same, so that a finding speaks of one of them.
   *
   * @param objects with what will be made of them
   * @param problems what would be made of wrong types, and is left out
   */
  public record Round(ClusterObjects objects, List<String> problems) {

    public Round {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Reads a folder, or a single file.
   *
   * @param folder from the directory, or absolute
   * @throws UserError when there is no such folder or file
   */
  public static ProjectedFolder read(Path directory, Path folder) {
    Path place = directory.resolve(folder);
    if (!Files.exists(place)) {
      throw new UserError("%s is not there".formatted(folder), "name a folder of manifests");
    }
    ManifestFolder read = ManifestFolder.read(place, before(place, directory));
    List<Manifest> readable = new ArrayList<>();
    List<String> problems = new ArrayList<>(read.problems());
    for (Manifest manifest : read.manifests()) {
      List<String> wrong = problems(manifest.path(), manifest);
      problems.addAll(wrong);
      if (wrong.isEmpty()) {
        readable.add(manifest);
      }
    }
    readable.forEach(one -> UnreadPods.problem(one, readable).ifPresent(problems::add));
    List<String> skipped = new ArrayList<>(read.skipped());
    for (UnfollowedField field : FollowedFields.unfollowed(readable)) {
      String called =
          "%s: %s: %s".formatted(field.resource().path(), field.resource().id(), field.path());
      field
          .offBy()
          .ifPresentOrElse(
              by -> skipped.add("%s is off, by %s".formatted(called, by)),
              () ->
                  problems.add(called + " is not evaluated; what is made of it is not known here"));
    }
    return new ProjectedFolder(directory, readable, problems, skipped);
  }

  /** What the names of files begin with. */
  private static String before(Path place, Path directory) {
    Path whole = place.toAbsolutePath().normalize();
    Path from = directory.toAbsolutePath().normalize();
    Path folder = Files.isDirectory(whole) ? whole : whole.getParent();
    String text =
        (folder.startsWith(from) ? from.relativize(folder) : folder).toString().replace('\\', '/');
    return text.isEmpty() || text.endsWith("/") ? text : text + "/";
  }

  private static List<String> problems(String path, Manifest object) {
    return FieldTypes.problems(object).stream()
        .map(problem -> "%s: %s: %s".formatted(path, object.id(), problem))
        .toList();
  }

  /** The same for those who need each object once: one that is in several files is a problem. */
  public ProjectedFolder distinct() {
    ManifestFolder once = new ManifestFolder(manifests, problems, skipped).distinct();
    return new ProjectedFolder(directory, once.manifests(), once.problems(), once.skipped());
  }

  /** The objects with all that will be made of them, of right types or not. */
  public ClusterObjects objects() {
    return Projection.of(manifests);
  }

  /** Every object, those that are called the same in rounds of their own. */
  public List<Round> rounds() {
    List<List<Manifest>> rounds = new ArrayList<>();
    Map<String, Integer> repeated = new HashMap<>();
    for (Manifest manifest : manifests) {
      int round = repeated.merge(manifest.id().toString(), 1, Integer::sum) - 1;
      if (round == rounds.size()) {
        rounds.add(new ArrayList<>());
      }
      rounds.get(round).add(manifest);
    }
    return rounds.stream().map(ProjectedFolder::round).toList();
  }

  private static Round round(List<Manifest> manifests) {
    List<Made> made = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Made one : Projection.of(manifests).made()) {
      List<String> wrong = problems(one.by().path(), one.object());
      problems.addAll(wrong);
      if (wrong.isEmpty()) {
        made.add(one);
      }
    }
    return new Round(new ClusterObjects(manifests, made), problems);
  }

  /** What a file says, as its manifests call it; nothing where it is gone by now. */
  public String text(String file) {
    try {
      return Files.readString(directory.resolve(file));
    } catch (IOException gone) {
      return "";
    }
  }
}
