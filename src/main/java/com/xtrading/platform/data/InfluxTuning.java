package com.xtrading.platform.data;

import com.xtrading.platform.model.Memory;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Settings of InfluxDB that follow from its memory (InfluxDB 2 documentation, configuration
 * options). By default a shard may buffer a gibibyte and queries take whatever they ask for, more
 * than small servers have.
 */
final class InfluxTuning {

  private static final long CONCURRENT_QUERIES = 8;
  private static final long QUEUED_QUERIES = 32;
  private static final long CACHE_PERCENT = 20;
  private static final long QUERIES_PERCENT = 40;

  static SortedMap<String, String> of(Memory memory) {
    long queries = memory.bytes() / 100 * QUERIES_PERCENT;
    SortedMap<String, String> settings = new TreeMap<>();
    settings.put("INFLUXD_QUERY_CONCURRENCY", Long.toString(CONCURRENT_QUERIES));
    settings.put("INFLUXD_QUERY_QUEUE_SIZE", Long.toString(QUEUED_QUERIES));
    settings.put("INFLUXD_QUERY_MAX_MEMORY_BYTES", Long.toString(queries));
    // One query may take half, and no query is promised more than its equal share.
    settings.put("INFLUXD_QUERY_MEMORY_BYTES", Long.toString(queries / 2));
    settings.put("INFLUXD_QUERY_INITIAL_MEMORY_BYTES", Long.toString(queries / CONCURRENT_QUERIES));
    settings.put(
        "INFLUXD_STORAGE_CACHE_MAX_MEMORY_SIZE",
        Long.toString(memory.bytes() / 100 * CACHE_PERCENT));
    return settings;
  }

  private InfluxTuning() {}
}
