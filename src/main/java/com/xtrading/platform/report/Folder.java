package com.xtrading.platform.report;

import com.xtrading.platform.declaration.NativeFile;
import java.util.Collection;
import java.util.stream.Collectors;

/** A folder of files of other tools, as the README names it. */
final class Folder {

  /** Its files in one line; empty where there are none. */
  static String files(String folder, Collection<NativeFile> all) {
    return all.stream()
        .map(NativeFile::path)
        .filter(path -> path.startsWith(folder))
        .sorted()
        .map("`%s`"::formatted)
        .collect(Collectors.joining(", "));
  }

  private Folder() {}
}
