package com.xtrading.platform.manifest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * What lies in {@code dist/} is opened as what it is there: never through a link, and never a pipe
 * or a device, which may keep who opens it waiting.
 */
final class PlainPath {

  /**
   * @throws DistException where something lies at the path that is no plain file
   */
  static void requireFile(Path file) {
    if (Files.isSymbolicLink(file)) {
      throw new DistException(
          file, "is a link, and links may lead out of dist/", "replace it by a file");
    }
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new DistException(file, "is no plain file, and a file must be here", "move it away");
    }
  }

  /**
   * The same for a file that is written to as it lies there.
   *
   * @throws DistException also where it is a file of somebody else under another name
   */
  static void requireOwnFile(Path file) throws IOException {
    requireFile(file);
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && file.getFileSystem().supportedFileAttributeViews().contains("unix")
        && (int) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS) > 1) {
      throw new DistException(
          file, "has another name somewhere else, where it would change too", "delete it");
    }
  }

  /**
   * @throws DistException where something lies at the path that is no folder of its own
   */
  static void requireFolder(Path folder) {
    if (Files.isSymbolicLink(folder)) {
      throw new DistException(
          folder, "is a link, and links may lead out of dist/", "replace it by a folder");
    }
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)
        && !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new DistException(folder, "is no folder, and a folder must be here", "move it away");
    }
  }

  /** Whether a text can be a path of a file below a folder, and is written in the shortest way. */
  static boolean isInside(String text) {
    try {
      Path path = Path.of(text);
      return !text.isEmpty()
          && text.chars().noneMatch(Character::isISOControl)
          && !path.isAbsolute()
          && path.equals(path.normalize())
          && !path.startsWith("..");
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private PlainPath() {}
}
