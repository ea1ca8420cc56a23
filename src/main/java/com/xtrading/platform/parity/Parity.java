package com.xtrading.platform.parity;

import com.xtrading.platform.declaration.AllowedDifference;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.file.Settings;
import com.xtrading.platform.model.InvalidValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Turns one environment into another, one part of the settings after the other, and sees what each
 * step changes in what is drawn. The last step draws the other environment, so that no difference
 * is left without the setting that causes it.
 */
public final class Parity {

  private final Function<Environment, OutputSnapshot> drawing;
  private final List<AllowedDifference> allowances;
  private final List<Environment> all;
  private final Consumer<String> progress;

  /**
   * @param drawing draws an environment
   * @param allowances in what environments may differ
   * @param all every environment: an allowance that none of them needs is said to be needless
   * @param progress is told each part before its turn
   */
  public Parity(
      Function<Environment, OutputSnapshot> drawing,
      List<AllowedDifference> allowances,
      Collection<Environment> all,
      Consumer<String> progress) {
    this.drawing = drawing;
    this.all = List.copyOf(all);
    this.allowances = List.copyOf(allowances);
    this.progress = progress;
  }

  /** What of the one differs from the other. */
  public ParityReport between(Environment from, Environment to) {
    List<SettingCause> causes = new ArrayList<>();
    OutputSnapshot drawn = draw("start", from);
    Environment now = renamed(from, to);
    List<OutputChange> more = List.of();
    List<SettingCause.Setting> names = differing(from, now, from, to);
    if (!names.isEmpty()) {
      OutputSnapshot after = draw("names", now);
      causes.add(new SettingCause("names", names, drawn.changesTo(after)));
      more = new Renaming(names).others(drawn, after);
      drawn = after;
    }
    for (String part : Settings.differingParts(now, to)) {
      Environment next = exchanged(now, part, to);
      OutputSnapshot after = draw(part, next);
      causes.add(new SettingCause(part, differing(now, next, from, to), drawn.changesTo(after)));
      now = next;
      drawn = after;
    }
    return new ParityReport(from.name().value(), to.name().value(), causes, more, unused(from, to));
  }

  /** The one with the names of the other. */
  private Environment renamed(Environment from, Environment to) {
    Environment now = from;
    for (AllowedDifference allowance : allowances) {
      if (allowance.naming()) {
        try {
          now = Settings.with(now, allowance.path(), to);
        } catch (InvalidValue notOnBothSides) {
          continue; // it differs by more than names, and comes with its part
        }
      }
    }
    return now;
  }

  private OutputSnapshot draw(String step, Environment environment) {
    progress.accept(step);
    return drawing.apply(environment);
  }

  /** The settings of a part that differ between two steps. */
  private List<SettingCause.Setting> differing(
      Environment before, Environment after, Environment from, Environment to) {
    SortedMap<String, String> mine = Settings.of(before);
    SortedMap<String, String> theirs = Settings.of(after);
    return differing(mine, theirs)
        .map(
            path ->
                new SettingCause.Setting(
                    path,
                    mine.getOrDefault(path, ""),
                    theirs.getOrDefault(path, ""),
                    reason(path, from, to)))
        .toList();
  }

  private Optional<String> reason(String path, Environment from, Environment to) {
    return allowances.stream()
        .filter(one -> one.covers(path, from.name().value(), to.name().value()))
        .map(AllowedDifference::reason)
        .findFirst();
  }

  /** A part that does not go with what is around it comes with the rest of its section. */
  private static Environment exchanged(Environment now, String part, Environment to) {
    try {
      return Settings.with(now, part, to);
    } catch (InvalidValue alone) {
      return Settings.with(now, part.substring(0, part.indexOf('.')), to);
    }
  }

  /** Allowances for these two that no two environments need. */
  private List<AllowedDifference> unused(Environment from, Environment to) {
    String one = from.name().value();
    String other = to.name().value();
    Map<String, SortedMap<String, String>> settings = new TreeMap<>();
    all.forEach(each -> settings.put(each.name().value(), Settings.of(each)));
    return allowances.stream()
        .filter(
            allowance ->
                allowance.environments().contains(one) || allowance.environments().contains(other))
        .filter(allowance -> !isNeeded(allowance, settings))
        .toList();
  }

  private static boolean isNeeded(
      AllowedDifference allowance, Map<String, SortedMap<String, String>> settings) {
    return settings.entrySet().stream()
        .anyMatch(
            one ->
                settings.entrySet().stream()
                    .anyMatch(
                        other ->
                            differing(one.getValue(), other.getValue())
                                .anyMatch(
                                    path -> allowance.covers(path, one.getKey(), other.getKey()))));
  }

  private static Stream<String> differing(
      SortedMap<String, String> mine, SortedMap<String, String> theirs) {
    SortedSet<String> paths = new TreeSet<>(mine.keySet());
    paths.addAll(theirs.keySet());
    return paths.stream().filter(path -> !Objects.equals(mine.get(path), theirs.get(path)));
  }
}
