package com.xtrading.platform.manifest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.UUID;

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
    if (!isTaken(channel) || !isStillThere(folder.resolve(FILE), channel)) {
      channel.close();
      throw new DistException(folder, "another run is writing", "wait until it is done");
    }
    return new Lock(folder, channel);
  }

  private static boolean isTaken(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException heldByAnotherThread) {
      return false;
    }
  }

  /** A run that ends deletes the file; a lock on a deleted file keeps nobody out. */
  private static boolean isStillThere(Path file, FileChannel channel) throws IOException {
    byte[] token = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
    channel.truncate(0).write(ByteBuffer.wrap(token), 0);
    return Files.exists(file) && Arrays.equals(Files.readAllBytes(file), token);
  }

  /** Lets go, and removes the folder when nothing is left in it. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(folder.resolve(FILE));
    String[] left = folder.toFile().list();
    if (left != null && left.length == 0) {
      Files.deleteIfExists(folder);
    }
    channel.close();
  }
}
