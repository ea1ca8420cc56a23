package com.xtrading.platform.manifest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * Everything that one environment's directory will hold, except its inventory.
 *
 * @param environment name of the environment and of its directory
 * @param files every file, sorted by path
 * @param images every image that the objects ask for, sorted
 */
public record Output(String environment, List<OutputFile> files, List<String> images) {

  /**
   * @throws RefusedOutput when two files are one file, also where case is ignored, when a file is
   *     named like a directory of another, or like the inventory
   */
  public Output {
    if (!RelativePath.isValid(environment) || environment.contains("/")) {
      throw new RefusedOutput(
          "\"%s\" is not the name of a directory".formatted(environment),
          "name the environment as its file in environments/");
    }
    files = files.stream().sorted(Comparator.comparing(OutputFile::path)).toList();
    images = List.copyOf(new TreeSet<>(images));
    requireDistinct(files);
  }

  /** The output of an environment; the order of what is given does not matter. */
  public static Output of(
      String environment, Collection<OutputFile> files, Collection<String> images) {
    return new Output(environment, List.copyOf(files), List.copyOf(images));
  }

  private static void requireDistinct(List<OutputFile> files) {
    Map<String, OutputFile> seen = new HashMap<>();
    for (OutputFile file : files) {
      String path = file.path().toLowerCase(Locale.ROOT);
      if (path.equals(Inventory.FILE)) {
        throw new RefusedOutput(
            file.place() + " is where the inventory is written", "give it another path");
      }
      OutputFile earlier = seen.put(path, file);
      if (earlier != null) {
        throw new RefusedOutput(
            "%s and %s are one file on file systems that ignore case"
                .formatted(earlier.place(), file.place()),
            "give one of them another path");
      }
    }
    for (OutputFile file : files) {
      for (String directory : directoriesOf(file.path().toLowerCase(Locale.ROOT))) {
        OutputFile inTheWay = seen.get(directory);
        if (inTheWay != null) {
          throw new RefusedOutput(
              "%s is a file, and %s needs a directory there"
                  .formatted(inTheWay.place(), file.place()),
              "give one of them another path");
        }
      }
    }
  }

  private static List<String> directoriesOf(String path) {
    List<String> directories = new ArrayList<>();
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      directories.add(path.substring(0, slash));
    }
    return directories;
  }
}
