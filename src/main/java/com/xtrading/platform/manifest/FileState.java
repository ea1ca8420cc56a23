package com.xtrading.platform.manifest;

/** How a file on disk stands to what was generated. */
public enum FileState {
  /** On disk as generated. */
  UNCHANGED,
  /** Generated, not on disk. */
  MISSING,
  /** Generated, with other bytes on disk. */
  CHANGED,
  /** On disk, named by the previous inventory, no longer generated. */
  STALE,
  /** On disk, named by no inventory; reported and never touched. */
  FOREIGN,
  /** An earlier run was stopped; its journal says how it goes on. */
  UNFINISHED
}
