package com.xtrading.platform.capacity;

/**
 * One pod of a set.
 *
 * @param set the index of its set
 * @param number which one of the set; for pods on each node the index of the node
 */
record Pod(int set, int number) {}
