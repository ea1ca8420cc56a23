package com.xtrading.platform.capacity;

/** Why a node does not take a pod. */
enum Refusal {
  CLOSED("not available"),
  OTHER_NODE("it belongs to another node"),
  VOLUME("its volume is on the disk of another node"),
  TAINT("a taint that it does not tolerate"),
  NODE_LABELS("labels that it does not ask for"),
  CPU("too little CPU"),
  MEMORY("too little memory"),
  DISK("too little ephemeral storage"),
  PODS("it runs as many pods as it may"),
  PORT("a port of the node that is taken"),
  APART("pods that it keeps away from"),
  KEPT_AWAY("pods that keep it away"),
  TOGETHER("none of the pods that it wants near"),
  SPREAD("more of its kind than its spread allows");

  private final String words;

  Refusal(String words) {
    this.words = words;
  }

  /** Whether more room would not help. */
  boolean isAboutPlace() {
    return this == TAINT || this == NODE_LABELS || this == TOGETHER;
  }

  /** As in "2 nodes: too little memory". */
  String words() {
    return words;
  }
}
