package com.xtrading.platform.manifest;

/**
 * A file of {@code dist/} that is not what synthesis would write.
 *
 * @param path the file, as people type it
 * @param kind what is different
 * @param detail more about it; may be empty
 */
public record FileDifference(String path, Kind kind, String detail) {

  /** What can be different about a file. */
  public enum Kind {
    /** Synthesis would write it. */
    MISSING,
    /** Synthesis would write something else. */
    CHANGED,
    /** Synthesis wrote it once and would remove it. */
    STALE,
    /** Synthesis never wrote it, and leaves it alone. */
    FOREIGN,
    /** A run was stopped while it wrote; the next one completes it. */
    UNFINISHED
  }

  /** Whether the next run of {@code synth} puts it right. */
  public boolean synthesisRepairs() {
    return kind != Kind.FOREIGN;
  }

  @Override
  public String toString() {
    String what =
        switch (kind) {
          case MISSING -> "missing";
          case CHANGED -> "changed";
          case STALE -> "stale: nothing makes it any more";
          case FOREIGN -> "foreign: nothing here made it; move it away, Argo CD may apply it";
          case UNFINISHED -> "a run was stopped while it wrote";
        };
    return path + ": " + what + (detail.isEmpty() ? "" : " " + detail);
  }
}
