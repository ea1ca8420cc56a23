package com.xtrading.platform.manifest;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * What writing one environment means for the files on disk; all paths are relative to {@code
 * dist/<env>/}.
 *
 * @param environment the folder below {@code dist/}
 * @param content every file to be, the inventory included
 * @param missing files that are not there yet
 * @param changed files that are there with other bytes
 * @param stale files that an earlier run wrote and this one does not
 * @param foreign files that no run wrote; they stay
 */
record WritePlan(
    String environment,
    SortedMap<String, byte[]> content,
    SortedSet<String> missing,
    SortedSet<String> changed,
    SortedSet<String> stale,
    SortedSet<String> foreign) {

  WriteOutcome outcome() {
    return new WriteOutcome(
        environment, missing.size() + changed.size(), stale.size(), List.copyOf(foreign));
  }
}
