package com.xtrading.platform.data;

import com.xtrading.platform.model.Memory;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Parameters of PostgreSQL that follow from the size of an instance.
 *
 * <p>Shares of memory as the PostgreSQL documentation suggests for a machine of its own (section
 * 19.4 Resource Consumption; section 19.7 Query Planning): a quarter for shared buffers, three
 * quarters expected in caches, a sixteenth for maintenance. The write-ahead log may fill half of
 * its volume before a checkpoint, up to 4 GiB, and a replica that is away may hold back another
 * quarter.
 */
final class PostgresTuning {

  private static final Memory WAL_BUFFERS = Memory.mebibytes(16);
  private static final Memory WORK_MEMORY = Memory.mebibytes(4);
  private static final long MAX_WAL_MEBIBYTES = 4096;

  /** What a server process takes: work_mem, and two before it sorts. */
  private static final long CONNECTION_MEBIBYTES = WORK_MEMORY.toMebibytes() + 2;

  private static final long MAINTENANCE_MEBIBYTES = 64;
  private static final long MIN_CONNECTIONS = 20;
  private static final long MAX_CONNECTIONS = 100;

  /** What an instance is given at the least: its buffers, and connections that all sort at once. */
  static Memory leastMemory() {
    long beside = MAINTENANCE_MEBIBYTES + MIN_CONNECTIONS * CONNECTION_MEBIBYTES;
    return Memory.mebibytes((beside * 4 + 2) / 3); // shared buffers take a quarter of the whole
  }

  /**
   * @param memory of an instance
   * @param walRoom what the write-ahead log may fill
   */
  static SortedMap<String, String> of(Memory memory, Memory walRoom) {
    long mebibytes = memory.toMebibytes();
    long maxWal = Math.min(MAX_WAL_MEBIBYTES, walRoom.toMebibytes() / 2);
    SortedMap<String, String> parameters = new TreeMap<>();
    parameters.put("shared_buffers", megabytes(mebibytes / 4));
    parameters.put("effective_cache_size", megabytes(mebibytes * 3 / 4));
    parameters.put("maintenance_work_mem", megabytes(maintenance(mebibytes)));
    parameters.put("work_mem", megabytes(WORK_MEMORY.toMebibytes()));
    parameters.put("wal_buffers", megabytes(WAL_BUFFERS.toMebibytes()));
    parameters.put("max_wal_size", megabytes(maxWal));
    parameters.put("min_wal_size", megabytes(maxWal / 4));
    // Without an end, a replica that is away fills the volume until the primary stops.
    parameters.put("max_slot_wal_keep_size", megabytes(walRoom.toMebibytes() / 4));
    parameters.put("checkpoint_completion_target", "0.9");
    parameters.put("default_statistics_target", "100");
    // Network volumes on solid state: a random page costs little more than the next one, and many
    // can be asked for.
    parameters.put("random_page_cost", "1.1");
    parameters.put("effective_io_concurrency", "200");
    parameters.put("max_connections", Long.toString(connections(mebibytes)));
    return parameters;
  }

  private static long maintenance(long mebibytes) {
    return Math.max(MAINTENANCE_MEBIBYTES, mebibytes / 16);
  }

  /** So many that all of them can sort at once in what shared buffers and maintenance leave. */
  static long connections(long mebibytes) {
    long left = mebibytes - mebibytes / 4 - maintenance(mebibytes);
    return Math.max(MIN_CONNECTIONS, Math.min(MAX_CONNECTIONS, left / CONNECTION_MEBIBYTES));
  }

  static boolean isAtMostConnections(long mebibytes) {
    return connections(mebibytes) == MAX_CONNECTIONS;
  }

  /** PostgreSQL's MB are 2²⁰ bytes. */
  private static String megabytes(long mebibytes) {
    return mebibytes + "MB";
  }

  private PostgresTuning() {}
}
