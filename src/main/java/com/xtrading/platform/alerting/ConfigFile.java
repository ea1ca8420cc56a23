package com.xtrading.platform.alerting;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A configuration of Alertmanager as it was read from a text.
 *
 * @param name of the file, for messages
 * @param config absent where Alertmanager would refuse it
 * @param refusals why; none where it is there
 * @param lines from 1, by the path of what is written there
 */
public record ConfigFile(
    String name,
    Optional<AlertmanagerConfig> config,
    List<ConfigProblem> refusals,
    Map<String, Integer> lines) {

  public ConfigFile {
    refusals = List.copyOf(refusals);
    lines = Map.copyOf(lines);
  }

  /**
   * Reads strictly what decides who is told. Settings of ways of telling other than webhook,
   * PagerDuty, Slack and mail, of tracing and of the recorder of events are kept and not judged.
   *
   * @param text YAML
   */
  public static ConfigFile read(String name, String text) {
    Problems problems = new Problems();
    Optional<AlertmanagerConfig> config =
        YamlText.read(text, problems).map(top -> ConfigReader.read(top, problems));
    if (problems.found().isEmpty()) {
      List<ConfigProblem> refusals = ConfigRefusals.of(config.orElseThrow());
      return new ConfigFile(
          name, config.filter(read -> refusals.isEmpty()), refusals, problems.lines());
    }
    return new ConfigFile(name, Optional.empty(), problems.found(), problems.lines());
  }

  /** Problems with file and line in front of them. */
  public List<String> located(Collection<ConfigProblem> problems) {
    return problems.stream().map(problem -> place(problem.path()) + problem).toList();
  }

  /** Of a path that is not written the line of what is above it. */
  private String place(String path) {
    String at = path;
    while (!lines.containsKey(at) && !at.isEmpty()) {
      int end = Math.max(at.lastIndexOf('.'), at.lastIndexOf('['));
      at = at.substring(0, Math.max(0, end));
    }
    int line = lines.getOrDefault(at, 0);
    return line == 0 ? name + ": " : name + ":" + line + ": ";
  }
}
