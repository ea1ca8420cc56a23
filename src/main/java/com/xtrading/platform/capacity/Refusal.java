package com.xtrading.platform.capacity;

/** Why a node does not take a pod. */
enum Refusal {
  CLOSED("not available", ""),
  OTHER_NODE("it belongs to another node", ""),
  VOLUME("its volume is on the disk of another node", "give it a volume that moves"),
  TAINT(
      "a taint that it does not tolerate",
      "let it tolerate the taint, or remove that from cluster.nodes.taints"),
  NODE_LABELS(
      "labels that it does not ask for", "correct its nodeSelector or its affinity to nodes"),
  CPU("too little CPU", "ask for less"),
  MEMORY("too little memory", "ask for less"),
  DISK("too little ephemeral storage", "ask for less"),
  PODS("it runs as many pods as it may", "ask for less"),
  PORT("a port of the node that is taken", "choose another port of the node"),
  APART("pods that it keeps away from", "keep it away from fewer pods"),
  KEPT_AWAY("pods that keep it away", "let them keep fewer pods away"),
  TOGETHER("none of the pods that it wants near", "correct its affinity to other pods"),
  SPREAD("more of its kind than its spread allows", "raise the maxSkew of its spread");

  private final String words;
  private final String remedy;

  Refusal(String words, String remedy) {
    this.words = words;
    this.remedy = remedy;
  }

  /** What to do about it but for adding nodes; empty where there is nothing. */
  String remedy() {
    return remedy;
  }

  /** As in "2 nodes: too little memory". */
  String words() {
    return words;
  }
}
