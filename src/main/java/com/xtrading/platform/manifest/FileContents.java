package com.xtrading.platform.manifest;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The bytes of an environment by path, once it is sure that all of them can be on one disk. */
final class FileContents {

  /**
   * @throws Collision when two files share a path, differ in case only, or one is the folder of
   *     another
   */
  static SortedMap<String, byte[]> of(Collection<OutputFile> files) {
    Map<String, OutputFile> byLowerCase = new HashMap<>();
    for (OutputFile file : files) {
      OutputFile there = byLowerCase.putIfAbsent(lowerCase(file.path()), file);
      if (there != null) {
        throw collision(there, file, "share a file");
      }
    }
    SortedMap<String, byte[]> contents = new TreeMap<>();
    for (OutputFile file : files) {
      for (int slash = file.path().lastIndexOf('/');
          slash > 0;
          slash = file.path().lastIndexOf('/', slash - 1)) {
        OutputFile folder = byLowerCase.get(lowerCase(file.path().substring(0, slash)));
        if (folder != null) {
          throw collision(folder, file, "need the same place as file and as folder");
        }
      }
      contents.put(file.path(), file.text().getBytes(StandardCharsets.UTF_8));
    }
    return contents;
  }

  private static String lowerCase(String path) {
    return path.toLowerCase(Locale.ROOT);
  }

  private static Collision collision(OutputFile one, OutputFile other, String problem) {
    return new Collision(
        "%s of component %s and %s of component %s %s; rename one of them"
            .formatted(one.path(), one.component(), other.path(), other.component(), problem));
  }

  private FileContents() {}
}
