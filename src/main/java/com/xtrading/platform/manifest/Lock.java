package com.xtrading.platform.manifest;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps two runs from writing the same {@code dist/} at once. The system lets go of it when a run
 * is killed.
 */
final class Lock implements AutoCloseable {

  static final String FILE = "lock";

  private final Path folder;
  private final FileChannel channel;

  private Lock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes the lock of a folder, which is made if need be.
   *
   * @throws DistException when another run has it
   */
  static Lock of(Path folder) throws IOException {
    Files.createDirectories(folder);
    FileChannel channel =
        FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean taken = false;
    try {
      taken = channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // Held by another thread of this process; the message is the same.
    }
    if (!taken) {
      channel.close();
      throw new DistException(folder, "another run is writing", "wait until it is done");
    }
    return new Lock(folder, channel);
  }

  /** Lets go, and removes the folder when nothing is left in it. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(folder.resolve(FILE));
    channel.close();
    String[] left = folder.toFile().list();
    if (left != null && left.length == 0) {
      Files.deleteIfExists(folder);
    }
  }
}
