package com.xtrading.platform.manifest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The steps by which files change; a test stops after each of them. */
class Disk {

  /** Writes a new file. */
  void write(Path file, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW, // never what is there already, or what a link leads to
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  /**
   * Waits until the content of files is on the disk; when all are written before, the first wait is
   * nearly the only one.
   */
  void force(List<Path> files) throws IOException {
    for (Path file : files) {
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
        channel.force(false);
      }
    }
  }

  /** Makes a folder and those above it. */
  void makeFolder(Path folder) throws IOException {
    Files.createDirectories(folder);
  }

  /** Puts a file in the place of another in one step. */
  void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Deletes a file or an empty folder, if it is there. */
  void delete(Path path) throws IOException {
    Files.deleteIfExists(path);
  }

  /** Waits until renames in a folder are on the disk, where the system can. */
  void sync(Path folder) throws IOException {
    if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
