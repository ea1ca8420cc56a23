package com.xtrading.platform.dashboard;

import com.xtrading.platform.model.InvalidValue;
import java.util.ArrayList;
import java.util.List;

/**
 * What every panel has, whatever it draws.
 *
 * @param title what is shown
 * @param description how to read it, and what to think of it
 * @param unit of its numbers
 * @param thresholds of its colours
 * @param size the place that it takes
 * @param links where it leads, such as to the runbook of an alert
 */
public record Frame(
    String title,
    String description,
    Unit unit,
    Thresholds thresholds,
    Size size,
    List<Link> links) {

  /**
   * @throws InvalidValue when title or description is empty
   */
  public Frame {
    title = title.strip();
    description = description.strip();
    if (title.isEmpty()) {
      throw new InvalidValue(
          "a panel has no title",
          "a few words",
          "say what it shows: \"%s\"".formatted(description));
    }
    if (description.isEmpty()) {
      throw new InvalidValue(
          "panel \"%s\" has no description".formatted(title),
          "a sentence",
          "say how to read it and what to think of it");
    }
    links = List.copyOf(links);
  }

  /** Half as wide as the page, without thresholds and links. */
  public static Frame of(String title, String description, Unit unit) {
    return new Frame(title, description, unit, Thresholds.NONE, Size.HALF, List.of());
  }

  /** A single number beside five others. */
  public static Frame tile(String title, String description, Unit unit) {
    return of(title, description, unit).sized(Size.TILE);
  }

  /** Text, which has no unit. */
  public static Frame text(String title, String description) {
    return of(title, description, Unit.TEXT).sized(Size.FULL);
  }

  /** The same with thresholds. */
  public Frame with(Thresholds other) {
    return new Frame(title, description, unit, other, size, links);
  }

  /** The same at another size. */
  public Frame sized(Size other) {
    return new Frame(title, description, unit, thresholds, other, links);
  }

  /** The same with a link to the runbook of an alert. */
  public Frame runbook(String alert) {
    return linked(new Link.Runbook(alert));
  }

  /** The same with one link more. */
  public Frame linked(Link link) {
    List<Link> more = new ArrayList<>(links);
    more.add(link);
    return new Frame(title, description, unit, thresholds, size, more);
  }
}
