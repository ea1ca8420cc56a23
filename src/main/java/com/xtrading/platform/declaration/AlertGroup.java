package com.xtrading.platform.declaration;

import com.xtrading.platform.declaration.AlertRule.Attention;
import com.xtrading.platform.declaration.AlertRule.Condition;
import com.xtrading.platform.declaration.AlertRule.Message;
import com.xtrading.platform.declaration.AlertRule.Team;
import com.xtrading.platform.declaration.AlertRule.Urgency;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Alerts that are evaluated together and belong to one team.
 *
 * @param name of the group, and of its file
 * @param team who is told
 * @param dashboard uid of the page that shows more
 */
public record AlertGroup(String name, Team team, String dashboard) {

  /** A rule of the group; what proves it is added to it. */
  public AlertRule rule(
      String alert, Urgency urgency, Duration holdFor, String expression, Message message) {
    return new AlertRule(
        name,
        alert,
        new Condition(expression, holdFor),
        urgency,
        message,
        new Attention(team, Optional.of(dashboard), false),
        new TreeMap<>(),
        List.of());
  }
}
