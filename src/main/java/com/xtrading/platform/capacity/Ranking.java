package com.xtrading.platform.capacity;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Nodes by what stays free there for pods of one size: how good they are, or what there is too
 * little of. Nodes that have changed are looked at when somebody asks again.
 */
final class Ranking {

  private final NodeStates states;
  private final NodeFilter filter;
  private final NodeScore score;
  private final PodSet size;
  private final BitSet room = new BitSet();
  private final BitSet[] byPoints = new BitSet[NodeScore.MOST_BY_ROOM + 1];
  private final Map<Refusal, BitSet> full = new EnumMap<>(Refusal.class);

  /** In which of these a node is. */
  private final BitSet[] own;

  private final long[] known;
  private long seen;

  /**
   * @param size one of the sets with such pods
   */
  Ranking(Occupancy occupancy, NodeFilter filter, NodeScore score, PodSet size) {
    this.states = occupancy.states();
    this.filter = filter;
    this.score = score;
    this.size = size;
    this.own = new BitSet[occupancy.nodes().size()];
    this.known = new long[own.length];
    for (int node = 0; node < own.length; node++) {
      look(node);
    }
    seen = states.changes();
  }

  /** Nodes with room. */
  BitSet room() {
    update();
    return room;
  }

  /** Nodes without room, by what there is too little of. */
  Map<Refusal, BitSet> full() {
    update();
    return full;
  }

  /** The best of some nodes with room; the first where several are. */
  int best(BitSet among) {
    update();
    int points = NodeScore.MOST_BY_ROOM;
    while (byPoints[points] == null || !byPoints[points].intersects(among)) {
      points--;
    }
    return NodeSets.both(byPoints[points], among).nextSetBit(0);
  }

  private void update() {
    states.forEachChanged(
        seen,
        node -> {
          if (known[node] != states.at(node)) {
            look(node);
          }
        });
    seen = states.changes();
  }

  private void look(int node) {
    known[node] = states.at(node);
    Optional<Refusal> refusal = filter.room(size, node);
    room.set(node, refusal.isEmpty());
    BitSet now =
        refusal
            .map(why -> full.computeIfAbsent(why, one -> new BitSet()))
            .orElseGet(() -> withPoints(score.byRoom(size, node)));
    if (own[node] != now) {
      if (own[node] != null) {
        own[node].clear(node);
      }
      own[node] = now;
      now.set(node);
    }
  }

  private BitSet withPoints(int points) {
    if (byPoints[points] == null) {
      byPoints[points] = new BitSet();
    }
    return byPoints[points];
  }
}
