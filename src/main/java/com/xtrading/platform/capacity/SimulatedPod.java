package com.xtrading.platform.capacity;

/**
 * One pod of a set.
 *
 * @param set the index of its set
 * @param number which one of the set; for pods on each node the index of the node
 */
record SimulatedPod(int set, int number) {

  /** Numbers from here on are of a new version, whose ReplicaSet is another. */
  static final int NEW = 1_000_000;

  /** What a record has by itself takes longer, and many maps ask for it. */
  @Override
  public int hashCode() {
    return 31 * set + number;
  }

  boolean isNew() {
    return number >= NEW;
  }
}
