package com.xtrading.platform.network;

import java.util.List;

/**
 * Why two parties can connect, or cannot.
 *
 * @param from who begins
 * @param to who is asked
 * @param certain what one can send to the other
 * @param unknown what may pass beside it, where networks differ in whether addresses mean pods
 * @param egress what the policies of the one say
 * @param ingress what the policies of the other say
 */
public record Explanation(
    Party from, Party to, Traffic certain, Traffic unknown, Decision egress, Decision ingress) {

  /**
   * What the policies of one side say.
   *
   * @param isOpen whether none selects it
   * @param traffic what they let through
   * @param rules those that open some of it
   */
  public record Decision(boolean isOpen, Traffic traffic, List<Deciding> rules) {

    public Decision {
      rules = List.copyOf(rules);
    }
  }

  /**
   * A rule that decides.
   *
   * @param place the policy and the rule in it
   * @param opens what it lets through
   */
  public record Deciding(String place, Traffic opens) {}
}
