package com.xtrading.platform.declaration;

import com.xtrading.platform.declaration.AlertRule.Team;
import com.xtrading.platform.model.Days;
import com.xtrading.platform.model.InvalidValue;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A service level objective: which share of events must be good over some weeks.
 *
 * @param service whose it is; the {@code service} label
 * @param name what about it; the {@code slo} label
 * @param objective good events of a hundred; above 50 and below 100
 * @param sli what is counted
 * @param leastTraffic below it nobody is told: one error would decide; in the unit in which the
 *     indicator counts events in five minutes
 * @param team who is told
 * @param period over how many days the budget is counted; empty for the usual one, if samples are
 *     kept for so long
 */
public record Slo(
    String service,
    String name,
    BigDecimal objective,
    Sli sli,
    BigDecimal leastTraffic,
    Team team,
    Optional<Days> period) {

  private static final Pattern LABEL = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final BigDecimal LEAST = BigDecimal.valueOf(50);
  private static final BigDecimal ALL = BigDecimal.valueOf(100);

  /**
   * @throws InvalidValue when the objective leaves no budget or too much of it, traffic is not
   *     above 0, or service or name is no plain word
   */
  public Slo {
    requireWord("service", service);
    requireWord("name", name);
    if (objective.compareTo(LEAST) <= 0 || objective.compareTo(ALL) >= 0) {
      throw new InvalidValue(
          "the objective of %s %s is %s %%".formatted(service, name, objective.toPlainString()),
          "more than 50 and less than 100",
          objective.compareTo(ALL) >= 0
              ? "leave room for errors, such as 99.9: without a budget every error is an alarm"
              : "write a share in per cent, such as 99.9");
    }
    if (leastTraffic.signum() <= 0) {
      throw new InvalidValue(
          "the least traffic of %s %s is %s".formatted(service, name, leastTraffic.toPlainString()),
          "a number above 0",
          "write how many events are enough for a judgement, such as 0.1 a second");
    }
  }

  /**
   * An objective of the platform team.
   *
   * @param objective per cent, such as {@code 99.9}
   * @param leastTraffic such as {@code 0.1}
   * @throws InvalidValue when one of them is no number, or is not allowed
   */
  public static Slo of(
      String service, String name, String objective, Sli sli, String leastTraffic) {
    return new Slo(
        service,
        name,
        ExactNumber.read(objective, "per cent"),
        sli,
        ExactNumber.read(leastTraffic, "events"),
        Team.PLATFORM,
        Optional.empty());
  }

  /** The same as another team's. */
  public Slo of(Team other) {
    return new Slo(service, name, objective, sli, leastTraffic, other, period);
  }

  /** The same with a budget over so many days, for which samples must be kept. */
  public Slo over(Days days) {
    return new Slo(service, name, objective, sli, leastTraffic, team, Optional.of(days));
  }

  /** The share of events that may be errors, such as 0.001; exact. */
  public BigDecimal errorBudget() {
    return plain(ALL.subtract(objective).movePointLeft(2));
  }

  /** The share of events that must be good, such as 0.999; exact. */
  public BigDecimal share() {
    return plain(objective.movePointLeft(2));
  }

  /** Service and name. */
  @Override
  public String toString() {
    return service + " " + name;
  }

  private static BigDecimal plain(BigDecimal number) {
    return new BigDecimal(number.stripTrailingZeros().toPlainString());
  }

  private static void requireWord(String what, String value) {
    if (!LABEL.matcher(value).matches()) {
      throw new InvalidValue(
          "the %s of an objective is \"%s\"".formatted(what, value),
          "small letters, digits and hyphens between them",
          "write it as in user-service");
    }
  }
}
