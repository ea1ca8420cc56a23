package com.xtrading.platform.environment.file;

import com.xtrading.platform.environment.file.YamlNode.Mapping;
import com.xtrading.platform.environment.file.YamlNode.Scalar;
import com.xtrading.platform.environment.file.YamlNode.Sequence;
import com.xtrading.platform.model.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Settings that are asked about and stand in no file. They are laid over what a file says before
 * anything is checked, so that every check holds for them too.
 *
 * @param settings values as they would be written in a file, by their paths
 * @param environments the environments that are asked about; empty for all
 */
public record WhatIf(Map<String, String> settings, Set<String> environments) {

  /** Nothing is asked. */
  public static final WhatIf NOTHING = new WhatIf(Map.of(), Set.of());

  private static final Pattern STEP = Pattern.compile("([^\\[\\]]+)|\\[(\\d{1,4})\\]");

  public WhatIf {
    settings = Map.copyOf(settings);
    environments = Set.copyOf(environments);
  }

  /**
   * The same with another number of nodes, and as many at the most where nothing else is asked for.
   */
  public WhatIf withNodes(int count) {
    Map<String, String> all = new LinkedHashMap<>(settings);
    all.put("cluster.nodes.count", String.valueOf(count));
    all.putIfAbsent("cluster.nodes.autoscaleTo", String.valueOf(count));
    return new WhatIf(all, environments);
  }

  /** The file of an environment with the settings; a path that leads nowhere is a problem. */
  Mapping over(Mapping top, String environment, FileProblems problems) {
    if (!environments.isEmpty() && !environments.contains(environment)) {
      return top;
    }
    YamlNode changed = top;
    for (Map.Entry<String, String> setting : new TreeMap<>(settings).entrySet()) {
      List<String> steps = steps(setting.getKey());
      changed =
          steps.isEmpty()
              ? leadsNowhere(changed, "\"\"", setting, top.entries().keySet(), problems)
              : with(changed, steps, setting, problems);
    }
    return (Mapping) changed;
  }

  private static List<String> steps(String path) {
    List<String> steps = new ArrayList<>();
    for (String part : path.split("\\.")) {
      Matcher step = STEP.matcher(part);
      while (step.find()) {
        steps.add(step.group());
      }
    }
    return steps;
  }

  private static YamlNode with(
      YamlNode node, List<String> steps, Map.Entry<String, String> setting, FileProblems problems) {
    if (steps.isEmpty()) {
      return value(node, setting.getValue(), problems);
    }
    String step = steps.get(0);
    List<String> rest = steps.subList(1, steps.size());
    if (node instanceof Mapping mapping && !step.startsWith("[")) {
      YamlNode child = mapping.entries().get(step);
      if (child == null && !rest.isEmpty()) {
        return leadsNowhere(mapping, step, setting, mapping.entries().keySet(), problems);
      }
      Map<String, YamlNode> entries = new LinkedHashMap<>(mapping.entries());
      YamlNode below =
          child == null ? absent(mapping.line(), YamlNode.below(mapping.path(), step)) : child;
      entries.put(step, with(below, rest, setting, problems));
      return new Mapping(mapping.line(), mapping.path(), entries);
    }
    if (node instanceof Sequence sequence && step.startsWith("[")) {
      int index = Integer.parseInt(step.substring(1, step.length() - 1));
      if (index < sequence.items().size()) {
        List<YamlNode> items = new ArrayList<>(sequence.items());
        items.set(index, with(items.get(index), rest, setting, problems));
        return new Sequence(sequence.line(), sequence.path(), items);
      }
    }
    return leadsNowhere(node, step, setting, Set.of(), problems);
  }

  private static Scalar absent(int line, String path) {
    return new Scalar(line, path, "", YamlNode.Kind.NONE);
  }

  /** What the text means as YAML, at the place of what it replaces. */
  private static YamlNode value(YamlNode replaced, String text, FileProblems problems) {
    FileProblems own = new FileProblems(problems.file());
    Optional<YamlNode> read =
        LocatedYaml.read("value: " + text, own)
            // More than one: the text has a line of its own that begins a setting.
            .filter(top -> top.entries().size() == 1)
            .map(top -> top.entries().get("value"));
    if (read.isEmpty() || !own.isEmpty()) {
      problems.add(
          replaced.line(),
          replaced.path(),
          "\"%s\" is no YAML value".formatted(text),
          "a value as it is written in the file",
          "put it in quotes");
      return replaced;
    }
    return moved(read.get(), replaced.line(), replaced.path());
  }

  private static YamlNode moved(YamlNode node, int line, String path) {
    if (node instanceof Mapping mapping) {
      Map<String, YamlNode> entries = new LinkedHashMap<>();
      mapping
          .entries()
          .forEach((key, child) -> entries.put(key, moved(child, line, YamlNode.below(path, key))));
      return new Mapping(line, path, entries);
    }
    if (node instanceof Sequence sequence) {
      List<YamlNode> items = new ArrayList<>();
      for (YamlNode item : sequence.items()) {
        items.add(moved(item, line, path + "[" + items.size() + "]"));
      }
      return new Sequence(line, path, items);
    }
    Scalar scalar = (Scalar) node;
    return new Scalar(line, path, scalar.text(), scalar.kind());
  }

  private static YamlNode leadsNowhere(
      YamlNode node,
      String step,
      Map.Entry<String, String> setting,
      Set<String> known,
      FileProblems problems) {
    problems.add(
        node.line(),
        node.path(),
        "has no %s, which %s=%s asks for".formatted(step, setting.getKey(), setting.getValue()),
        known.isEmpty() ? "" : String.join(", ", known),
        known.stream()
            .filter(name -> name.startsWith(step))
            .findFirst()
            .or(() -> Suggestion.of(step, List.copyOf(known)))
            .map("did you mean %s?"::formatted)
            .orElse("name a setting that is in the file"));
    return node;
  }
}
