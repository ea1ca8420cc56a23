package com.xtrading.platform.admission;

/** A set of rules; each holds those before it. */
public enum Profile {
  /** Pod Security Standard "baseline": nothing that is known to break out. */
  BASELINE,
  /** Pod Security Standard "restricted": hardened. */
  RESTRICTED,
  /** What this platform asks of its own objects as well. */
  PLATFORM
}
