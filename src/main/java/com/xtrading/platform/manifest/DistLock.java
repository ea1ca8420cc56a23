package com.xtrading.platform.manifest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Keeps two runs from writing the same {@code dist/} at once. The system lets go of it when a run
 * is killed.
 */
final class DistLock implements AutoCloseable {

  static final String FILE = "lock";

  private final Path folder;
  private final FileChannel held;

  /**
   * Open as long as the lock: POSIX drops the locks of a process when it closes any descriptor of
   * the file.
   */
  private final FileChannel witness;

  private DistLock(Path folder, FileChannel held, FileChannel witness) {
    this.folder = folder;
    this.held = held;
    this.witness = witness;
  }

  /**
   * Takes the lock of a folder, which is made if need be.
   *
   * @throws DistException when another run has it
   */
  static DistLock of(Path folder) throws IOException {
    PlainPath.requireFolder(folder);
    Files.createDirectories(folder);
    Path file = folder.resolve(FILE);
    PlainPath.requireOwnFile(file);
    FileChannel held =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    if (!isTaken(held)) {
      held.close();
      throw busy(folder);
    }
    try {
      FileChannel witness =
          FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
      if (isSameFile(held, witness)) {
        return new DistLock(folder, held, witness);
      }
      witness.close();
      held.close();
      throw busy(folder);
    } catch (NoSuchFileException deletedByARunThatEnded) {
      // A lock on a deleted file keeps nobody out.
      held.close();
      throw busy(folder);
    } catch (IOException e) {
      Files.deleteIfExists(file);
      held.close();
      removeIfEmpty(folder);
      throw e;
    }
  }

  private static DistException busy(Path folder) {
    return new DistException(folder, "another run is writing", "wait until it is done");
  }

  private static boolean isTaken(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException heldByAnotherThread) {
      return false;
    }
  }

  /** Whether what is written through one channel is read through the other. */
  private static boolean isSameFile(FileChannel written, FileChannel read) throws IOException {
    ByteBuffer token =
        ByteBuffer.wrap(UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
    written.truncate(0).write(token.duplicate(), 0);
    ByteBuffer found = ByteBuffer.allocate(token.remaining());
    read.read(found, 0);
    return found.flip().equals(token);
  }

  /** Removes the folder when nothing is left in it, and lets go. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(folder.resolve(FILE));
    removeIfEmpty(folder);
    witness.close();
    held.close();
  }

  private static void removeIfEmpty(Path folder) throws IOException {
    String[] left = folder.toFile().list();
    if (left != null && left.length == 0) {
      Files.deleteIfExists(folder);
    }
  }
}
