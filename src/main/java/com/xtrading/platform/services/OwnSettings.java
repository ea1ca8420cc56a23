package com.xtrading.platform.services;

import com.xtrading.platform.component.DeclarationException;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.EnvironmentProblem;
import com.xtrading.platform.environment.SettingName;
import com.xtrading.platform.model.InvalidValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Settings that only one service reads: declared with it, or for one environment in its file, which
 * counts more. What the platform gives every service, and what follows from edges, is not among
 * them.
 */
final class OwnSettings {

  private final String service;
  private final Environment environment;
  private final SortedMap<String, String> declared = new TreeMap<>();
  private final SortedMap<String, String> given;

  OwnSettings(Platform platform, String service) {
    this.service = service;
    this.environment = platform.environment();
    this.given = platform.settingsOf(service);
  }

  /**
   * @throws DeclarationException when it is no name of a setting, or declared twice
   */
  void declare(String name, String value) {
    try {
      new SettingName(name);
    } catch (InvalidValue invalid) {
      throw new DeclarationException(
          "setting of %s: %s; allowed: %s; %s"
              .formatted(service, invalid.getMessage(), invalid.allowed(), invalid.change()));
    }
    if (declared.put(name, value) != null) {
      throw new DeclarationException(
          "setting %s of %s is declared twice; remove one".formatted(name, service));
    }
  }

  /** All of them. */
  SortedMap<String, String> all() {
    SortedMap<String, String> all = new TreeMap<>(declared);
    all.putAll(given);
    return all;
  }

  /**
   * @param platform names of settings that the service has anyway
   * @throws DeclarationException when one that is declared is among them
   */
  List<EnvironmentProblem> problems(Set<String> platform) {
    declared.keySet().stream()
        .filter(platform::contains)
        .findFirst()
        .ifPresent(
            name -> {
              throw new DeclarationException(
                  "setting %s of %s is the platform's own, and follows from what is declared; remove it"
                      .formatted(name, service));
            });
    List<EnvironmentProblem> problems = new ArrayList<>();
    given.keySet().stream()
        .filter(platform::contains)
        .forEach(
            name ->
                problems.add(
                    EnvironmentProblem.of(
                        environment,
                        "services.%s.settings.%s".formatted(service, name),
                        "is the platform's own, and follows from what is declared",
                        "names beside " + String.join(", ", new TreeSet<>(platform)),
                        "remove it")));
    return problems;
  }
}
